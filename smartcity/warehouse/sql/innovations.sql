select i.list, l.label, l.date, i.year, i.dimension, i.sub_dimension, i.name, i.spelling, i.owner, i.owner_type,
       i.note, i.sheet, i.cell, s.file, coalesce(o.origin, i.source) as source, s.is_sample
from innovations i
join snapshots s using (snapshot)
left join innovation_lists l on l.list = i.list and l.region = i.region
left join sources o on o.snapshot = i.snapshot and o.code = i.source
where i.region = $home
order by i.year, l.date, i.list, i.dimension, i.sub_dimension, i.name
