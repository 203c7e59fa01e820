-- Every known region with its code, its province and the track of its last published index.
with last as (
    select region, arg_max(track, year) as track
    from scores
    where node = 'index' and basis <> 'simulasi' and list_contains($rounds, round)
    group by region
)
select r.region, coalesce(r.bps_code, '') as code, coalesce(r.province, '') as province, l.track
from regions r
left join last l using (region)
where r.type in ('kabupaten', 'kota')
order by r.region
