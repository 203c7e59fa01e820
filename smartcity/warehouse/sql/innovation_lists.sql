-- Every list that has rows, with what it says of itself where it does.
with listed as (
    select list, min(year) as year, count(*) as printed, any_value(snapshot) as snapshot
    from innovations
    where region = $home
    group by list
)
select p.list, l.label, p.year, l.date, p.printed, l.stated_innovations, l.stated_innovators, l.note,
       coalesce(o.origin, l.source) as source, s.file
from listed p
left join innovation_lists l on l.list = p.list and l.region = $home
left join sources o on o.snapshot = l.snapshot and o.code = l.source
left join snapshots s on s.snapshot = p.snapshot
order by p.year, l.date nulls last, p.list
