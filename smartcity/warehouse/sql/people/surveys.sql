select r.year, r.track, count(*) as count, bool_or(r.is_sample) as is_sample,
       list(distinct s.file order by s.file) as files
from respondents r
join snapshots s using (snapshot)
where r.region = $home
group by r.year, r.track
order by r.year, r.track
