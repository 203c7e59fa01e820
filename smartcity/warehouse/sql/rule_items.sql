select year, track, item, component, indicator, dimension, sub_dimension, question_id, question_en
from rule_items
order by year, track, row
