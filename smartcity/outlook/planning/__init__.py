"""Plans: what one more mark is worth, and the cheapest marks to a target (docs/metode.md, "Rencana termurah")."""

from smartcity.outlook.planning.plan import BLOCKED, BUDGET, CEILING, PART_OF_MARK, Plan, plan
from smartcity.outlook.planning.start import Start, Target, Unplannable, gains, target_of_rank
from smartcity.records.scenarios import Terms
