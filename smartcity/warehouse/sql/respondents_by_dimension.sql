with counts as (
    select track, dimension, count(*) as count, bool_or(is_sample) as is_sample
    from respondents
    where year = $year and region = (select home from site)
    group by all
),
means as (
    select track, dimension, avg(mean) as mean
    from item_statistics
    where year = $year and region = (select home from site)
    group by all
)
select c.track, c.dimension, c.count, m.mean, c.is_sample
from counts c
left join means m using (track, dimension)
