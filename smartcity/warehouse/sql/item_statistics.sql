select year, track, region, dimension, sub_dimension, item, n, mean, is_sample
from item_statistics
where region = $home
order by year, track, item
