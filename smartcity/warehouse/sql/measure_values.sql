-- Every value that an index of one's own can be made of, one row a measure, region and year: related indicators by
-- their series, and published scores on the region's best published basis (ministry before press before derived) of
-- one track. Of several files with one value the one loaded last speaks; `versions` counts the values they differ by.
with related as (
    select i.indicator, i.series, null as node, i.region, i.year, i.value, null as basis, null as track,
           coalesce(o.origin, i.source) as source, coalesce(s.is_sample, false) as is_sample, i.note,
           count(distinct i.value) over same as versions
    from indicators i
    left join snapshots s on s.snapshot = i.snapshot
    left join sources o on o.snapshot = i.snapshot and o.code = i.source
    window same as (partition by i.indicator, i.series, i.region, i.year)
    qualify row_number() over (
        partition by i.indicator, i.series, i.region, i.year
        order by s.committed_at desc nulls last, s.entry desc, i.sheet, i.row
    ) = 1
), published as (
    select null as indicator, null as series, node, region, year, published as value, basis, track, round, is_sample
    from scores
    where basis <> 'simulasi' and list_contains($rounds, round) and published is not null
    qualify rank() over (
        partition by region, year, node = 'index'
        order by case basis when 'official' then 0 when 'press' then 1 else 2 end, track <> $track, track, round
    ) = 1
), printed as (
    select r.year, r.round, r.track, r.region, r.component, r.basis, max(coalesce(o.origin, r.source)) as source
    from results r
    left join sources o on o.snapshot = r.snapshot and o.code = r.source
    group by all
)
select m.indicator, m.series, m.node, m.region, m.year, m.value, m.basis, m.track, m.source, m.is_sample, m.note,
       m.versions, known.type, known.province
from (
    select * from related
    union all
    select p.indicator, p.series, p.node, p.region, p.year, p.value, p.basis, p.track, q.source, p.is_sample, null, 1
    from published p
    left join printed q on q.year = p.year and q.round = p.round and q.track = p.track and q.region = p.region
        and q.component = p.node and q.basis = p.basis
) m
left join regions known on known.region = m.region
order by m.node nulls first, m.indicator, m.series nulls first, m.region, m.year
