"""What to raise next: the items sorted by what one more mark adds to the index."""

import pandas as pd

from smartcity.answers import scores
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Exhibit, Table
from smartcity.exhibits.simulation.view import View, nothing
from smartcity.method import load_dimensions
from smartcity.outlook.planning.start import gains
from smartcity.scoring.ranking import PRECISION
from smartcity.wording import Words

SHOWN = 5
KEY = "langkah-berikut"


def nexts(view: View, words: Words) -> Exhibit:
    """List the items whose next mark is worth most, the first ones; all of them stand in a folded part."""
    rows = item_rows(view, words)
    open_rows = rows[rows["gain"] > 0]
    if open_rows.empty:
        return nothing(KEY, "nexts", view.stamp, words)
    first = open_rows.head(SHOWN).assign(place=range(1, min(SHOWN, len(open_rows)) + 1))
    return _exhibit(KEY, nexts_message(rows, words), first, view, words, (all_items(view, words),))


def all_items(view: View, words: Words) -> Exhibit:
    """List every item with what is known of it, the most worthwhile first."""
    rows = item_rows(view, words)
    message = words("simulation.nexts.all", n=len(rows))
    return _exhibit("semua-butir", message, rows.assign(place=range(1, len(rows) + 1)), view, words)


def item_rows(view: View, words: Words) -> pd.DataFrame:
    """Spell the gains of every item: its text, component, dimension, innovations and owner beside the figures."""
    rows = gains(view.found.start, view.terms)
    items = [view.method.item(code) for code in rows["item"]]
    held = [view.holders.get(item.code) for item in items]
    names = {dimension.code: dimension.name for dimension in load_dimensions()}
    names |= {
        part.code: part.names[words.language] for dimension in load_dimensions() for part in dimension.sub_dimensions
    }
    return rows.assign(
        text=[item.meaning[words.language] for item in items],
        part=rows["component"].map(lambda code: words(f"method.component.{code}")),
        dimension=[names.get(item.dimension or "", "") for item in items],
        sub_dimension=[names.get(item.sub_dimension or "", "") for item in items],
        innovation=[words.join(one.innovations) if one else "" for one in held],
        origin=[
            words(f"simulation.origin.{view.found.origins[item.code]}") if item.code in view.found.origins else ""
            for item in items
        ],
        state=[words("simulation.nexts.blocked") if is_blocked else "" for is_blocked in rows["is_blocked"]],
    )


def nexts_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the component whose next mark is worth most, and how many times that of the least worthwhile."""
    open_rows = rows[rows["gain"].round(PRECISION) > 0]
    best, least = open_rows.iloc[0], open_rows.loc[open_rows["worth"].idxmin()]
    said = {"component": best["part"], "gain": best["gain"]}
    if round(best["worth"] - least["worth"], PRECISION) == 0:
        return words("simulation.nexts.equal", **said)
    return words("simulation.nexts.message", **said, times=best["worth"] / least["worth"], least=least["part"])


def _exhibit(
    key: str, message: str, rows: pd.DataFrame, view: View, words: Words, details: tuple[Exhibit, ...] = ()
) -> Exhibit:
    has_more = not details
    columns = (
        Column("place", words("simulation.column.place"), RANK),
        Column("item", words("simulation.column.item")),
        Column("text", words("simulation.column.text")),
        Column("part", words("shared.column.component")),
        Column("mark", words("simulation.column.mark"), SCORE),
        Column("gain", words("simulation.column.gain"), SCORE, 4),
        *((Column("owner", words("simulation.column.owner")),) if has_more or rows["owner"].notna().any() else ()),
        *(
            (
                Column("dimension", words("simulation.column.dimension")),
                Column("sub_dimension", words("simulation.column.sub_dimension")),
                Column("innovation", words("simulation.column.innovation")),
                Column("worth", words("simulation.column.worth"), SCORE, 4),
                Column("ceiling", words("simulation.column.ceiling"), SCORE),
                Column("origin", words("simulation.column.origin")),
                Column("state", words("simulation.column.state")),
            )
            if has_more
            else ()
        ),
    )
    return Exhibit(
        key=key,
        message=message,
        table=Table(rows.reset_index(drop=True), columns),
        caption=words("simulation.nexts.caption", name=view.name, year=view.year),
        alt=words("simulation.nexts.alt", name=view.name),
        note=_note(rows, view, words),
        source=view.source,
        stamp=view.stamp,
        bases=(scores.SIMULASI,),
        is_sample=view.found.is_sample,
        details=details,
    )


def _note(rows: pd.DataFrame, view: View, words: Words) -> str:
    """Say why marks are missing: their component is known as a whole only, or nobody gave them yet."""
    bare = rows.loc[rows["mark"].isna(), "component"]
    is_assumed = bare.isin(list(view.found.assumed))
    kinds = (("unmarked", is_assumed.any()), ("unfilled", (~is_assumed).any()))
    return " ".join(words(f"simulation.nexts.{kind}") for kind, is_so in kinds if is_so)
