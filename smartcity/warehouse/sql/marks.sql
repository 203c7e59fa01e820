select year, track, region, item, value, rubric, is_sample
from marks
where region = $home
