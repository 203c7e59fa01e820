-- What is simulated for another region is told where the dashboard reaches no further than one. Two tracks in one year are never mixed: $track is the one that speaks when there are both.
select value, case when basis <> 'derived' then published end as published, is_sample, coverage, n, track, method, fingerprint
from scores
where year = $year and region = $region and node = $node and basis = $basis
  and (basis <> 'simulasi' or region = $home or $alone)
  and list_contains($rounds, round)
order by track <> $track, track, round
limit 1
