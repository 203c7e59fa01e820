-- Whose answers are invented, of every region and year.
select distinct year, track, region, dimension, is_sample
from respondents
