select meeting, point, decision
from meeting_decisions
where region = $home
order by meeting, point, number
