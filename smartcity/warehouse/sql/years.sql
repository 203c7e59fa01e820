select year,
       bool_or(part = 'results') as has_results,
       bool_or(part = 'survey') as has_survey
from (
    select year, 'results' as part from results where component = 'index' and list_contains($rounds, round)
    union all
    select year, 'survey' from item_statistics where region = $home
)
group by year
order by year
