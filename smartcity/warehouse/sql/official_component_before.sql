-- The newest official figure of one component before a year.
select s.year, s.value, coalesce(o.origin, r.source) as source
from scores s
join results r on (r.year, r.round, r.region, r.component, r.basis) = (s.year, s.round, s.region, s.node, s.basis)
left join sources o on o.snapshot = r.snapshot and o.code = r.source
where s.region = $region and s.node = $component and s.basis = 'official' and s.year < $year
  and list_contains($rounds, s.round)
order by s.year desc
limit 1
