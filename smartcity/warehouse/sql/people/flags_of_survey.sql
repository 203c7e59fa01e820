-- One row a person and dimension; a form that answers several dimensions has one time for all of them.
select respondent, dimension, flags, seconds, snapshot, sheet, row
from respondents
where year = $year and track = $track and region = $home
order by respondent
