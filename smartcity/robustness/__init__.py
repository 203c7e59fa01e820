"""How sure a rank is: doubts, drawn ranks and what matters most (docs/metode.md, "Ketahanan peringkat")."""

from smartcity.robustness.acceptability import DRAWS, LEVEL, Robustness, apart, robustness
from smartcity.robustness.doubts import Assessors, Doubt, Lack, Rounding, Survey, Unpublished, Weights
from smartcity.robustness.field import Field, Scenario, field_of
from smartcity.robustness.manifest import DOUBTS, Applied, Manifest, Refused, manifest_of
from smartcity.robustness.sensitivity import Sensitivity, sensitivity, sobol_indices

__all__ = [
    "DOUBTS",
    "DRAWS",
    "LEVEL",
    "Applied",
    "Assessors",
    "Doubt",
    "Field",
    "Lack",
    "Manifest",
    "Refused",
    "Robustness",
    "Rounding",
    "Scenario",
    "Sensitivity",
    "Survey",
    "Unpublished",
    "Weights",
    "apart",
    "field_of",
    "manifest_of",
    "robustness",
    "sensitivity",
    "sobol_indices",
]
