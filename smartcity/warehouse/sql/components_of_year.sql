-- The components of every region on its best published basis (ministry before press before derived), never mixed.
select region, track, node as component, published as value, basis, is_sample
from scores
where year = $year and node <> 'index' and basis <> 'simulasi' and list_contains($rounds, round)
qualify rank() over (
    partition by region
    order by case basis when 'official' then 0 when 'press' then 1 else 2 end
) = 1
order by region, node
