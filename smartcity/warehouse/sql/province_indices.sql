-- The line of the province: every joined year of every region of the province, best basis first.
select s.year, s.region, s.track, s.published as value, s.basis, s.is_sample, coalesce(o.origin, r.source) as source,
       r.note
from scores s
join regions g using (region)
left join results r
  on r.year = s.year and r.region = s.region and r.basis = s.basis and r.component = s.node and r.round = s.round
left join sources o on o.snapshot = r.snapshot and o.code = r.source
where g.province = $province and s.node = 'index' and s.basis <> 'simulasi' and list_contains($rounds, s.round)
qualify row_number() over (
    partition by s.year, s.region
    order by case s.basis when 'official' then 0 when 'press' then 1 else 2 end
) = 1
order by s.year, s.region
