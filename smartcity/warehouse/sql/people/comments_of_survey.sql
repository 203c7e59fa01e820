-- What respondents wrote; a form that answers several dimensions stands once for each of them.
select snapshot, sheet, row, respondent, dimension, service, comment
from respondents
where year = $year and track = $track and region = $home and trim(comment) <> ''
order by snapshot, sheet, row, dimension
