-- Of each region that is asked for: the forms of a year, and of the answers to a dimension that not only few people gave
-- how many are straight-lined or marked by a rule. A form that answers several dimensions is one, its answers to each
-- dimension are looked at by themselves.
with own as (
    select region, dimension, snapshot, sheet, row, is_straight_lined as is_lined, coalesce(flags, '') <> '' as is_marked,
           is_sample, count(*) over (partition by region, dimension) >= $smallest as is_told
    from respondents
    where year = $year and list_contains($regions, region)
)
select region, count(distinct (snapshot, sheet, row)) as count, count(*) filter (where is_told) as told,
       count(*) filter (where is_told and is_lined) as lined, count(*) filter (where is_told and is_marked) as marked,
       bool_or(is_sample) as is_sample
from own
group by region
order by region
