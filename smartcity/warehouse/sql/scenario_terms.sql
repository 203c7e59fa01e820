select entry, term, name, place, number, text
from scenario_terms
order by entry, term, name, place
