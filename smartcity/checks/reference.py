"""What a file is judged against: methods, dimensions, regions, services and remembered aliases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from smartcity.method import Dimension, Methods
from smartcity.method.layout import normalise
from smartcity.method.regions import Regions
from smartcity.records.decisions import NOTHING, Decisions
from smartcity.records.observations import Vocabulary


@dataclass(frozen=True, slots=True)
class Listing:
    """What an innovation list says of a service: the dimension, the part of it if stated, its users if stated."""

    dimension: str
    sub_dimension: str | None = None
    users: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything known before a file is read.

    *services* are the normalised names of all listed innovations, *known_services* what the lists say of each, and
    *innovations* the names that these count under, as they are spelt; *aliases* maps a kind of name ("region",
    "service") and a normalised spelling to what a person decided it means; *decisions* are those about the very file
    that is judged: its scale and the rows that stay out; *person_key* keys the hash that stands for a person. *offices*
    are who may owe evidence.
    """

    methods: Methods
    dimensions: tuple[Dimension, ...]
    regions: Regions
    services: frozenset[str] = frozenset()
    known_services: Mapping[str, tuple[Listing, ...]] = field(default_factory=dict)
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)
    person_key: bytes = b""
    track_labels: Mapping[str, str] = field(default_factory=dict)
    decisions: Decisions = NOTHING
    innovations: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()

    @property
    def scale(self) -> tuple[float, float]:
        """The widest scale of all methods, for years whose own method is not known."""
        methods = self.methods.all
        return min(method.scale_min for method in methods), max(method.scale_max for method in methods)


@dataclass(frozen=True, slots=True)
class Options:
    """What the person says of the file; None leaves it to the file itself.

    *region* is for which region it is loaded, None where that is the home region and nobody else's could be.
    """

    kind: str | None = None
    year: int | None = None
    track: str | None = None
    region: str | None = None


def vocabulary(
    methods: Methods, dimensions: tuple[Dimension, ...], aliases: Mapping[tuple[str, str], str] = MappingProxyType({})
) -> Vocabulary:
    """Collect the item headers and dimension names that any known method uses, and the *aliases* that people gave."""
    items: dict[str, str] = {}
    item_dimensions: dict[str, str] = {}
    item_parts: dict[str, str] = {}
    for method in methods.all:
        for item in method.survey_items:
            item_dimensions[item.code], item_parts[item.code] = item.dimension, item.sub_dimension
            for name in (item.code, *item.meaning.values()):
                items[normalise(name)] = item.code
    names: dict[str, str] = {}
    for dimension in dimensions:
        for name in (dimension.code, dimension.name, *dimension.aliases):
            names[normalise(name)] = dimension.code
    shown = {dimension.code: dimension.name for dimension in dimensions}
    return Vocabulary(items, item_dimensions, names, shown, aliases, item_parts=item_parts)
