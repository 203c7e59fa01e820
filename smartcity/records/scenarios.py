"""What a region supposes of itself: marks under a name with the terms of a plan, and what a step of one holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartcity.method import Item, Method

STEP_TEXTS = ("node", "component", "owner")
STEP_NUMBERS = ("mark_before", "mark_after", "marks", "effort", "gain", "index")
"""What a step holds: an item (or a whole component), its component and owner; the marks before and after it, how
many marks that are, their effort, what they add to the index, and the index after it."""


@dataclass(frozen=True)
class Terms:
    """What a plan may do and at what effort.

    *effort* is that of a mark where *efforts* says nothing. *efforts*: item -> effort of each further mark in turn, the
    last one for all beyond. *ceilings*: item -> highest mark it can get. *blocked*: items that stay as they are.
    *owners*: item -> its owner. *budgets*: owner -> the most effort it has. Efforts, blocks and owners may be given for
    a whole component, too; what is said of an item goes before.
    """

    effort: float = 1.0
    efforts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    ceilings: Mapping[str, float] = field(default_factory=dict)
    blocked: frozenset[str] = frozenset()
    owners: Mapping[str, str] = field(default_factory=dict)
    budgets: Mapping[str, float] = field(default_factory=dict)

    def effort_of(self, place: int, component: str, item: str | None = None) -> float:
        """Return the effort of the mark at *place* (0 for the next one) on an item, or anywhere in a component."""
        steps = self.efforts.get(item) or self.efforts.get(component) or (self.effort,)
        return steps[min(place, len(steps) - 1)]

    def owner_of(self, item: Item) -> str | None:
        """Return the owner of *item*, or that of its component."""
        return self.owners.get(item.code, self.owners.get(item.component))

    def ceiling(self, item: str, method: Method) -> float:
        """Return the highest mark that *item* can get: its own ceiling within the method's levels."""
        top = float(max(method.assessor_levels))
        return min(self.ceilings.get(item, top), top)

    def is_blocked(self, item: Item) -> bool:
        """Whether the item, or its whole component, stays as it is."""
        return item.code in self.blocked or item.component in self.blocked

    @property
    def plain(self) -> dict[str, object]:
        """The terms as plain values that a file can hold, without what is as usual."""
        held = {
            "effort": self.effort,
            "efforts": {node: list(steps) for node, steps in self.efforts.items()},
            "ceilings": dict(self.ceilings),
            "blocked": sorted(self.blocked),
            "owners": dict(self.owners),
            "budgets": dict(self.budgets),
        }
        return {name: value for name, value in held.items() if value not in ({}, []) and value != Terms.effort}

    @classmethod
    def of(cls, held: Mapping[str, object]) -> "Terms":
        """Read what `plain` gave."""
        known = {name: value for name, value in held.items() if name in cls.__dataclass_fields__}
        if "efforts" in known:
            known["efforts"] = {node: tuple(map(float, steps)) for node, steps in known["efforts"].items()}
        if "blocked" in known:
            known["blocked"] = frozenset(known["blocked"])
        return cls(**known)


@dataclass(frozen=True)
class Scenario:
    """A named self-assessment of one year and track: item -> mark on the method's scale; an item left out has none.

    *terms* are those under which a plan is made from it.
    """

    name: str
    year: int
    track: str
    marks: Mapping[str, float] = field(default_factory=dict)
    terms: Terms = Terms()

    @property
    def key(self) -> tuple[str, int, str]:
        """What it is known by: a later one of the same key takes its place."""
        return self.name, self.year, self.track
