-- One row a person: a form that answers several dimensions is one person's.
select any_value(gender) as gender, any_value(age_group) as age_group, any_value(occupation) as occupation,
       any_value(district) as district
from respondents
where year = $year and track = $track and region = $home
group by snapshot, sheet, row
order by snapshot, sheet, row
