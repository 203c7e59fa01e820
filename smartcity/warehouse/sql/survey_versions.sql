-- The loaded files of a survey, the newest last, each with the version that it took the place of.
select file, committed_at, earlier_file, earlier_at
from snapshots
where region in ($home, '*') and kind = 'survey' and is_loaded and year = $year and track = $track
order by committed_at, file
