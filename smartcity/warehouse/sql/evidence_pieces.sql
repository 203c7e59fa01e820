select entry, year, track, item, number, file, snapshot, kind, size, link, given_at, given_by
from evidence_pieces
where region = $home
order by year, track, item, number
