select entry, year, track, interview_at, changed_at, changed_by
from interviews
where region = $home
