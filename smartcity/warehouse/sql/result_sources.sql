select distinct coalesce(o.origin, r.source) as source, r.basis
from results r
left join sources o on o.snapshot = r.snapshot and o.code = r.source
where r.year = $year and list_contains($rounds, r.round)
order by r.basis, source
