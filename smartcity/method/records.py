"""What a method is made of: frozen records, without any reading of files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from smartcity.method.layout import normalise

INDEX = "index"


class MethodError(ValueError):
    """Configuration that cannot be used; *problems* names every fault of every file, not only the first."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class MethodMissing(LookupError):
    """No method is known for a year and track; *existing* holds the keys that are, *nearest* the likely one."""

    def __init__(self, year: int, track: str, existing: Iterable["Method"]) -> None:
        methods = tuple(existing)
        wanted = method_key(year, track)
        closest = max(methods, key=lambda m: (fuzz.ratio(m.key, wanted), -abs(m.year - year)), default=None)
        self.year, self.track = year, track
        self.existing = tuple(method.key for method in methods)
        self.nearest = closest.key if closest else None
        hint = f"; did you mean {self.nearest}?" if closest else ""
        super().__init__(f"no method {wanted}; there are: {', '.join(self.existing) or 'none'}{hint}")


class UnknownNode(LookupError):
    """A component, item or node that the method does not have; the message names the nearest that it has."""

    def __init__(self, method: "Method", node: str, known: Iterable[str]) -> None:
        self.node = node
        self.near = tuple(match for match, *_ in process.extract(node, list(known), limit=3))
        super().__init__(f"method {method.key} has no {node!r}; did you mean {' or '.join(self.near)}?")


@dataclass(frozen=True)
class Item:
    """One question of the instrument; *meaning* by language is, for a survey item, the statement citizens answer."""

    code: str
    component: str
    indicator: str
    dimension: str | None
    sub_dimension: str | None
    meaning: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Component:
    """One component of the index with its weight (a share of 1) and its items in the instrument's order."""

    code: str
    weight: float
    items: tuple[Item, ...]

    @property
    def gain_per_mark(self) -> float:
        """What +1 on one item adds to the index, since a component is the plain mean of its items (docs/metode.md)."""
        return self.weight / len(self.items)


@dataclass(frozen=True)
class Survey:
    """The impact survey: *quota* respondents per dimension, the answer scale, and how a mean may become a mark.

    *certainty* is that of the mapping from a survey mean to an assessor's mark.
    """

    quota: int
    answer_min: float
    answer_max: float
    mappings: tuple[str, ...]
    default_mapping: str
    certainty: str
    quota_certainty: str = "unknown"
    answer_certainty: str = "unknown"
    statements_per_sub_dimension: int | None = None

    @property
    def scale(self) -> str:
        """Spell the answer scale as what is handed out states it, such as "0-4"."""
        return f"{self.answer_min:g}-{self.answer_max:g}"


@dataclass(frozen=True)
class Availability:
    """The share of children that must be there for a score to exist: a component's items, the index's components."""

    component: float = 1.0
    index: float = 1.0


