"""What a region supposes of itself: marks under a name, and the steps of a plan that people took on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

STEP_TEXTS = ("node", "component", "owner")
STEP_NUMBERS = ("mark_before", "mark_after", "marks", "effort", "gain", "index")
"""What a step holds: an item (or a whole component), its component and owner; the marks before and after it, how
many marks that are, their effort, what they add to the index, and the index after it."""


@dataclass(frozen=True)
class Scenario:
    """A named self-assessment of one year and track: item -> mark on the method's scale; an item left out has none."""

    name: str
    year: int
    track: str
    marks: Mapping[str, float] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int, str]:
        """What it is known by: a later one of the same key takes its place."""
        return self.name, self.year, self.track


@dataclass(frozen=True)
class Tasks:
    """The steps of a plan that were taken on, each with `STEP_TEXTS` and `STEP_NUMBERS`, in their order."""

    scenario: str
    year: int
    track: str
    steps: tuple[Mapping[str, object], ...] = ()
