select meeting, year, kind, date, title, venue, started_at, started_by, made_at, made_by
from meetings
where region = $home
order by date, made_at
