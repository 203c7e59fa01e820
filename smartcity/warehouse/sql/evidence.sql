select entry, year, track, item, owner, person, due, status, mark, note, changed_at, changed_by
from evidence
where region = $home
