-- People with at least one answer in a sub-dimension, and in how many parts of the dimension the busiest of them has.
select dimension, sub_dimension, count(*) as count, max(parts) as most_parts
from (
    select dimension, sub_dimension, count(*) over (partition by dimension, respondent) as parts
    from (select distinct dimension, sub_dimension, respondent from answers
          where year = $year and track = $track and region = $home)
)
group by dimension, sub_dimension
order by dimension, sub_dimension
