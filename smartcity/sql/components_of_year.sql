select region, track, node as component, published as value, basis, is_sample
from scores
where year = $year and node <> 'index' and basis <> 'simulasi' and list_contains($rounds, round)
order by region, node
