"""Who owns the innovations of a list, and how many have a partner outside government."""

import pandas as pd

from smartcity import charts
from smartcity.exhibits.dimensions.lists import is_sample, load_lists, nothing, scope, sources_of
from smartcity.exhibits.exhibit import INTEGER, SHARE, Column, Exhibit, Table
from smartcity.exhibits.selection import Selection
from smartcity.exhibits.shared import stamp
from smartcity.layout import normalise
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

GOVERNMENT, NON_GOVERNMENT, UNKNOWN = "government", "non_government", "unknown"

NAMED = 3
"""Owners that a message names before it only counts them."""


def owners(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Count the chosen list's innovations by owner, most first; those without a printed owner are one row."""
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("pemilik", warehouse, words)
    own = lists.of(lists.chosen)
    rows = owner_rows(own, words)
    columns = (
        Column("label", words("dimensions.column.owner")),
        Column("kind_word", words("dimensions.column.owner_type")),
        Column("count", words("dimensions.column.count"), INTEGER),
        Column("names", words("dimensions.column.names")),
    )
    return Exhibit(
        key="pemilik",
        message=owners_message(rows, lists.label(lists.chosen), words),
        figure=charts.owner_bars(rows, words) if len(rows) else None,
        table=Table(rows[[column.code for column in columns]], columns),
        caption=scope(lists, lists.chosen, words),
        alt=words(
            "dimensions.owners.alt",
            list=lists.label(lists.chosen),
            values=words.join(f"{row.label} {words.number(row.count)}" for row in rows.itertuples(index=False)),
        ),
        source=sources_of(own, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(own),
    )


def owner_rows(names: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Group *names* by owner: `label, kind, kind_word, count, names`, most first; spellings differing by case are one."""
    has_owner = names["owner"].notna()
    keys = names["owner"].map(normalise, na_action="ignore").fillna("")
    rows = []
    for key, own in names.groupby(keys):
        kind = str(own["owner_type"].iloc[0]) if key else UNKNOWN
        rows.append(
            {
                "label": own["owner"].iloc[0] if key else words("dimensions.owners.unrecorded"),
                "kind": kind,
                "kind_word": words(f"charts.owner.{kind}"),
                "count": len(own),
                "names": "; ".join(sorted(own["name"])),
                "has_owner": bool(has_owner[own.index].any()),
            }
        )
    frame = pd.DataFrame(rows, columns=["label", "kind", "kind_word", "count", "names", "has_owner"])
    return frame.sort_values(["count", "label"], ascending=[False, True], kind="stable", ignore_index=True)


def owners_message(rows: pd.DataFrame, label: str, words: Words) -> str:
    """Name the owners of most innovations, sharing ties, and count what has no printed owner."""
    known, total = rows[rows["has_owner"]], int(rows["count"].sum())
    unrecorded = total - int(known["count"].sum())
    shared = {"list": label, "total": total, "owners": len(known)}
    if not total:
        return words("dimensions.owners.none", **shared)
    if known.empty:
        return words("dimensions.owners.unknown", **shared)
    most = int(known["count"].max())
    leading = list(known.loc[known["count"] == most, "label"])
    doubt = words("dimensions.owners.doubt", n=unrecorded) if unrecorded else ""
    if len(known) == 1:
        return words("dimensions.owners.single", **shared, owner=leading[0], n=most, doubt=doubt)
    if len(leading) == len(known):
        return words("dimensions.owners.even", **shared, n=most, doubt=doubt)
    if len(leading) > NAMED:
        return words("dimensions.owners.many_lead", **shared, leading=len(leading), n=most, doubt=doubt)
    key = "leads" if len(leading) == 1 else "lead_together"
    return words(f"dimensions.owners.{key}", **shared, leading=words.join(leading), n=most, doubt=doubt)


def partners(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Say how many innovations of the chosen list have a partner outside government, and of how many nobody says."""
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("mitra", warehouse, words)
    own = lists.of(lists.chosen)
    kinds = own["owner_type"].fillna(UNKNOWN).where(own["owner"].notna() | (own["owner_type"] != GOVERNMENT), UNKNOWN)
    counts = {kind: int((kinds == kind).sum()) for kind in (GOVERNMENT, NON_GOVERNMENT, UNKNOWN)}
    rows = pd.DataFrame(
        {
            "kind_word": [words(f"charts.owner.{kind}") for kind in counts],
            "count": list(counts.values()),
            "share": [count / len(own) if len(own) else None for count in counts.values()],
            "names": ["; ".join(sorted(own.loc[kinds == kind, "name"])) for kind in counts],
        }
    )
    columns = (
        Column("kind_word", words("dimensions.column.owner_type")),
        Column("count", words("dimensions.column.count"), INTEGER),
        Column("share", words("dimensions.column.share"), SHARE, 0),
        Column("names", words("dimensions.column.names")),
    )
    return Exhibit(
        key="mitra",
        message=partners_message(counts, lists.label(lists.chosen), words),
        table=Table(rows, columns),
        caption=scope(lists, lists.chosen, words),
        source=sources_of(own, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(own),
    )


def partners_message(counts: dict[str, int], label: str, words: Words) -> str:
    """Say "1 dari 18", and that it may be more where owners are not printed."""
    total = sum(counts.values())
    shared = {"list": label, "total": total, "n": counts[NON_GOVERNMENT], "unknown": counts[UNKNOWN]}
    if not total:
        return words("dimensions.partners.none", **shared)
    if counts[UNKNOWN] == total:
        return words("dimensions.partners.unknown", **shared)
    doubt = words("dimensions.partners.doubt", n=counts[UNKNOWN]) if counts[UNKNOWN] else ""
    return words("dimensions.partners.message", **shared, doubt=doubt)
