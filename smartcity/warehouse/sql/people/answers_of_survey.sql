select respondent, dimension, sub_dimension, item, value
from answers
where year = $year and track = $track and region = $home
order by respondent, item
