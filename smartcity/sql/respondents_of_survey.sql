select respondent, dimension, service, date, person, is_straight_lined
from respondents
where year = $year and track = $track
order by respondent
