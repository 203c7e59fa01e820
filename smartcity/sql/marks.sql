select year, track, region, item, value from marks
