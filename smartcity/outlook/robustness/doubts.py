"""Named sources of doubt: what each needs, whom it touches, how it is drawn (docs/metode.md, Ketahanan peringkat)."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import ClassVar, Protocol

import numpy as np

from smartcity.outlook.robustness.field import Field, Scenario
from smartcity.scoring.scores import MAPPINGS


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a doubt cannot be applied: what is *missing*, and for which regions, items or methods."""

    doubt: str
    missing: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Shock:
    """What one doubt does to a number of draws; what it does not touch is None.

    *index* (draw x region, or region): added to the index. *components* (draw x region x code): added to the
    components. *weights* (draw x method x code): in place of the official weights. *scenario* (draw x code): added to
    the scenario's components. *values* (draw x region): values of regions that have none, NaN elsewhere.
    """

    index: np.ndarray | None = None
    components: np.ndarray | None = None
    weights: np.ndarray | None = None
    scenario: np.ndarray | None = None
    values: np.ndarray | None = None


class Doubt(Protocol):
    """A source of doubt; *is_assumption* says that its size is chosen or guessed, not measured."""

    code: ClassVar[str]
    is_assumption: ClassVar[bool]

    def lacks(self, field: Field) -> tuple[Lack, ...]:
        """Say what is missing to apply it; nothing if it can be."""

    def regions(self, field: Field) -> tuple[str, ...]:
        """Name the regions it touches."""

    def draw(self, field: Field, stream: np.random.Generator, size: int) -> Shock:
        """Draw *size* times."""


