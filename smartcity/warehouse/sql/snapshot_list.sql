select entry, file, kind, year, track, is_sample, committed_at, committed_by, rows, is_loaded
from snapshots
order by committed_at, file
