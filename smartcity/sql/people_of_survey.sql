select respondent, gender, age_group, occupation, district
from respondents
where year = $year and track = $track and region = (select home from site)
order by respondent