@dataclass(frozen=True)
class Assessors:
    """Each of the method's assessors may mark an item otherwise than the scenario does.

    With probability *lower* a mark is one level lower, with *higher* one level higher; a step off the levels is not
    taken, and where nothing is there (mark 0) nothing changes. What the ends of the levels take away one way is given
    back to the component as a whole: marks at 4 can only fall, but its mean does not for that. An item's score is the
    mean of its assessors' marks. A value between two levels is taken as that many marks of each as make its mean.
    *likeness* (0 to 0.9) is the correlation of the moves within one panel: both probabilities are drawn from a
    Dirichlet distribution once a draw.
    """

    lower: float
    higher: float
    likeness: float = 0.0
    code: ClassVar[str] = "assessors"
    is_assumption: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if self.lower < 0 or self.higher < 0 or self.lower + self.higher > 1:
            raise ValueError(f"lower {self.lower} and higher {self.higher} are no two probabilities of one mark")
        if not 0 <= self.likeness <= 0.9:
            raise ValueError(f"likeness {self.likeness} is not within 0 and 0.9")

    def lacks(self, field: Field) -> tuple[Lack, ...]:
        """Want a scenario's marks and the number of assessors."""
        if field.scenario is None or not field.scenario.values:
            return (Lack(self.code, "marks", (field.home,)),)
        is_counted = field.scenario.method.assessors is not None
        return () if is_counted else (Lack(self.code, "assessors", (field.scenario.method.key,)),)

    def regions(self, field: Field) -> tuple[str, ...]:
        """Name the scenario's region."""
        return (field.scenario.region,)

    def draw(self, field: Field, stream: np.random.Generator, size: int) -> Shock:
        """Draw how many marks of each component rise and fall."""
        scenario = field.scenario
        only_down, only_up, both = _movable(scenario, field.codes)
        down, up = self._probabilities(stream, size)
        codes = len(field.codes)
        moved = -stream.binomial(only_down, down, (size, codes)) + stream.binomial(only_up, up, (size, codes))
        fell = stream.binomial(both, down, (size, codes))
        rest = np.divide(up, 1 - down, out=np.zeros_like(up), where=down < 1)
        rose = stream.binomial(both - fell, np.minimum(rest, 1.0), (size, codes))
        marks = np.array([scenario.sizes[code] for code in field.codes]) * scenario.method.assessors
        given_back = self.lower * only_down - self.higher * only_up
        return Shock(scenario=(moved - fell + rose + given_back) / np.maximum(marks, 1))

    def _probabilities(self, stream: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        """Draw each panel's two probabilities, as columns."""
        shares = np.array([self.lower, self.higher, max(0.0, 1 - self.lower - self.higher)])
        if not self.likeness:
            return np.full((size, 1), self.lower), np.full((size, 1), self.higher)
        drawn = stream.standard_gamma(shares * (1 - self.likeness) / self.likeness, (size, len(shares)))
        drawn /= drawn.sum(axis=1, keepdims=True)
        return drawn[:, :1], drawn[:, 1:2]


@dataclass(frozen=True)
class Survey:
    """The survey means of the scenario's unmarked items spread as their resampled answers do.

    The items under one node of the scenario's spread move together by a normal amount, whose standard deviation makes
    the node's interval its middle share. A mean stays on the answer scale, near an end of it as far one way as the
    other, so that its own mean stays; then it becomes a mark by the mapping.
    """

    code: ClassVar[str] = "survey"
    is_assumption: ClassVar[bool] = False

    def lacks(self, field: Field) -> tuple[Lack, ...]:
        """Want survey means, each under a node with a spread."""
        scenario = field.scenario
        if scenario is None or not scenario.surveyed:
            return (Lack(self.code, "means", (field.home,)),)
        nodes = _spread_of(scenario)
        without = tuple(code for code in scenario.surveyed if code not in nodes)
        return (Lack(self.code, "spread", without),) if without else ()

    def regions(self, field: Field) -> tuple[str, ...]:
        """Name the scenario's region."""
        return (field.scenario.region,)

    def draw(self, field: Field, stream: np.random.Generator, size: int) -> Shock:
        """Draw means and turn them into marks."""
        scenario = field.scenario
        nodes = _spread_of(scenario)
        order = sorted({node for node, _ in nodes.values()})
        deviation = dict(nodes.values())
        shifts = stream.standard_normal((size, len(order))) * np.array([deviation[node] for node in order])
        means = np.array([scenario.means[code] for code in scenario.surveyed])
        survey = scenario.method.survey
        room = np.minimum(means - survey.answer_min, survey.answer_max - means)
        shifts = shifts[:, [order.index(nodes[code][0]) for code in scenario.surveyed]]
        moved = means + np.clip(shifts, -room, room)
        marks = MAPPINGS[scenario.mapping or survey.default_mapping](moved, scenario.method)
        change = marks - np.array([scenario.values[code] for code in scenario.surveyed])
        owners = [scenario.method.item(code).component for code in scenario.surveyed]
        shares = [[(owner == code) / max(scenario.sizes[code], 1) for code in field.codes] for owner in owners]
        return Shock(scenario=change @ np.array(shares))


@dataclass(frozen=True)
class Weights:
    """The weights might be others: Dirichlet around the official ones, one draw for all regions of a method.

    *points* is the standard deviation of a weight in percentage points, as the root mean square over the components
    (those near the ends of 0 to 1 vary less, those in the middle more).
    """

    points: float
    code: ClassVar[str] = "weights"
    is_assumption: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if self.points < 0:
            raise ValueError(f"points {self.points} is below 0")

    def concentration(self, weights: np.ndarray) -> float:
        """Return the sum of the Dirichlet parameters that gives *weights* the deviation; infinite for none.

        The variance of a weight w is w (1 - w) / (sum + 1).
        """
        own = weights[weights > 0]
        variance = (self.points / 100) ** 2
        return float(np.mean(own * (1 - own)) / variance - 1) if variance else np.inf

    def lacks(self, field: Field) -> tuple[Lack, ...]:
        """Want all components of all regions, and a deviation that a share of 1 can have."""
        without = field.names(field.is_known & ~field.is_composed)
        wide = tuple(method.key for method, own in zip(field.methods, field.weights) if self.concentration(own) <= 0)
        lacks = {"components": without} if without or not field.methods else {}
        lacks |= {"narrower": wide} if wide else {}
        return tuple(Lack(self.code, missing, names) for missing, names in lacks.items())

    def regions(self, field: Field) -> tuple[str, ...]:
        """Name the regions with components."""
        return field.names(field.is_composed)

    def draw(self, field: Field, stream: np.random.Generator, size: int) -> Shock:
        """Draw one set of weights for each method."""
        drawn = np.empty((size, *field.weights.shape))
        for number, own in enumerate(field.weights):
            total = self.concentration(own)
            if np.isinf(total):
                drawn[:, number] = own
                continue
            parts = stream.standard_gamma(own * total, (size, len(own)))
            drawn[:, number] = parts / parts.sum(axis=1, keepdims=True)
        return Shock(weights=drawn)


@dataclass(frozen=True)
class Unpublished:
    """A region without a figure has its last one plus one of its own past yearly changes for each year since.

    An assumption, not knowledge: the changes are drawn with replacement from those between two successive years, of
    which there must be at least *least*. Nothing leaves the scale.
    """

    least: int = 2
    code: ClassVar[str] = "unpublished"
    is_assumption: ClassVar[bool] = True

    def lacks(self, field: Field) -> tuple[Lack, ...]:
        """Want regions without a figure, each with enough past changes."""
        if field.is_known.all():
            return (Lack(self.code, "unpublished"),)
        past = field.changes
        short = tuple(name for name in field.names(~field.is_known) if len(past.get(name, (0, 0, ()))[2]) < self.least)
        return (Lack(self.code, "past", short),) if short else ()

    def regions(self, field: Field) -> tuple[str, ...]:
        """Name the regions without a figure."""
        return field.names(~field.is_known)

    def draw(self, field: Field, stream: np.random.Generator, size: int) -> Shock:
        """Draw past changes and add them to the last figure."""
        past = field.changes
        values = np.full((size, len(field.regions)), np.nan)
        for place in np.flatnonzero(~field.is_known):
            year, last, changes = past[field.regions[place]]
            drawn = stream.choice(changes, (size, field.year - year)).sum(axis=1)
            values[:, place] = np.clip(last + drawn, *field.scale)
        return Shock(values=values)


def _movable(scenario: Scenario, codes: tuple[str, ...]) -> np.ndarray:
    """Count, per component, the assessors' marks that can only fall, only rise, and do either."""
    method = scenario.method
    levels = set(method.assessor_levels)
    counts = np.zeros((3, len(codes)), int)
    for item in (item for item in method.items if item.code in scenario.values and item.component in scenario.scores):
        value = scenario.values[item.code]
        whole = int(np.floor(value))
        above = round(method.assessors * (value - whole))
        for level, marks in ((whole, method.assessors - above), (whole + 1, above)):
            can_fall, can_rise = level in levels and level - 1 in levels, level in levels and level + 1 in levels
            if can_fall or can_rise:
                kind = 2 if can_fall and can_rise else int(can_rise)
                counts[kind, codes.index(item.component)] += marks
    return counts


def _spread_of(scenario: Scenario) -> dict[str, tuple[str, float]]:
    """Give each surveyed item the smallest node with a spread that holds it, and that node's standard deviation."""
    reach = 2 * NormalDist().inv_cdf((1 + scenario.level) / 2)
    rows = sorted(
        scenario.spread.itertuples(index=False), key=lambda row: (-len(scenario.method.items_under(row.node)), row.node)
    )
    surveyed = set(scenario.surveyed)
    return {
        item.code: (row.node, (float(row.high) - float(row.low)) / reach)
        for row in rows
        for item in scenario.method.items_under(row.node)
        if item.code in surveyed
    }
