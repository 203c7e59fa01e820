select region, tile_row, tile_column, smart_city_since, participation
from regions
where province = $province and tile_row is not null
order by tile_row, tile_column
