with counts as (
    select track, dimension, count(*) as count, bool_or(is_sample) as is_sample
    from respondents
    where year = $year and region = $home
    group by all
),
means as (
    -- A mean that was kept back keeps that of its dimension back, too.
    select track, dimension, case when count(mean) = count(*) then avg(mean) end as mean,
           count(mean) < count(*) as is_few
    from item_statistics
    where year = $year and region = $home
    group by all
)
select c.track, c.dimension, c.count, m.mean, coalesce(m.is_few, false) as is_few, c.is_sample
from counts c
left join means m using (track, dimension)
