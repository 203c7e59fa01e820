select entry, file, year
from snapshots
where is_sample and is_loaded
order by year, file
