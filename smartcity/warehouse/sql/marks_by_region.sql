-- The marks of every region and year.
select year, track, region, item, value, rubric, is_sample
from marks
