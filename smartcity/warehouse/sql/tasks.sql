select entry, scenario, year, track, number, node, component, owner, due, status,
       mark_before, mark_after, marks, effort, gain, index,
       made_at, made_by, changed_at, changed_by, is_planned, is_sample
from tasks
where region = $home
order by number
