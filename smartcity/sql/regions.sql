select r.*, s.file
from regions r
join snapshots s using (snapshot)
order by r.region
