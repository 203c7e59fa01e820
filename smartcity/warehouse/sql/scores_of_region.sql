select node, value, published, n, coverage, basis, track, method, fingerprint, is_sample
from scores
where year = $year and region = $region and list_contains($rounds, round)
order by node
