"""The innovation lists a viewer looks at: which are there, which is chosen, and the names of the chosen dimensions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import pandas as pd

from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection, chosen_dimensions
from smartcity.exhibits.kit.subject import Subject, exhibit_of, subject_of
from smartcity.method import Dimension
from smartcity.method.layout import normalise
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

Record = TypeVar("Record")

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
    What sets lists side by side ends with the year of the *chosen* one (`all`), so that a link says the same after a
    newer list is loaded; `every` are all that are loaded, for what is compared and decided now.
    """

    warehouse: Warehouse
    selection: Selection
    words: Words
    every: tuple[InnovationList, ...]
    names: tuple[Innovation, ...]
    dimensions: tuple[Dimension, ...]
    placing: frozenset[str]
    chosen: InnovationList

    @property
    def all(self) -> tuple[InnovationList, ...]:
        """The lists up to the year of the chosen one."""
        return tuple(known for known in self.every if known.year <= self.chosen.year)

    def of(self, code: str) -> tuple[Innovation, ...]:
        """List the innovations of the list *code*."""
        return tuple(name for name in self.names if name.list == code)

    @property
    def own(self) -> tuple[Innovation, ...]:
        """The innovations of the chosen list."""
        return self.of(self.chosen.code)

    def label(self, code: str) -> str:
        """Name the list *code*."""
        return next(known.label for known in self.every if known.code == code)

    @property
    def scope(self) -> str:
        """Which list an exhibit of the chosen list is about, with how many innovations of which dimension."""
        values = {"list": self.chosen.title, "n": len(self.own)}
        if len(self.dimensions) == 1:
            return self.words("dimensions.scope_dimension", **values, dimension=self.dimensions[0].name)
        return self.words("dimensions.scope", **values)

    def subject(self, *names: Innovation, caption: str = "") -> Subject:
        """Return what exhibits of *names* speak of; their sources are theirs, or the files they came in."""
        return subject_of(self.warehouse, self.words, *names, bases=(), caption=caption)

    @property
    def of_chosen(self) -> Subject:
        """What exhibits speak of that are about the chosen list."""
        return self.subject(*self.own, caption=self.scope)

    @property
    def of_all(self) -> Subject:
        """What exhibits speak of that set all lists side by side: their sources are those of the lists themselves."""
        names = [name for known in self.all for name in self.of(known.code)]
        sources = [known.source for known in self.all]
        return subject_of(self.warehouse, self.words, *names, sources=sources, bases=())


def load_lists(warehouse: Warehouse, selection: Selection, words: Words) -> Lists | None:
    """Load the lists; the newest one is chosen unless the selection names one that exists. None without any."""
    lists = tuple(
        _record(InnovationList, row, code=row["list"], label=row["label"] or row["list"])
        for row in _rows(warehouse.query("innovation_lists"))
    )
    if not lists:
        return None
    names = tuple(
        _record(
            Innovation,
            row,
            key=normalise(row["name"]),
            owner_type=row["owner_type"] or UNKNOWN,
            place=f"{row['file']} › {row['sheet']} › {row['cell']}",
        )
        for row in _rows(warehouse.query("innovations"))
    )
    dimensions = chosen_dimensions(selection)
    codes = {dimension.code for dimension in dimensions}
    chosen = next((known for known in lists if known.code == selection.innovation_list), lists[-1])
    placed = {name.list for name in names if name.sub_dimension is not None}
    return Lists(
        warehouse=warehouse,
        selection=selection,
        words=words,
        every=lists,
        names=tuple(name for name in names if name.dimension in codes),
        dimensions=dimensions,
        placing=frozenset(known.code for known in lists if known.year <= chosen.year and known.code in placed),
        chosen=chosen,
    )


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """List rows with None, never NaN, for what is missing."""
    plain = frame.astype(object)
    return plain.where(frame.notna(), None).to_dict("records")


def _record(kind: type[Record], row: dict[str, Any], **derived: object) -> Record:
    """Make a record of a row's columns and what is *derived* from them; without a source the file is the source."""
    known = row | {"source": row["source"] or row["file"]} | derived
    return kind(**{field.name: known[field.name] for field in fields(kind)})


def of_lists(key: str) -> Callable:
    """Let the exhibit *key* be made of the lists looked at; without any it says how to load one."""

    def looked_at(warehouse: Warehouse, selection: Selection, words: Words) -> Lists | Exhibit:
        lists = load_lists(warehouse, selection, words)
        return subject_of(warehouse, words).nothing(key, because="dimensions.no_list.") if lists is None else lists

    return exhibit_of(looked_at)


def joined_names(names: Iterable[Innovation]) -> str:
    """Put the distinct names in one cell of a table, in alphabetical order."""
    return "; ".join(sorted({name.name for name in names}, key=str.casefold))


def owners_of(names: Iterable[Innovation]) -> tuple[str, ...]:
    """List the distinct printed owners of *names*."""
    return tuple(dict.fromkeys(name.owner for name in names if name.owner))
