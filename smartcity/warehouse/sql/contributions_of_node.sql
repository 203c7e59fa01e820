select node, value, weight, contribution
from contributions
where year = $year and region = $region and parent = $node and basis = $basis and track = $track
  and (basis <> 'simulasi' or region = $home or $alone)
order by contribution desc, node
