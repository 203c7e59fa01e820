"""Self-assessments of a year: what is saved, what it comes to, among whom it would stand, and what a plan may aim at.

An item's mark is the scenario's own; else the uploaded self-assessment's; else, for items of the survey, the survey's
mean by the chosen mapping. A component of which no item has any of these stands at its official figure of the newest
year that has it, named as an assumption. Everything here is a simulation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from smartcity.answers import scores
from smartcity.method import INDEX, Method
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.planning.start import Start, Target, target_of_rank
from smartcity.records.scenarios import Scenario, Terms
from smartcity.scoring.ranking import PRECISION, ranks
from smartcity.scoring.scores import node_scores, of_year, survey_leaves
from smartcity.warehouse import Warehouse

TYPED, UPLOADED, SURVEYED, ASSUMED = "typed", "uploaded", "surveyed", "assumed"
"""Where a mark comes from: typed into the scenario, an uploaded workbook, the survey; or its component is assumed."""

INDEX_VALUE = "index"
"""The kind of aim that is an index itself; the others are groups in which a rank is wanted."""


@dataclass(frozen=True)
class Supposition:
    """What is supposed for one (year, track): every known mark with where it comes from, and what they come to.

    *marks* and *origins* are by item; *components* are the scores of those that have one, *assumed* the year of the
    official figure behind those that no item gives; *missing* names components without either. *index* is None while
    any component is missing. *few* are the dimensions with a statement that too few people answered for its mean to be
    told; until more answer, or its mark is given otherwise, it has no mark. *mapping* is how survey means became marks.
    *is_sample* says that invented answers are part of it.
    """

    method: Method
    mapping: str
    marks: Mapping[str, float]
    origins: Mapping[str, str]
    components: Mapping[str, float]
    assumed: Mapping[str, int]
    missing: tuple[str, ...]
    few: tuple[str, ...]
    index: float | None
    is_sample: bool

    @property
    def start(self) -> Start:
        """The same as the start of a plan."""
        return Start(self.method, self.marks, {code: self.components[code] for code in self.assumed})

    def filled(self, component: str) -> tuple[int, int]:
        """Count the items of a component that have a mark, and all of them."""
        items = self.method.component(component).items
        return sum(item.code in self.marks for item in items), len(items)


def suppose(
    warehouse: Warehouse,
    year: int,
    track: str,
    typed: Mapping[str, float],
    mapping: str | None = None,
    *,
    has_samples: bool = True,
) -> Supposition:
    """Put typed marks, uploaded marks, survey means and official components together and score them.

    Args:
        warehouse: Where the rest is.

        year: The year supposed; it must have a method.

        track: The track.

        typed: Marks by item that go before everything else.

        mapping: From survey mean to mark; the method's default when None.

        has_samples: Whether invented answers and marks count, too.

    Raises:
        MethodMissing: If the year and track have no method.

        ValueError: If the method does not allow *mapping*.
    """
    method = warehouse.methods.require(year, track)
    uploaded = _own_marks(warehouse, year, track)
    means = of_year(warehouse.query("item_statistics"), year, track)
    if not has_samples:
        uploaded, means = (rows[~rows["is_sample"].fillna(False).astype(bool)] for rows in (uploaded, means))
    mapping = mapping or method.survey.default_mapping
    surveyed = survey_leaves(means, method, mapping)
    layers = (
        (SURVEYED, dict(zip(surveyed["node"], surveyed["value"]))),
        (UPLOADED, dict(zip(uploaded["item"], uploaded["value"]))),
        (TYPED, typed),
    )
    codes = {item.code for item in method.items}
    marks: dict[str, float] = {}
    origins: dict[str, str] = {}
    for origin, values in layers:
        known = {item: float(mark) for item, mark in values.items() if item in codes and not pd.isna(mark)}
        marks |= known
        origins |= dict.fromkeys(known, origin)
    bare = [part.code for part in method.components if not any(item.code in marks for item in part.items)]
    official: dict[str, tuple[float, int]] = {}
    for of, figures in scores.official_figures(warehouse, track, year):
        official = {code: (value, of) for code, value in figures.items()} | official
    assumed = {code: official[code] for code in bare if code in official}
    values = node_scores(marks | {code: value for code, (value, _) in assumed.items()}, method)
    components = {code: values[code] for code in method.weights if code in values}
    invented = [frame["is_sample"] for frame, of in ((uploaded, UPLOADED), (means, SURVEYED)) if of in origins.values()]
    return Supposition(
        method=method,
        mapping=mapping,
        marks=marks,
        origins=origins,
        components=components,
        assumed={code: of for code, (_, of) in assumed.items()},
        missing=tuple(part.code for part in method.components if part.code not in components),
        few=scores.kept_back(means, marks),
        # A mean over components re-weighted for a missing one would not be the ministry's index.
        index=values.get(INDEX) if len(components) == len(method.weights) else None,
        is_sample=any(bool(column.fillna(False).any()) for column in invented),
    )


def _own_marks(warehouse: Warehouse, year: int, track: str) -> pd.DataFrame:
    rows = of_year(warehouse.query("marks"), year, track)
    return rows[rows["region"] == load_site().home]


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """A saved scenario: its name, year and track, and the journal entry, moment and person of its last version."""

    name: str
    year: int
    track: str
    entry: str
    saved_at: object
    saved_by: str


def named(warehouse: Warehouse, year: int, track: str) -> tuple[SavedScenario, ...]:
    """List the saved scenarios of a year and track, the oldest first."""
    own = of_year(warehouse.query("scenarios"), year, track).drop_duplicates("entry")
    return tuple(
        SavedScenario(row.scenario, year, track, row.entry, row.saved_at, row.saved_by)
        for row in own.itertuples(index=False)
    )


def years(warehouse: Warehouse) -> tuple[int, ...]:
    """List the years that have marks, a saved scenario or a plan that was taken on."""
    tables = ("marks", "scenarios", "tasks")
    return tuple(sorted({int(year) for table in tables for year in warehouse.query(table)["year"].dropna()}))


def saved(warehouse: Warehouse, name: str, year: int, track: str) -> Scenario | None:
    """Return a saved scenario with its marks and terms; None when there is none of that name."""
    rows = of_year(warehouse.query("scenarios"), year, track)
    own = rows[rows["scenario"] == name]
    if own.empty:
        return None
    marked = own.dropna(subset=["item"])
    marks = dict(zip(marked["item"], marked["mark"].astype(float)))
    terms = warehouse.query("scenario_terms")
    return Scenario(name, year, track, marks, _terms(terms[terms["entry"] == own["entry"].iloc[0]]))


def _terms(rows: pd.DataFrame) -> Terms:
    """Read the terms of one scenario off their rows: `term, name, place, number, text`."""
    of = {term: rows[rows["term"] == term] for term in Terms.__dataclass_fields__}
    numbers = {term: dict(zip(own["name"], own["number"].astype(float))) for term, own in of.items()}
    efforts = of["efforts"].sort_values("place").astype({"number": float}).groupby("name")["number"].agg(tuple)
    return Terms(
        effort=next(iter(numbers["effort"].values()), Terms.effort),
        efforts=efforts.to_dict(),
        ceilings=numbers["ceilings"],
        blocked=frozenset(of["blocked"]["name"]),
        owners=dict(zip(of["owners"]["name"], of["owners"]["text"])),
        budgets=numbers["budgets"],
    )


def rubrics(warehouse: Warehouse, year: int, track: str) -> dict[str, str]:
    """Return what the office itself wrote about how an item earns its marks, by item, from the uploaded marks."""
    own = _own_marks(warehouse, year, track).dropna(subset=["rubric"])
    return dict(zip(own["item"], own["rubric"]))


@dataclass(frozen=True, slots=True)
class Holder:
    """What stands behind an item: the names of *innovations*, their *owners* as far as printed, and their list.

    *has_all* says that an owner is printed for every one of them.
    """

    innovations: tuple[str, ...]
    owners: tuple[str, ...]
    has_all: bool
    listed: str

    @property
    def owner(self) -> str | None:
        """The one owner; None where there are several or one of the innovations has none printed."""
        return self.owners[0] if self.has_all and len(self.owners) == 1 else None


def holders(warehouse: Warehouse, method: Method) -> dict[str, Holder]:
    """Find what stands behind each item that belongs to a dimension.

    The newest list of innovations up to the method's year speaks, else the oldest one. An item of a sub-dimension has
    the innovations of that sub-dimension; where the list does not say sub-dimensions, and for an item of a dimension
    as a whole, those of the dimension. Items without a dimension have none.

    Returns:
        By item code; items without a listed innovation are left out.
    """
    lists = warehouse.query("innovation_lists")
    if lists.empty:
        return {}
    before = lists[lists["year"] <= method.year]
    chosen = before.iloc[-1] if len(before) else lists.iloc[0]
    names = warehouse.query("innovations")
    names = names[names["list"] == chosen["list"]]
    label = str(chosen["label"] if not pd.isna(chosen["label"]) else chosen["list"])
    by_part, by_dimension = (
        {code: _holder(own, label) for code, own in names.groupby(column)} for column in ("sub_dimension", "dimension")
    )
    behind = {
        item.code: by_part.get(item.sub_dimension or "") or by_dimension.get(item.dimension or "")
        for item in method.items
    }
    return {item: holder for item, holder in behind.items() if holder is not None}


def _holder(names: pd.DataFrame, label: str) -> Holder:
    printed = names["owner"].fillna("")
    owners = tuple(dict.fromkeys(printed[printed != ""]))
    return Holder(tuple(dict.fromkeys(names["name"])), owners, bool((printed != "").all()), label)


def with_owners(terms: Terms, holders: Mapping[str, Holder]) -> Terms:
    """Let items that the terms give no owner have the one that the list of innovations prints, where it is but one."""
    printed = {item: holder.owner for item, holder in holders.items() if holder.owner is not None}
    return replace(terms, owners={**printed, **terms.owners})


def as_printed(index: float) -> float:
    """Round an index as a table prints it, halves upwards: ranks are made of printed figures."""
    step = Decimal(1).scaleb(-load_doubts().decimals)
    return float(Decimal(repr(round(float(index), PRECISION))).quantize(step, ROUND_HALF_UP))


@dataclass(frozen=True, eq=False)
class Peers:
    """The other regions of a group with their published figures of *year*; the home region is left out.

    *others*: `region, value, basis, track`, the highest first. *silent* take part in that year and published nothing.
    """

    year: int
    among: str
    others: pd.DataFrame
    silent: tuple[str, ...]
    is_sample: bool

    @property
    def count(self) -> int:
        """Out of how many a rank is: the others and us."""
        return len(self.others) + 1

    @property
    def bases(self) -> tuple[str, ...]:
        """The bases of the others' figures."""
        return tuple(dict.fromkeys(self.others["basis"]))

    def rank(self, index: float) -> int:
        """Rank an index, as it would be printed, among the others; equal values share the best rank."""
        values = pd.concat([pd.Series([as_printed(index)]), self.others["value"].astype(float)], ignore_index=True)
        return int(ranks(values).iloc[0])

    def target(self, rank: int) -> Target | None:
        """Say which index shares *rank*; None when the rank is the last one, which any index has."""
        return target_of_rank(rank, self.others["value"].astype(float))

    def next_above(self, index: float) -> pd.Series | None:
        """Return the nearest of the others that is above *index* as it would be printed; None for who is first."""
        above = self.others[self.others["value"].astype(float).round(PRECISION) > as_printed(index)]
        return None if above.empty else above.iloc[-1]


