select entry, scenario, year, track, number, node, component, owner,
       mark_before, mark_after, marks, effort, gain, index, made_at, made_by, is_sample
from tasks
order by made_at, entry, number
