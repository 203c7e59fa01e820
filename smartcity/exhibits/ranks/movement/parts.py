"""Which components moved our index: split where both years have them, and said plainly where they do not."""

import pandas as pd

from smartcity import charts
from smartcity.answers.ranks import Change, Moved
from smartcity.exhibits.kit.exhibit import SCORE, SIGNED, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import sources_of
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.movement.asking import UP, asked_move, direction, nothing
from smartcity.method import INDEX
from smartcity.scoring.ranking import PRECISION
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

DECIMALS = 3
"""Contributions are told finer than printed figures, since they come from unrounded indices."""


@kept
def parts(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show what each component did to our index between two years, or what is known of them when that is not all."""
    found = asked_move(warehouse, selection)
    if found is None:
        return nothing("bagian-komponen", "parts", warehouse, selection, words)
    before, year = found.years
    rows = _split(found, words) if found.movement.shares is not None else _known(found, words)
    said = {"region": short(found.movement.home), "before": before, "year": year}
    is_split = found.movement.shares is not None
    spoken = words.join(f"{row.label} {words.number(row.total, DECIMALS, sign=True)}" for row in rows.itertuples())
    sides = [side.ranking.rows for side in (found.before, found.after)]
    bases = dict.fromkeys(own.loc[own["region"] == found.movement.home, "basis"].iloc[0] for own in sides)
    return Exhibit(
        key="bagian-komponen",
        message=split_message(rows, words) if is_split else printed_message(found, words),
        figure=charts.contributions(rows.rename(columns={"total": "value"}), words, DECIMALS) if is_split else None,
        table=Table(rows, _columns(found, words)),
        caption=words("movement.parts.caption" if is_split else "movement.parts.caption_known", **said),
        alt=words("movement.parts.alt", **said, values=spoken)
        if is_split
        else words("movement.parts.alt_known", **said),
        note=parts_said(found, words),
        source=sources_of(warehouse, found.years, words),
        stamp=stamp(warehouse),
        bases=("derived",) if is_split else tuple(bases),
        is_sample=found.is_sample,
    )


def split_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the component that moved the index most the way it went, and the one that worked against it most."""
    total = float(rows.loc[rows["is_total"], "total"].iloc[0])
    own = rows[~rows["is_total"]]
    values = own["total"].round(PRECISION)
    highest, lowest = own.loc[values.idxmax()], own.loc[values.idxmin()]
    said = {"total": abs(total)}
    if (values == 0).all():
        return words("movement.parts.still")
    if round(total, PRECISION) == 0:
        return words("movement.parts.even", up=highest["label"], down=lowest["label"], value=highest["total"])
    way = direction(total)
    pushing, against = (highest, lowest) if way == UP else (lowest, highest)
    said |= {"component": pushing["label"], "value": pushing["total"]}
    if round(float(against["total"]) * total, PRECISION) < 0:
        said |= {"other": against["label"], "other_value": against["total"]}
        return words(f"movement.parts.{way}_held", **said)
    return words(f"movement.parts.{way}", **said)


def printed_message(found: Moved, words: Words) -> str:
    """Say what the printed index did, and that it cannot be split."""
    change = found.change
    if change is None:
        return words("movement.parts.unknown", region=short(found.movement.home))
    kind = direction(change.value)
    return words(f"movement.parts.printed_{kind}", region=short(found.movement.home), change=abs(change.value))


def _split(found: Moved, words: Words) -> pd.DataFrame:
    shares = found.movement.shares
    rows = shares.assign(label=[words(f"method.component.{code}") for code in shares["component"]], is_total=False)
    exact = [side.value(found.movement.home, "recomputed") for side in (found.before, found.after)]
    total = {
        "component": INDEX,
        "label": words("movement.parts.total"),
        "before": exact[0],
        "after": exact[1],
        "by_component": shares["by_component"].sum(),
        "by_weight": shares["by_weight"].sum(),
        "total": shares["total"].sum(),
        "is_total": True,
    }
    rows = pd.concat([rows, pd.DataFrame([total])], ignore_index=True)
    return rows.assign(basis="derived", difference=rows["after"] - rows["before"])


def _known(found: Moved, words: Words) -> pd.DataFrame:
    """List the components of either year, the missing ones missing, and last the printed indices."""
    home = found.movement.home
    first, last = (side.scores(home) for side in (found.before, found.after))
    codes = [code for method in found.methods if method is not None for code in method.weights]
    rows = [
        (code, words(f"method.component.{code}"), first.get(code), last.get(code), False)
        for code in dict.fromkeys((*codes, *first, *last))
    ]
    values = [side.value(home) for side in (found.before, found.after)]
    rows.append((INDEX, words("movement.parts.printed_index"), *values, True))
    columns = ["component", "label", "before", "after", "is_total"]
    known = pd.DataFrame(rows, columns=columns).astype({"before": float, "after": float})
    known["difference"] = known["after"] - known["before"]
    known["total"] = float("nan")
    if found.change is not None:
        known.loc[known["is_total"], "difference"] = found.change.value
    return known


def _columns(found: Moved, words: Words) -> tuple[Column, ...]:
    before, year = found.years
    columns = [
        Column("label", words("shared.column.component")),
        Column("before", words("movement.column.score", year=before), SCORE),
        Column("after", words("movement.column.score", year=year), SCORE),
        Column("difference", words("movement.column.difference"), SIGNED),
    ]
    if found.movement.shares is not None:
        columns += [
            Column("weight_before", words("movement.column.weight", year=before), SCORE),
            Column("weight_after", words("movement.column.weight", year=year), SCORE),
            Column("by_component", words("movement.column.by_component"), SIGNED, DECIMALS),
            Column("by_weight", words("movement.column.by_weight"), SIGNED, DECIMALS),
            Column("total", words("movement.column.total"), SIGNED, DECIMALS),
        ]
    return tuple(columns)


def parts_said(found: Moved, words: Words) -> str:
    """Say how exact the change is, and what is missing to split it."""
    said, shares = [], found.movement.shares
    if shares is not None:
        weighed = {column: shares[column].sum() for column in ("by_component", "by_weight")}
        said.append(words("movement.parts.unrounded"))
        if shares["by_weight"].abs().round(PRECISION).any():
            said.append(words("movement.parts.weighed", **weighed))
    else:
        said += _missing(found, words)
    if found.change is not None:
        said.append(_rounding(found.change, words))
    return " ".join(said)


def _missing(found: Moved, words: Words) -> list[str]:
    home, years = found.movement.home, found.years
    sides = zip(years, found.methods, (found.before.scores(home), found.after.scores(home)))
    lacking = [year for year, method, known in sides if not known or (method and set(method.weights) - set(known))]
    said = []
    if lacking:
        said.append(words("movement.parts.without_components", years=words.join(lacking)))
    if found.movement.unweighed:
        said.append(words("movement.parts.without_weights", years=words.join(found.movement.unweighed)))
    return said


def _rounding(change: Change, words: Words) -> str:
    key = "movement.parts.printed_improvement" if change.is_printed else "movement.parts.from_rounded"
    return words(key, change=change.value, low=change.low, high=change.high)
