-- What people decided about names of these kinds, in the order in which they did.
select entry, of, text, meaning, decided_at, decided_by, why
from decisions
where region = $home and list_contains($kinds, of)
order by number
