select entry, term, name, place, number, text
from scenario_terms
where region = $home
order by entry, term, name, place
