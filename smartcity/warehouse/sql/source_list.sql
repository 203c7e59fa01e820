select s.file, o.origin, o.certainty, any_value(o.date) as date, count(*) as rows
from sources o
join snapshots s using (snapshot)
where s.region in ('', $home, '*')
group by s.file, o.origin, o.certainty
order by s.file, rows desc, o.origin
