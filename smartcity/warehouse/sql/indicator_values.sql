select i.indicator, i.series, i.region, i.year, i.value, i.category, i.note, coalesce(o.origin, i.source) as source,
       s.is_sample
from indicators i
join snapshots s using (snapshot)
left join sources o on o.snapshot = i.snapshot and o.code = i.source
order by i.indicator, i.series nulls first, i.region, i.year, s.committed_at, i.sheet, i.row
