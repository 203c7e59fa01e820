"""The innovation lists a viewer looks at: which are there, which is chosen, and the rows of the chosen dimensions."""

from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.exhibit import Empty, Exhibit
from smartcity.exhibits.selection import Selection
from smartcity.exhibits.shared import joined_sources, stamp
from smartcity.method import Dimension, load_dimensions
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True)
class Lists:
    """The loaded lists, oldest first, and their innovations.

    *lists*: `list, label, year, printed, stated_innovations, stated_innovators, note, source, file`, one row a list.
    *names*: one row an innovation of a list, only of *dimensions*. *placing* are the lists that say the
    sub-dimension of any innovation. *chosen* is a list's code.
    """

    lists: pd.DataFrame
    names: pd.DataFrame
    dimensions: tuple[Dimension, ...]
    placing: frozenset[str]
    chosen: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the lists, oldest first."""
        return tuple(self.lists["list"])

    def of(self, code: str) -> pd.DataFrame:
        """Return the innovations of the list *code*."""
        return self.names[self.names["list"] == code]

    def row(self, code: str) -> pd.Series:
        """Return what the list *code* says of itself."""
        return self.lists[self.lists["list"] == code].iloc[0]

    def label(self, code: str) -> str:
        """Name the list *code* as its own file does, or by its code where no file names it."""
        label = self.row(code)["label"]
        return code if pd.isna(label) else str(label)

    def year(self, code: str) -> int:
        """Return the year of the list *code*."""
        return int(self.row(code)["year"])


def chosen_dimensions(selection: Selection) -> tuple[Dimension, ...]:
    """List the one chosen dimension, or all of them when none (or none that exists) is chosen."""
    every = load_dimensions()
    return tuple(dimension for dimension in every if dimension.code == selection.dimension) or every


def load_lists(warehouse: Warehouse, selection: Selection) -> Lists | None:
    """Load the lists; the newest one is chosen unless the selection names one that exists. None without any."""
    lists = warehouse.query("innovation_lists")
    if lists.empty:
        return None
    dimensions = chosen_dimensions(selection)
    names = warehouse.query("innovations")
    placing = frozenset(names.loc[names["sub_dimension"].notna(), "list"])
    names = names[names["dimension"].isin([dimension.code for dimension in dimensions])]
    known = set(lists["list"])
    chosen = selection.innovation_list if selection.innovation_list in known else str(lists["list"].iloc[-1])
    return Lists(lists, names, dimensions, placing, chosen)


def scope(lists: Lists, code: str, words: Words) -> str:
    """Say which list an exhibit is about, of which year, with how many innovations of which dimension."""
    only = lists.dimensions[0].name if len(lists.dimensions) == 1 else ""
    return words(
        "dimensions.scope_dimension" if only else "dimensions.scope",
        list=lists.label(code),
        year=lists.year(code),
        n=len(lists.of(code)),
        dimension=only,
    )


def sources_of(names: pd.DataFrame, words: Words) -> str:
    """Name the sources of *names* in one line; the files they came in where no source is given."""
    given = names["source"].dropna()
    return joined_sources(given if len(given) else names["file"].dropna(), words)


def is_sample(names: pd.DataFrame) -> bool:
    """Say whether invented data is among *names*."""
    return bool(names["is_sample"].fillna(False).any())


def nothing(key: str, warehouse: Warehouse, words: Words, why: str = "no_list") -> Exhibit:
    """Return the exhibit *key* of a warehouse that lacks what it needs, said by the texts of *why*."""
    missing, reason, step = (words(f"dimensions.{why}.{part}") for part in ("missing", "why", "step"))
    return Exhibit(key, missing, "", stamp(warehouse), empty=Empty(missing, reason, step))
