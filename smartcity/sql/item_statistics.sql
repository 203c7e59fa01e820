select year, track, dimension, sub_dimension, item, n, mean, is_sample
from item_statistics
order by year, track, item
