-- What is planned for the survey of each year.
select entry, year, track, said, decided_at, decided_by
from survey_plans
where region = $home
