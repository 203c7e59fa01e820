select respondent, dimension, service, date, person, is_straight_lined
from respondents
where year = $year and track = $track and region = (select home from site)
order by respondent
