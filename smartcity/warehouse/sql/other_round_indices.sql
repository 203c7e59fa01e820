-- Indices of rounds that never join the line, shown in words only.
select r.year, r.round, r.region, r.value, r.basis, coalesce(o.origin, r.source) as source, r.note
from results r
join regions g using (region)
left join sources o on o.snapshot = r.snapshot and o.code = r.source
where g.province = $province and r.component = 'index' and not list_contains($rounds, r.round)
order by r.year, r.region
