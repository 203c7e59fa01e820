"""How sure a rank is: doubts, drawn ranks and what matters most (docs/metode.md, "Ketahanan peringkat").

Takes the figures of a group's regions and named doubts about them, gives the probability of every rank and the share
of each doubt. Chance comes as a generator, of which only the seed counts. Must not know the warehouse or words.
"""

from smartcity.outlook.robustness.acceptability import Robustness, robustness
from smartcity.outlook.robustness.doubts import Assessors, Doubt, Lack, Survey, Unpublished, Weights
from smartcity.outlook.robustness.draws import DOUBTS, Refused
from smartcity.outlook.robustness.field import Field, Scenario, field_of
from smartcity.outlook.robustness.printed import Press, Rounding
from smartcity.outlook.robustness.sensitivity import Sensitivity
