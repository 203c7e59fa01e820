select entry, file, year
from snapshots
where region in ('', $home, '*') and is_sample and is_loaded
order by year, file
