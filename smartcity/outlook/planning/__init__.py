"""Plans: what one more mark is worth, and the cheapest marks to a target (docs/metode.md, "Rencana termurah").

Takes the marks of a start, the terms of a plan and an index or rank to reach, gives steps in order with the index
after each, and what hinders. Pure and exact: whole marks, counted in fractions. Must not know whose plan it is.
"""

from smartcity.outlook.planning.plan import BUDGET, Plan
from smartcity.outlook.planning.start import Unplannable, gains
