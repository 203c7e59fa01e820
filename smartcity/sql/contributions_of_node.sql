select node, value, weight, contribution
from contributions
where year = $year and region = $region and parent = $node and basis = $basis
order by contribution desc, node
