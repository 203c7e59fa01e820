"""The innovation lists a viewer looks at: which are there, which is chosen, and the names of the chosen dimensions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

import pandas as pd

from smartcity.exhibits.kit.dimensions import chosen_dimensions
from smartcity.exhibits.kit.exhibit import Empty, Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.shared import joined_sources, kept, stamp
from smartcity.method import Dimension
from smartcity.method.layout import normalise
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Innovation:
    """One innovation of one list under the name it counts by; *spelling* is how the list prints it.

    *key* is the normalised name, *place* "file › sheet › cell".
    """

    list: str
    year: int
    dimension: str
    sub_dimension: str | None
    name: str
    spelling: str
    key: str
    owner: str | None
    owner_type: str
    note: str | None
    source: str
    place: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class InnovationList:
    """What one list says of itself, and how many names it prints; *label* is its code where no file names it."""

    code: str
    label: str
    year: int
    printed: int
    stated_innovations: int | None
    stated_innovators: int | None
    note: str | None
    source: str

    @property
    def title(self) -> str:
        """The label with the year, which most labels hold already."""
        return self.label if str(self.year) in self.label else f"{self.label} ({self.year})"


@dataclass(frozen=True)
class Lists:
    """The loaded lists, oldest first, and the names of all of them.

    *names* are only those of *dimensions*. *placing* are the lists that say the sub-dimension of any innovation.
    """

    warehouse: Warehouse
    selection: Selection
    words: Words
    all: tuple[InnovationList, ...]
    names: tuple[Innovation, ...]
    dimensions: tuple[Dimension, ...]
    placing: frozenset[str]
    chosen: InnovationList

    def of(self, code: str) -> tuple[Innovation, ...]:
        """List the innovations of the list *code*."""
        return tuple(name for name in self.names if name.list == code)

    @property
    def own(self) -> tuple[Innovation, ...]:
        """The innovations of the chosen list."""
        return self.of(self.chosen.code)

    def label(self, code: str) -> str:
        """Name the list *code*."""
        return next(known.label for known in self.all if known.code == code)

    @property
    def scope(self) -> str:
        """Which list an exhibit of the chosen list is about, with how many innovations of which dimension."""
        values = {"list": self.chosen.title, "n": len(self.own)}
        if len(self.dimensions) == 1:
            return self.words("dimensions.scope_dimension", **values, dimension=self.dimensions[0].name)
        return self.words("dimensions.scope", **values)

    def exhibit(self, key: str, message: str, names: Iterable[Innovation] | None = None, **parts: object) -> Exhibit:
        """Make an exhibit of *names*, of the chosen list unless others are given; *parts* are what else is in it.

        Its sources are theirs, or the files they came in where no source is given.
        """
        names = self.own if names is None else tuple(names)
        own = {
            "source": sources_of(names, self.words),
            "stamp": stamp(self.warehouse),
            "caption": self.scope,
            "is_sample": any(name.is_sample for name in names),
        }
        return Exhibit(key, message, **(own | parts))


def load_lists(warehouse: Warehouse, selection: Selection, words: Words) -> Lists | None:
    """Load the lists; the newest one is chosen unless the selection names one that exists. None without any."""
    lists = tuple(
        InnovationList(
            code=row.list,
            label=row.label or row.list,
            year=row.year,
            printed=row.printed,
            stated_innovations=row.stated_innovations,
            stated_innovators=row.stated_innovators,
            note=row.note,
            source=row.source or row.file,
        )
        for row in _rows(warehouse.query("innovation_lists"))
    )
    if not lists:
        return None
    names = tuple(
        Innovation(
            list=row.list,
            year=row.year,
            dimension=row.dimension,
            sub_dimension=row.sub_dimension,
            name=row.name,
            spelling=row.spelling,
            key=normalise(row.name),
            owner=row.owner,
            owner_type=row.owner_type or UNKNOWN,
            note=row.note,
            source=row.source or row.file,
            place=f"{row.file} › {row.sheet} › {row.cell}",
            is_sample=bool(row.is_sample),
        )
        for row in _rows(warehouse.query("innovations"))
    )
    dimensions = chosen_dimensions(selection)
    codes = {dimension.code for dimension in dimensions}
    return Lists(
        warehouse=warehouse,
        selection=selection,
        words=words,
        all=lists,
        names=tuple(name for name in names if name.dimension in codes),
        dimensions=dimensions,
        placing=frozenset(name.list for name in names if name.sub_dimension is not None),
        chosen=next((known for known in lists if known.code == selection.innovation_list), lists[-1]),
    )


def _rows(frame: pd.DataFrame) -> Iterable:
    """Iterate rows with None, never NaN, for what is missing."""
    plain = frame.astype(object)
    return plain.where(frame.notna(), None).itertuples(index=False)


def of_lists(
    key: str,
) -> Callable[[Callable[[Lists], Exhibit]], Callable[[Warehouse, Selection, Words], Exhibit]]:
    """Let the exhibit *key* be made of the lists looked at, once for a build, a selection and a language."""

    def decorated(make: Callable[[Lists], Exhibit]) -> Callable[[Warehouse, Selection, Words], Exhibit]:
        @wraps(make)
        def made(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
            lists = load_lists(warehouse, selection, words)
            return nothing(key, warehouse, words) if lists is None else make(lists)

        return kept(made)

    return decorated


def sources_of(parts: Iterable[Innovation | InnovationList], words: Words) -> str:
    """Name the sources of *parts* in one line; the files they came in where no source is given."""
    return joined_sources((part.source for part in parts), words)


def joined_names(names: Iterable[Innovation]) -> str:
    """Put the distinct names in one cell of a table, in alphabetical order."""
    return "; ".join(sorted({name.name for name in names}, key=str.casefold))


def owners_of(names: Iterable[Innovation]) -> tuple[str, ...]:
    """List the distinct printed owners of *names*."""
    return tuple(dict.fromkeys(name.owner for name in names if name.owner))


def nothing(key: str, warehouse: Warehouse, words: Words, why: str = "no_list") -> Exhibit:
    """Return the exhibit *key* of a warehouse that lacks what it needs, said by the texts of *why*."""
    missing, reason, step = (words(f"dimensions.{why}.{part}") for part in ("missing", "why", "step"))
    return Exhibit(key, missing, "", stamp(warehouse), empty=Empty(missing, reason, step))
