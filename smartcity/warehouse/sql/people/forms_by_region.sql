-- Of each region that is asked for: the forms of a year, and how many of them are straight-lined or marked by a rule.
-- A form that answers several dimensions is one.
with forms as (
    select region, bool_or(is_straight_lined) as is_lined, bool_or(coalesce(flags, '') <> '') as is_marked,
           bool_or(is_sample) as is_sample
    from respondents
    where year = $year and list_contains($regions, region)
    group by region, snapshot, sheet, row
)
select region, count(*) as count, count(*) filter (where is_lined) as lined, count(*) filter (where is_marked) as marked,
       bool_or(is_sample) as is_sample
from forms
group by region
order by region
