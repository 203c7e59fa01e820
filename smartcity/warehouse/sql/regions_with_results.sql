select distinct region
from results
where component = 'index' and list_contains($rounds, round)
order by region
