-- Two tracks in one year are never mixed: $track is the one that speaks when there are both.
select value, case when basis <> 'derived' then published end as published, is_sample, coverage, n, track, method, fingerprint
from scores
where year = $year and region = $region and node = $node and basis = $basis
  and list_contains($rounds, round)
order by track <> $track, track, round
limit 1
