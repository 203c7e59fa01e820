select year, track, region, item, value, is_sample from marks
