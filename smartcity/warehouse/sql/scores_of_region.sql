-- What is simulated for another region is told where the dashboard reaches no further than one.
-- A derived figure is a value that nobody published.
select node, value, case when basis <> 'derived' then published end as published, n, coverage, basis, track, method, fingerprint, is_sample
from scores
where year = $year and region = $region and (basis <> 'simulasi' or region = $home or $alone) and list_contains($rounds, round)
order by node
