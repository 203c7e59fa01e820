select entry, file, kind, year, track, is_sample, committed_at, committed_by, rows, is_loaded
from snapshots
where region in ('', $home, '*')
order by committed_at, file
