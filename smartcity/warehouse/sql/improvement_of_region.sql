select value, cell, sheet, source
from results
where year = $year and region = $region and basis = $basis and component = 'improvement'
  and list_contains($rounds, round)
