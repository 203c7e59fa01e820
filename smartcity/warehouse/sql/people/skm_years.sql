select a.year, count(distinct a.respondent) as count, bool_or(a.is_sample) as is_sample,
       list(distinct s.file order by s.file) as files
from skm_answers a
join snapshots s using (snapshot)
where a.region = $home
group by a.year
order by a.year
