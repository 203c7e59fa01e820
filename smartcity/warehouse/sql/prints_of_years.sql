-- One number a year, another as soon as one of its scores or respondents is; year 0 is for what all years use.
select year, sum(print::hugeint)::varchar as print
from (
    select year, hash(s) as print from scores s where basis <> 'simulasi' or region = $home
    union all select year, hash(r) from results r
    union all select year, hash(i) from item_statistics i where region = $home
    union all select year, hash(r.year, r.track, r.region, r.dimension, r.is_sample) from respondents r where region = $home
    union all select 0, hash(g) from regions g
)
group by year
order by year
