select meeting, point, topic, page, exhibit, selection, is_live, copy, frozen, note
from agenda
where region = $home
order by meeting, number
