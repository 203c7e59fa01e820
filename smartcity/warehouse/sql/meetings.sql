select meeting, year, kind, date, title, venue, started_at, started_by, made_at, made_by
from meetings
order by date, made_at
