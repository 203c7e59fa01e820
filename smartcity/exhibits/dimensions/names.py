"""Names across lists: what is new, kept and gone, which spellings may mean the same, what lists say of themselves."""

from collections.abc import Iterable

import pandas as pd

from smartcity.exhibits.dimensions.lists import Lists, is_sample, load_lists, nothing, sources_of
from smartcity.exhibits.exhibit import INTEGER, SCORE, Column, Exhibit, Table
from smartcity.exhibits.selection import Selection
from smartcity.exhibits.shared import stamp
from smartcity.innovations import NearPair, compare, near_pairs
from smartcity.layout import normalise
from smartcity.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

NEW, KEPT, GONE = "new", "kept", "gone"


def compared_lists(lists: Lists, selection: Selection) -> tuple[str, str] | None:
    """Return the earlier and the later of the two lists to compare; None when there is only one.

    Unless the selection names another, the chosen list is compared with the one before it, or the first with the
    second.
    """
    codes = lists.codes
    others = [code for code in codes if code != lists.chosen]
    if not others:
        return None
    place = codes.index(lists.chosen)
    other = selection.other_list if selection.other_list in others else codes[place - 1 if place else 1]
    return tuple(sorted((lists.chosen, other), key=codes.index))


def changes(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List what is new, kept and gone from the earlier to the later list; names alike are proposed beside, not merged."""
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("perubahan", warehouse, words)
    pair = compared_lists(lists, selection)
    if pair is None:
        return nothing("perubahan", warehouse, words, "one_list")
    before, after = (lists.of(code) for code in pair)
    found = compare(before["name"], after["name"])
    proposed = [
        near
        for near in near_pairs([*found.new, *found.gone], load_site().near)
        if (near.first in found.new) != (near.second in found.new)
    ]
    rows = pd.DataFrame(
        [
            _change(kind, name, own, proposed, words)
            for kind, names, own in ((NEW, found.new, after), (KEPT, found.kept, after), (GONE, found.gone, before))
            for name in names
        ],
        columns=["change", "name", "dimension", "owner", "proposed"],
    )
    columns = (
        Column("change", words("dimensions.column.change")),
        Column("name", words("dimensions.column.name")),
        Column("dimension", words("dimensions.column.dimension")),
        Column("owner", words("dimensions.column.owner")),
        Column("proposed", words("dimensions.column.proposed")),
    )
    counts = {NEW: len(found.new), KEPT: len(found.kept), GONE: len(found.gone)}
    labels = {"before": lists.label(pair[0]), "after": lists.label(pair[1])}
    both = pd.concat([before, after])
    return Exhibit(
        key="perubahan",
        message=changes_message(counts, len(proposed), words),
        table=Table(rows, columns),
        caption=words("dimensions.changes.caption", **labels, first=len(before), second=len(after)),
        note=words("dimensions.changes.note"),
        source=sources_of(both, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(both),
    )


def changes_message(counts: dict[str, int], proposed: int, words: Words) -> str:
    """Count what is new, kept and gone, clause by clause, and the pairs that a person still has to decide on."""
    if not any(counts.values()):
        return words("dimensions.changes.nothing")
    if not counts[NEW] and not counts[GONE]:
        return words("dimensions.changes.same", n=counts[KEPT])
    said = words.join(words(f"dimensions.changes.{kind}", n=count) for kind, count in counts.items() if count)
    if not counts[KEPT]:
        said = words("dimensions.changes.none_kept", said=said)
    doubt = words("dimensions.changes.doubt", n=proposed) if proposed else ""
    return f"{said}{doubt}"


def _change(kind: str, name: str, own: pd.DataFrame, proposed: Iterable[NearPair], words: Words) -> dict[str, str]:
    same = own[own["name"].map(normalise) == normalise(name)]
    alike = [pair.second if pair.first == name else pair.first for pair in proposed if name in (pair.first, pair.second)]
    return {
        "change": words(f"dimensions.changes.kind_{kind}"),
        "name": name,
        "dimension": _dimension_names(same, words),
        "owner": "; ".join(dict.fromkeys(same["owner"].dropna())),
        "proposed": "; ".join(words("dimensions.near.question", name=other) for other in alike),
    }


def _dimension_names(names: pd.DataFrame, words: Words) -> str:
    return "; ".join(known[code] for code in dict.fromkeys(names["dimension"]))


def near_names(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the spellings over all lists that may mean one innovation, each pair waiting for a person's decision."""
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("nama-mirip", warehouse, words)
    pairs = near_pairs(lists.names["name"], load_site().near)
    known = {key: own for key, own in lists.names.groupby(lists.names["name"].map(normalise))}
    rows, differing = [], 0
    for pair in pairs:
        first, second = known[normalise(pair.first)], known[normalise(pair.second)]
        owners = [set(names["owner"].dropna().map(normalise)) for names in (first, second)]
        is_contested = bool(owners[0] and owners[1] and not owners[0] & owners[1])
        differing += is_contested
        rows.append(
            {
                "likeness": pair.likeness,
                "first": pair.first,
                "second": pair.second,
                "kind": words(f"dimensions.near.{pair.kind}"),
                "first_where": _where(lists, first, words),
                "second_where": _where(lists, second, words),
                "decision": words("dimensions.near.undecided"),
            }
        )
    columns = (
        Column("first", words("dimensions.column.first")),
        Column("second", words("dimensions.column.second")),
        Column("likeness", words("dimensions.column.likeness"), SCORE, 0),
        Column("kind", words("dimensions.column.likeness_kind")),
        Column("first_where", words("dimensions.column.first_where")),
        Column("second_where", words("dimensions.column.second_where")),
        Column("decision", words("dimensions.column.decision")),
    )
    return Exhibit(
        key="nama-mirip",
        message=near_message(len(pairs), differing, words),
        table=Table(pd.DataFrame(rows, columns=[column.code for column in columns]), columns),
        caption=words(
            "dimensions.near.caption", lists=len(lists.codes), names=lists.names["name"].map(normalise).nunique()
        ),
        note=words("dimensions.near.note", near=load_site().near) if pairs else "",
        source=sources_of(lists.names, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(lists.names),
    )


def near_message(pairs: int, differing: int, words: Words) -> str:
    """Count the pairs that wait, and those among them whose printed owners differ."""
    if not pairs:
        return words("dimensions.near.none")
    contested = words("dimensions.near.contested", n=differing) if differing else ""
    return words("dimensions.near.message", n=pairs, contested=contested)


def _where(lists: Lists, names: pd.DataFrame, words: Words) -> str:
    """Say in which lists a spelling stands, and under which owner and dimension there."""
    said = []
    for row in names.drop_duplicates(["list", "dimension"]).itertuples(index=False):
        owner = words("dimensions.owners.unrecorded") if pd.isna(row.owner) else row.owner
        dimension = words(f"dimensions.name.{row.dimension}")
        said.append(words("dimensions.near.where", list=lists.label(row.list), owner=owner, dimension=dimension))
    return "; ".join(said)


def stated_counts(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show what each list says of its own size beside the names it prints, as it is, with the source."""
    lists = load_lists(warehouse, selection)
    if lists is None:
        return nothing("jumlah-naskah", warehouse, words)
    rows = lists.lists.assign(label=[lists.label(code) for code in lists.codes])
    columns = (
        Column("label", words("dimensions.column.list")),
        Column("stated_innovations", words("dimensions.column.stated_innovations"), INTEGER),
        Column("stated_innovators", words("dimensions.column.stated_innovators"), INTEGER),
        Column("printed", words("dimensions.column.printed"), INTEGER),
        Column("source", words("shared.column.source")),
        Column("note", words("dimensions.column.note")),
    )
    return Exhibit(
        key="jumlah-naskah",
        message=stated_message(rows, words),
        table=Table(rows[[column.code for column in columns]], columns),
        caption=words("dimensions.stated.caption", n=len(rows)),
        source=sources_of(lists.lists, words),
        stamp=stamp(warehouse),
        is_sample=is_sample(lists.names),
    )


def stated_message(rows: pd.DataFrame, words: Words) -> str:
    """Give both numbers of the lists whose stated count is not the number of printed names; never choose one.

    Args:
        rows: `label, stated_innovations, stated_innovators, printed`, one row a list.
    """
    stated = rows[rows["stated_innovations"].notna()]
    if stated.empty:
        return words("dimensions.stated.unstated")
    differing = stated[stated["stated_innovations"] != stated["printed"]]
    if differing.empty:
        return words("dimensions.stated.agreeing")
    return "; ".join(
        words(
            "dimensions.stated.differing" if pd.isna(row.stated_innovators) else "dimensions.stated.differing_people",
            list=row.label,
            stated=row.stated_innovations,
            people=row.stated_innovators,
            printed=row.printed,
        )
        for row in differing.itertuples(index=False)
    )
