-- How many answered each statement and the mean of what they said, of every region and year. A build asks it of the
-- frames that it assembles, the batch of the whole warehouse, on Spark in Spark's own dialect.
-- Twelve decimals: sums of the same thirds differ behind those by the order in which they were added up.
with invented as (
    select year, track, region, dimension, bool_or(is_sample) as is_sample
    from respondents
    group by year, track, region, dimension
),
statements as (
    select year, track, region, dimension, sub_dimension, item, count(value) as n, round(avg(value), 12) as mean
    from answers
    group by year, track, region, dimension, sub_dimension, item
)
select s.year, s.track, s.region, s.dimension, s.sub_dimension, s.item, s.n, s.mean, i.is_sample
from statements s
left join invented i
    on i.year = s.year and i.track = s.track and i.region = s.region and i.dimension = s.dimension
