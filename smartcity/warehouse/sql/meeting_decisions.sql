select meeting, point, decision
from meeting_decisions
order by meeting, point, number
