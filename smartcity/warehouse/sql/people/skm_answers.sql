-- Every rating of the satisfaction survey of one year, or of all years with $year null.
select respondent, service, element, value, year, is_sample
from skm_answers
where region = $home and ($year is null or year = $year)
order by respondent, element