def peers(warehouse: Warehouse, year: int, among: str) -> Peers | None:
    """Find the others of a group: of *year* where they published, else of the newest year before, else the newest.

    Beyond the province only a whole national table that holds the home region counts, and the newest one speaks
    whatever the year: a rank in the nation is asked of the last published table.

    Raises:
        KeyError: If *among* is not a group.
    """
    site = load_site()
    is_province = among == site.province_code
    newest_first = scores.result_years(warehouse)[::-1]
    for one in sorted(newest_first, key=lambda other: is_province and other > year):
        if not is_province and scores.national_table(warehouse, one) is None:
            continue
        ranking = scores.ranking(warehouse, one, among)
        others = ranking.rows[ranking.rows["region"] != site.home]
        if others.empty:
            continue
        is_silent = (ranking.unranked["reason"] == scores.NOT_PUBLISHED) & (ranking.unranked["region"] != site.home)
        return Peers(
            year=one,
            among=among,
            others=others[["region", "value", "basis", "track"]].reset_index(drop=True),
            silent=tuple(ranking.unranked.loc[is_silent, "region"]),
            is_sample=bool(others["is_sample"].any()),
        )
    return None


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim: of the kind `INDEX_VALUE` its *value* is an index, else the rank wanted in that group."""

    kind: str
    value: float


@dataclass(frozen=True, eq=False)
class Goal:
    """An aim with the index that it takes; *peers* are those among whom a rank is wanted.

    *target* is None where any index would do: the rank is the last one.
    """

    aim: Aim
    target: Target | None
    peers: Peers | None = None


class AimMissed(ValueError):
    """An aim that cannot be one: *code* is `off_scale`, `no_peers`, or `bad_rank`; *values* are for the sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(f"{code}: {self.values}")


