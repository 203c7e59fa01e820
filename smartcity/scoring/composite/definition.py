"""What a composite is made of: frozen records, the choices they allow, and the TOML they are written as."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from smartcity.records.findings import Finding

MINMAX, ZSCORE, PERCENTILE, RANK, GOALPOSTS, NONE = "minmax", "zscore", "percentile", "rank", "goalposts", "none"
NORMALISATIONS = (MINMAX, ZSCORE, PERCENTILE, RANK, GOALPOSTS, NONE)

YEAR, POOLED = "year", "pooled"
SPANS = (YEAR, POOLED)
"""What a scale is made from: the values of one year, or those of all years together."""

FIXED = "fixed"
"""The scale of a normalisation that looks at no other unit: goalposts, or none at all."""

ARITHMETIC, GEOMETRIC, HARMONIC = "arithmetic", "geometric", "harmonic"
MEANS = (ARITHMETIC, GEOMETRIC, HARMONIC)

MEAN = "mean"
IMPUTATIONS = (NONE, MEAN)

COPELAND, BORDA = "copeland", "borda"
OUTRANKINGS = (COPELAND, BORDA)

INDEX = "index"
"""The node above the groups."""

DIRECTIONS = (1, -1)
RESERVED = ("unit", "year")
"""The columns that say whose value it is, and of when; no indicator or group may be called so, and no group `INDEX`."""


class Faulty(ValueError):
    """A definition or its data that cannot be used; *findings* names every fault, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{one.code} {one.found}".strip() for one in self.findings))


@dataclass(frozen=True, slots=True)
class Winsorising:
    """Pull in at most *points* values of an indicator while |skewness| and excess kurtosis both exceed the limits."""

    points: int
    skew: float
    kurtosis: float


@dataclass(frozen=True, slots=True)
class Group:
    """A group of indicators and its weight in the index; weights count in proportion, they need not sum to one."""

    code: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Indicator:
    """One column of the data: its group, its weight there, and whether more (1) or less (-1) of it is better."""

    code: str
    group: str
    weight: float = 1.0
    direction: int = 1
    goalposts: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A group or the index: its children, their weights in the same order, and the kind of mean it is of them."""

    code: str
    children: tuple[str, ...]
    weights: tuple[float, ...]
    mean: str


@dataclass(frozen=True)
class Definition:
    """All the rules of one composite.

    *below* is the share of its children that a node needs; *to* is the range that minmax, percentile and goalposts
    reach, or the mean and standard deviation of zscore.
    """

    name: str
    groups: tuple[Group, ...]
    indicators: tuple[Indicator, ...]
    winsorise: Winsorising | None = None
    impute: str = NONE
    below: float = 0.0
    method: str = MINMAX
    over: str = YEAR
    to: tuple[float, float] = (0.0, 100.0)
    group_mean: str = ARITHMETIC
    index_mean: str = ARITHMETIC
    outranking: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators' codes, which are the columns that the data must have."""
        return tuple(indicator.code for indicator in self.indicators)

    @property
    def is_pooled(self) -> bool:
        """Whether treatment, imputation and scale look at all years together."""
        return self.over == POOLED

    @property
    def scale(self) -> str:
        """What the scale hangs on: `fixed`, `pooled` over the years, or each `year` for itself."""
        return FIXED if self.method in (GOALPOSTS, NONE) else self.over

    @property
    def is_comparable(self) -> bool:
        """Whether two years of a unit stand on one scale, so that their difference means something."""
        return self.scale != YEAR

    @property
    def group_nodes(self) -> tuple[Node, ...]:
        """Every group as a node over its indicators, in the order of the definition."""
        return tuple(
            _node(group.code, [one for one in self.indicators if one.group == group.code], self.group_mean)
            for group in self.groups
        )

    @property
    def index_node(self) -> Node:
        """The index as a node over the groups."""
        return _node(INDEX, self.groups, self.index_mean)


def _node(code: str, children: Sequence[Group | Indicator], mean: str) -> Node:
    return Node(code, tuple(child.code for child in children), tuple(child.weight for child in children), mean)


def as_toml(definition: Definition) -> str:
    """Write a definition as the file that `read_definition` reads, with nothing left to a default."""
    lines = [f"name = {_spelled(definition.name)}"]
    if definition.outranking:
        lines.append(f"outranking = {_spelled(list(definition.outranking))}")
    if definition.winsorise:
        rule = definition.winsorise
        limits = f"points = {rule.points}, skew = {_spelled(rule.skew)}, kurtosis = {_spelled(rule.kurtosis)}"
        lines += ["", "[treat]", f"winsorise = {{ {limits} }}"]
    tables = {
        "missing": {"impute": definition.impute, "below": definition.below},
        "normalise": {"method": definition.method, "over": definition.over, "to": list(definition.to)},
        "aggregate": {"groups": definition.group_mean, "index": definition.index_mean},
    }
    for name, values in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {_spelled(value)}" for key, value in values.items())]
    for group in definition.groups:
        lines += ["", "[[group]]", f"code = {_spelled(group.code)}", f"weight = {_spelled(group.weight)}"]
    for indicator in definition.indicators:
        keys = ("code", "group", "weight", "direction")
        lines += ["", "[[indicator]]", *(f"{key} = {_spelled(getattr(indicator, key))}" for key in keys)]
        if indicator.goalposts:
            lines.append(f"goalposts = {_spelled(list(indicator.goalposts))}")
    return "\n".join(lines) + "\n"


def _spelled(value: object) -> str:
    """Spell a text, a number or a list of them; JSON's spelling of these is TOML's too, but for the sign DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
