"""Which doubt matters most for our rank and our index."""

from smartcity.answers import ranks
from smartcity.exhibits.kit.exhibit import SHARE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.robustness.view import View, asked_of, is_shown, nothing, share_said, view_of
from smartcity.outlook.robustness import Sensitivity
from smartcity.outlook.robustness.sensitivity import INDEX_VALUE, RANK
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

SHARES = ("first", "first_low", "first_high", "total", "total_low", "total_high")


@kept
def matters(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show which doubt matters most for what the page asks."""
    view = view_of(warehouse, selection, words)
    asked = asked_of(warehouse, selection)
    found = ranks.influence_of(warehouse, asked) if is_shown(view) else None
    if found is None:
        return nothing("keraguan-utama", "matters", view, stamp(warehouse), words)
    return influence(view, found, words)


def influence(view: View, found: Sensitivity, words: Words) -> Exhibit:
    """List the share of the variance of our rank and index that each doubt explains, alone and with the others.

    The rank comes first, unless it never moves.
    """
    rows = found.rows.assign(
        of=[words(f"robustness.matters.of_{outcome}") for outcome in found.rows["outcome"]],
        name=[words(f"robustness.doubt.{code}.name") for code in found.rows["doubt"]],
    )
    order = sorted((RANK, INDEX_VALUE), key=lambda outcome: found.variances[outcome] == 0)
    rows = rows.sort_values("outcome", key=lambda outcomes: outcomes.map(order.index), kind="stable", ignore_index=True)
    columns = (
        Column("of", words("robustness.column.of")),
        Column("name", words("robustness.column.name")),
        *(Column(code, words(f"robustness.column.{code}", level=found.level), SHARE, 0) for code in SHARES),
    )
    notes = [words("robustness.matters.meaning", level=found.level)]
    if rows["first"].isna().any():
        notes.append(words("robustness.matters.no_variance"))
    said = {"region": short(view.home), "year": view.sure.arena.year, "draws": found.manifest.draws}
    return Exhibit(
        key="keraguan-utama",
        message=influence_message(found, words),
        table=Table(rows, columns),
        caption=words("robustness.matters.caption", **said),
        alt=words("robustness.matters.alt", **said),
        note=" ".join(notes),
        source=view.source,
        stamp=view.stamp,
        bases=view.sure.arena.bases,
        is_sample=view.sure.arena.has_sample,
    )


def influence_message(found: Sensitivity, words: Words) -> str:
    """Name the doubt whose total share is largest, for our rank, or for our index where the rank never moves."""
    for outcome in (RANK, INDEX_VALUE):
        rows = found.rows[(found.rows["outcome"] == outcome) & found.rows["total"].notna()]
        if rows.empty:
            continue
        if len(rows) == 1:
            name = words(f"robustness.doubt.{rows['doubt'].iloc[0]}.brief")
            return words(f"robustness.matters.only_{outcome}", name=name)
        first, second = rows.sort_values("total", ascending=False).head(2).itertuples()
        said = {"name": words(f"robustness.doubt.{first.doubt}.brief"), "share": _bounded(first.total, words)}
        said |= {"other": words(f"robustness.doubt.{second.doubt}.brief"), "other_share": _bounded(second.total, words)}
        if first.total_low < second.total_high:
            return words(f"robustness.matters.alike_{outcome}", **said)
        return words(f"robustness.matters.most_{outcome}", **said)
    return words("robustness.matters.nothing_varies")


def _bounded(share: float, words: Words) -> str:
    """Spell an estimate, which may lie a little outside 0 to 1, within them."""
    return share_said(min(max(float(share), 0.0), 1.0), words)
