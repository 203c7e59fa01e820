-- The answers of every region and year, survey by survey, with no more of them than figures are counted from.
select respondent, year, track, region, dimension, sub_dimension, item, value
from answers
order by year, track, region
