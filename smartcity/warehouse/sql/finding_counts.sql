select f.file, f.severity, count(*) as count
from findings f
join snapshots s using (snapshot)
where s.region in ('', $home, '*') and f.severity <> 'info'
group by all
order by f.file, f.severity
