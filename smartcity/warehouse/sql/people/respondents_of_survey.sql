select respondent, dimension, service, date, person, is_straight_lined, is_new
from respondents
where year = $year and track = $track and region = $home
order by respondent
