select scenario, year, track, item, mark, entry, saved_at, saved_by
from scenarios
where region = $home
order by year, track, saved_at, scenario, item
