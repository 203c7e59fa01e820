select meeting, role, institution
from participants
order by meeting, number
