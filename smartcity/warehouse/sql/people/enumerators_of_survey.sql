-- One row a form and dimension, with who asked for it where the file says so.
select respondent, dimension, enumerator, is_straight_lined, seconds, snapshot, sheet, row
from respondents
where year = $year and track = $track and region = $home
order by respondent
