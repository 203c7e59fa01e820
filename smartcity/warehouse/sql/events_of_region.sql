select e.date, e.event, e.detail, coalesce(o.origin, e.source) as source, e.note,
       s.file || ' › ' || e.sheet || ' › ' || e.row as place, s.file, s.is_sample
from events e
join snapshots s using (snapshot)
left join sources o on o.snapshot = e.snapshot and o.code = e.source
where list_contains($names, e.region)
order by e.date desc, e.event, s.committed_at, e.sheet, e.row
