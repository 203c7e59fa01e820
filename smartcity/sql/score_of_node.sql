select value, published, is_sample, coverage, n, method, fingerprint
from scores
where year = $year and region = $region and node = $node and basis = $basis
  and list_contains($rounds, round)
order by round
limit 1
