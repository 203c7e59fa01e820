-- Innovations whose number of users is known, the newest list last.
select i.name, i.dimension, i.users, i.year, s.file, s.is_sample, coalesce(o.origin, i.source) as source
from innovations i
join snapshots s using (snapshot)
left join innovation_lists l on l.list = i.list and l.region = i.region
left join sources o on o.snapshot = i.snapshot and o.code = i.source
where i.region = $home and i.users > 0
order by i.year, l.date nulls first, i.list, i.name
