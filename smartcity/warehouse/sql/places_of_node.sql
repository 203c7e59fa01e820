-- Every cell that the node rests on: walk down the contributions to the leaves, then to marks, answers or figures.
with recursive below(node) as (
    select $node::varchar
    union
    select c.node
    from contributions c
    join below b on c.parent = b.node
    where c.year = $year and c.region = $region and c.basis = $basis and c.track = $track
)
select s.file, s.snapshot, r.sheet, r.cell, r.raw as value, r.component as node, 0 as part, r.row as row
from results r
join snapshots s using (snapshot)
where r.year = $year and r.region = $region and r.basis = $basis and r.track = $track
  and list_contains($rounds, r.round) and r.component in (select node from below)
union all
select s.file, s.snapshot, m.sheet, m.cell, m.raw, m.item, 1, m.row
from marks m
join snapshots s using (snapshot)
where $basis = 'simulasi' and m.year = $year and m.region = $region and (m.region = $home or $alone) and m.track = $track
  and m.item in (select node from below) and m.value is not null
union all
-- What a single person answered is not told, nor does it leave.
select s.file, s.snapshot, a.sheet, a.cell, null, a.item, 2, r.row
from answers a
join respondents r using (respondent)
join snapshots s on s.snapshot = a.snapshot
where $basis = 'simulasi' and a.year = $year and a.region = $region and (a.region = $home or $alone) and a.track = $track
  and a.item in (select node from below)
  and a.item not in (
    select item from marks where year = $year and region = $region and track = $track and value is not null
  )
order by part, file, sheet, node, row
