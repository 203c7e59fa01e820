select meeting, role, institution
from participants
where region = $home
order by meeting, number
