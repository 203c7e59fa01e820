-- What was reported on innovations, in the order in which it was.
select number, entry, year, innovation, innovation_key, spelling, said, reported_at, reported_by
from reports
where region = $home
order by number