@dataclass(frozen=True)
class Method:
    """The rules of one (year, track).

    *certainty* is that of the weights, *instrument_certainty* that of the item set; *tolerance* is how far a published
    final may lie from the recomputed one; *fingerprint* identifies the exact file a score was made with.
    *borrowed_from* is the year whose rules these are while nobody knows the year's own (see `method.provisional`).
    """

    year: int
    track: str
    components: tuple[Component, ...]
    scale_min: float
    scale_max: float
    certainty: str
    tolerance: float
    sources: tuple[str, ...]
    notes: Mapping[str, str] = field(hash=False)
    survey: Survey
    title: Mapping[str, str] = field(default_factory=dict, hash=False)
    assessor_levels: tuple[int, ...] = ()
    nothing_there: int = 0
    assessors: int | None = None
    assessors_certainty: str = "unknown"
    tolerance_certainty: str = "unknown"
    instrument_certainty: str = "unknown"
    availability: Availability = Availability()
    fingerprint: str = ""
    borrowed_from: int | None = None

    def __hash__(self) -> int:
        """Be looked up quickly: to take in all items every time takes longer than most of what is kept of a method."""
        return hash((self.year, self.track, self.fingerprint, *(component.weight for component in self.components)))

    @property
    def key(self) -> str:
        """Year and track as one word, such as "2023_regular"; also the name of the file."""
        return method_key(self.year, self.track)

    @property
    def is_provisional(self) -> bool:
        """Whether these are the rules of another year, for want of the year's own."""
        return self.borrowed_from is not None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, component by component."""
        return tuple(item for component in self.components for item in component.items)

    @cached_property
    def spelt_items(self) -> Mapping[str, str]:
        """The code of each item by its normalised spelling."""
        return {normalise(item.code): item.code for item in self.items}

    @property
    def survey_items(self) -> tuple[Item, ...]:
        """The items that citizens answer in the survey: those that belong to a sub-dimension."""
        return tuple(item for item in self.items if item.sub_dimension)

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each component, in the method's order."""
        return {component.code: component.weight for component in self.components}

    @cached_property
    def _items_by_node(self) -> dict[str, tuple[Item, ...]]:
        items_of_node: dict[str, list[Item]] = {}
        for item in self.items:
            for node in _path(item):
                items_of_node.setdefault(node, []).append(item)
        return {node: tuple(items) for node, items in items_of_node.items()}

    def nodes(self) -> tuple[str, ...]:
        """Name every node that can have a score, each parent before its children.

        These are the index, its components, their dimensions and sub-dimensions ("impact.governance",
        "impact.governance.1") where items carry a sub-dimension, and the items ("I-GOV-1.1").
        """
        return tuple(self._items_by_node)

    def items_under(self, node: str) -> tuple[Item, ...]:
        """List the items that a node is made of; raise `UnknownNode` for a node the method does not have."""
        if node not in self._items_by_node:
            raise UnknownNode(self, node, self._items_by_node)
        return self._items_by_node[node]

    def item(self, code: str) -> Item:
        """Return the item with this code; raise `UnknownNode` when there is none."""
        for item in self._items_by_node.get(code, ()):
            if item.code == code:
                return item
        raise UnknownNode(self, code, [item.code for item in self.items])

    def component(self, code: str) -> Component:
        """Return the component with this code; raise `UnknownNode` when there is none."""
        for component in self.components:
            if component.code == code:
                return component
        raise UnknownNode(self, code, self.weights)

    def items_of(self, dimension: str | None = None, sub_dimension: str | None = None) -> tuple[Item, ...]:
        """List the items of a dimension ("governance") or sub-dimension ("governance.1"), of every component."""
        return tuple(
            item
            for item in self.items
            if dimension in (None, item.dimension) and sub_dimension in (None, item.sub_dimension)
        )


@dataclass(frozen=True)
class UnverifiedYear:
    """A year whose weights nobody could verify: its index is shown as published and never recomputed."""

    year: int
    certainty: str
    notes: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Methods:
    """All known methods by year and track, the *provisional* ones beside them, and the years without any.

    Published figures are weighed by known methods only; what is simulated may rest on a provisional one.
    """

    all: tuple[Method, ...]
    unverified: tuple[UnverifiedYear, ...] = ()
    provisional: tuple[Method, ...] = ()

    @property
    def every(self) -> tuple[Method, ...]:
        """All methods, the provisional ones last."""
        return (*self.all, *self.provisional)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a method, known or provisional, oldest first."""
        return tuple(sorted({method.year for method in self.every}))

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks that have a method in any year, in alphabetical order."""
        return tuple(sorted({method.track for method in self.all}))

    def get(self, year: int, track: str) -> Method | None:
        """Return the method of a year and track, the known one or a provisional one; None where there is neither."""
        return next((method for method in self.for_year(year) if method.track == track), None)

    def known(self, year: int, track: str) -> Method | None:
        """Return the known method of a year and track, or None: without one, nothing published is recomputed."""
        return next((method for method in self.all if (method.year, method.track) == (year, track)), None)

    def require(self, year: int, track: str) -> Method:
        """Return the method of a year and track; raise `MethodMissing`, which names those that exist."""
        method = self.get(year, track)
        if method is None:
            raise MethodMissing(year, track, self.every)
        return method

    def for_year(self, year: int) -> tuple[Method, ...]:
        """List the methods of a year, known or provisional, one per track."""
        return tuple(method for method in self.every if method.year == year)


@dataclass(frozen=True)
class SubDimension:
    """One of a dimension's parts, code "governance.1"; *names* by language, *aliases* as people write it."""

    code: str
    number: int
    names: Mapping[str, str] = field(hash=False)
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """One smart dimension with its identity colour ("#117733"); it has no weight of its own."""

    code: str
    name: str
    colour: str
    aliases: tuple[str, ...]
    sub_dimensions: tuple[SubDimension, ...]


def method_key(year: int, track: str) -> str:
    """Name a year and track as one word, such as "2023_regular"."""
    return f"{year}_{track}"


def _path(item: Item) -> Iterator[str]:
    yield INDEX
    yield item.component
    if item.sub_dimension:
        yield f"{item.component}.{item.dimension}"
        yield f"{item.component}.{item.sub_dimension}"
    yield item.code
