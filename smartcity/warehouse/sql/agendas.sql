select meeting, point, topic, page, exhibit, selection, is_live, copy, frozen, note
from agenda
order by meeting, number
