select year, track, certainty, source, component, weight
from rule_weights
order by year, track, row
