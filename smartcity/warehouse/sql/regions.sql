select region, type, coalesce(province, '') as province, coalesce(code, '') as code, coalesce(aliases, '') as aliases,
       smart_city_since
from regions
order by region
