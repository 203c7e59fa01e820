select f.file, f.code, f.found
from findings f
join snapshots s using (snapshot)
where s.region in ('', $home, '*') and f.code in ('file.not_found', 'file.changed')
order by f.file, f.code
