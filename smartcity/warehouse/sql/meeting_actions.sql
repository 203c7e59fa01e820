select meeting, action, point, what, owner, due, subject, status, changed_at, changed_by
from meeting_actions
where region = $home
order by meeting, number
