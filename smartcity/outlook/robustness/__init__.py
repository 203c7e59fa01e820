"""How sure a rank is: doubts, drawn ranks and what matters most (docs/metode.md, "Ketahanan peringkat")."""

from smartcity.outlook.robustness.acceptability import Robustness, robustness
from smartcity.outlook.robustness.doubts import Assessors, Doubt, Lack, Rounding, Survey, Unpublished, Weights
from smartcity.outlook.robustness.draws import DOUBTS, DRAWS, LEVEL, Applied, Manifest, Refused, manifest_of
from smartcity.outlook.robustness.field import Field, Scenario, field_of
from smartcity.outlook.robustness.sensitivity import Sensitivity, sensitivity, sobol_indices