def kinds(warehouse: Warehouse, year: int) -> tuple[str, ...]:
    """List the kinds of aims that there are figures for: an index always, a rank where others published."""
    groups = (load_site().province_code, scores.NATIONAL)
    return (INDEX_VALUE, *(group for group in groups if peers(warehouse, year, group) is not None))


def goal(warehouse: Warehouse, method: Method, aim: Aim) -> Goal:
    """Turn an aim into a target.

    Raises:
        AimMissed: If the index is off the scale, there is nobody to be ranked among, or the rank does not exist.
    """
    if aim.kind == INDEX_VALUE:
        if not method.scale_min <= aim.value <= method.scale_max:
            raise AimMissed("off_scale", value=aim.value, low=method.scale_min, high=method.scale_max)
        return Goal(aim, Target(aim.value))
    others = peers(warehouse, method.year, aim.kind)
    if others is None:
        raise AimMissed("no_peers", group=aim.kind)
    if aim.value != int(aim.value) or not 1 <= aim.value <= others.count:
        raise AimMissed("bad_rank", rank=aim.value, count=others.count)
    return Goal(aim, others.target(int(aim.value)), others)


def usual_aim(warehouse: Warehouse, supposition: Supposition) -> Aim:
    """Propose an aim: the first rank in the province, else the next half mark of the index."""
    method, province = supposition.method, load_site().province_code
    if peers(warehouse, method.year, province) is not None:
        return Aim(province, 1)
    now = supposition.index if supposition.index is not None else method.scale_min
    return Aim(INDEX_VALUE, min(method.scale_max, (int(now * 2) + 1) / 2))
