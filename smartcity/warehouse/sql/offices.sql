-- Who is named as the owner of an innovation in any list.
select distinct trim(owner) as owner
from innovations
where region = $home and trim(coalesce(owner, '')) <> ''
order by owner
