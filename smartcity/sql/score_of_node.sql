select value, published, is_sample, coverage, n, method, fingerprint
from scores
where year = $year and region = $region and node = $node and basis = $basis
order by round
limit 1
