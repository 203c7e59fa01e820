"""A definition in the making: what the builder holds, also while it is not yet a definition that can be computed.

The session remembers it as `DRAFT`, None until something was begun.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from smartcity.scoring.composite import Definition, Winsorising
from smartcity.scoring.composite.definition import ARITHMETIC, MINMAX, NONE, YEAR, ZSCORE
from smartcity.ui.memory import Memory

WHOLE_SCALE, UNIT_SCALE = (0.0, 100.0), (0.0, 1.0)
"""The target that is offered: a range, and for zscore a mean and a deviation."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One chosen indicator; its goalposts may be half given."""

    code: str
    group: str
    weight: float = 1.0
    direction: int = 1
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Draft:
    """All that the builder holds; *regions* and *years* are no part of the definition, empty they mean all."""

    name: str
    picks: tuple[Pick, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    winsorise: Winsorising | None = None
    impute: str = NONE
    below: float = 0.0
    method: str = MINMAX
    over: str = YEAR
    to: tuple[float, float] = WHOLE_SCALE
    group_mean: str = ARITHMETIC
    index_mean: str = ARITHMETIC
    outranking: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that indicators are in, those with a known weight first in their order."""
        used = list(dict.fromkeys(pick.group for pick in self.picks))
        known = [group for group, _ in self.weights if group in used]
        return tuple(dict.fromkeys((*known, *used)))

    def weight_of(self, group: str) -> float:
        """Return a group's weight, one while nobody has given it."""
        return dict(self.weights).get(group, 1.0)

    def with_codes(self, codes: Sequence[str], families: Mapping[str, str]) -> "Draft":
        """Choose exactly *codes*: those that stay keep what was said of them, new ones join their family's group."""
        kept = {pick.code: pick for pick in self.picks}
        return replace(self, picks=tuple(kept.get(code) or Pick(code, families.get(code, code)) for code in codes))

    def with_pick(self, number: int, **changed: object) -> "Draft":
        """Change what is said of the indicator *number*."""
        picks = list(self.picks)
        picks[number] = replace(picks[number], **changed)
        return replace(self, picks=tuple(picks))

    def with_weight(self, group: str, weight: float) -> "Draft":
        """Weigh a group."""
        return replace(
            self, weights=tuple(({one: self.weight_of(one) for one in self.groups} | {group: weight}).items())
        )

    def with_method(self, method: str) -> "Draft":
        """Take another way onto the scale; its target starts anew where mean and deviation replace a range."""
        if (method == ZSCORE) == (self.method == ZSCORE):
            return replace(self, method=method)
        return replace(self, method=method, to=UNIT_SCALE if method == ZSCORE else WHOLE_SCALE)

    @property
    def tables(self) -> dict[str, object]:
        """The draft as the tables that a definition's file would hold."""
        raw: dict[str, object] = {
            "name": self.name,
            "outranking": list(self.outranking),
            "missing": {"impute": self.impute, "below": self.below},
            "normalise": {"method": self.method, "over": self.over, "to": list(self.to)},
            "aggregate": {"groups": self.group_mean, "index": self.index_mean},
            "group": [{"code": group, "weight": self.weight_of(group)} for group in self.groups],
            "indicator": [_table(pick) for pick in self.picks],
        }
        if self.winsorise:
            rule = self.winsorise
            raw["treat"] = {"winsorise": {"points": rule.points, "skew": rule.skew, "kurtosis": rule.kurtosis}}
        return raw


def _table(pick: Pick) -> dict[str, object]:
    posts = [post for post in (pick.low, pick.high) if post is not None]
    table = {"code": pick.code, "group": pick.group, "weight": pick.weight, "direction": pick.direction}
    return table | ({"goalposts": posts} if posts else {})


def draft_of(definition: Definition) -> Draft:
    """Take a definition apart, so that every part of it can be changed."""
    picks = tuple(
        Pick(one.code, one.group, one.weight, one.direction, *(one.goalposts or (None, None)))
        for one in definition.indicators
    )
    weights = tuple((group.code, group.weight) for group in definition.groups)
    alike = {field.name for field in fields(Draft)} & {field.name for field in fields(Definition)}
    return Draft(picks=picks, weights=weights, **{name: getattr(definition, name) for name in alike})


DRAFT: Memory[Draft | None] = Memory("composite draft")
