"""Whose an item is: the innovations listed under its dimension or sub-dimension, and the offices that own them."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity.method import Method
from smartcity.warehouse import Warehouse


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
    by_part = _by(names.dropna(subset=["sub_dimension"]), "sub_dimension", label)
    by_dimension = _by(names, "dimension", label)
    found = {}
    for item in method.items:
        holder = by_part.get(item.sub_dimension or "") or by_dimension.get(item.dimension or "")
        if holder is not None:
            found[item.code] = holder
    return found


def owners(holders: Mapping[str, Holder]) -> dict[str, str]:
    """Say who owns each item of which exactly one owner is printed."""
    return {item: holder.owner for item, holder in holders.items() if holder.owner is not None}


def _by(names: pd.DataFrame, column: str, label: str) -> dict[str, Holder]:
    found = {}
    for code, own in names.groupby(column):
        printed = own["owner"].fillna("")
        known = tuple(dict.fromkeys(printed[printed != ""]))
        found[code] = Holder(tuple(dict.fromkeys(own["name"])), known, bool((printed != "").all()), label)
    return found
