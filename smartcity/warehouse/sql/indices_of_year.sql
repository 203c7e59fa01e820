-- One row a region: the best published index of the year (ministry before press before derived), the recomputed one
-- beside it. `value` is what it is ranked by: the published figure, or a derived one, which nobody published.
select region, track, published as value, case when basis <> 'derived' then published end as published,
       case when method is not null then value end as recomputed, basis, is_sample
from scores
where year = $year and node = 'index' and basis <> 'simulasi' and list_contains($rounds, round)
qualify row_number() over (
    partition by region
    order by case basis when 'official' then 0 when 'press' then 1 else 2 end
) = 1
order by region
