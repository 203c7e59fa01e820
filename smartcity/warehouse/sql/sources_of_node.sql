select distinct coalesce(o.origin, r.source) as source
from results r
left join sources o on o.snapshot = r.snapshot and o.code = r.source
where r.year = $year and r.region = $region and r.basis = $basis and r.track = $track
  and list_contains($rounds, r.round)
  and r.component in (
    select $node union select node from contributions
    where year = $year and region = $region and basis = $basis and track = $track and parent = $node
  )
  and coalesce(o.origin, r.source) is not null
order by source
