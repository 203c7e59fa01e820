select c.year, c.region, c.claim, c.rank, c.among, c.out_of, c.note, coalesce(o.origin, c.source) as source, s.file,
       c.sheet, c.row, s.is_sample
from claims c
join snapshots s using (snapshot)
left join sources o on o.snapshot = c.snapshot and o.code = c.source
where c.region = $region
order by c.year desc, c.rank desc, s.committed_at, c.sheet, c.row
