"""Which components moved our index: split where both years have them, and said plainly where they do not."""

import pandas as pd

from smartcity import charts
from smartcity.answers.ranks import Change, Moved
from smartcity.exhibits.kit.columns import Named
from smartcity.exhibits.kit.exhibit import SCORE, SIGNED, Column, Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import method_names, short
from smartcity.exhibits.kit.results import results
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks.moves import UP, direction, move_of, unmoved
from smartcity.method import INDEX
from smartcity.scoring.ranking import PRECISION
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

DECIMALS = 3
"""Contributions are told finer than printed figures, since they come from unrounded indices."""


@kept
def parts(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show what each component did to our index between two years, or what is known of them when that is not all."""
    found = move_of(warehouse, selection)
    if found is None:
        return unmoved("bagian-komponen", "parts", warehouse, selection, words)
    if found.movement.shares is not None:
        return _split(warehouse, found, words)
    home = found.movement.home
    sides = [side.ranking.rows for side in (found.before, found.after)]
    bases = dict.fromkeys(own.loc[own["region"] == home, "basis"].iloc[0] for own in sides)
    values = {"region": short(home), "before": found.years[0], "year": found.years[1]}
    return results(warehouse, words, found.years, bases=bases, is_sample=found.is_sample).exhibit(
        "bagian-komponen",
        printed_message(found, words),
        rows=_known(found, words),
        columns=_columns(found, words),
        caption=words("movement.parts.caption_known", **values),
        alt=words("movement.parts.alt_known", **values),
        note=parts_said(found, words),
    )


def _split(warehouse: Warehouse, found: Moved, words: Words) -> Exhibit:
    rows = _shares(found, words)
    before, year = found.years
    return results(warehouse, words, found.years, bases=("derived",), is_sample=found.is_sample).exhibit(
        "bagian-komponen",
        split_message(rows, words),
        "movement.parts",
        figure=charts.contributions(rows.rename(columns={"total": "value"}), words, DECIMALS),
        rows=rows,
        columns=(
            *_columns(found, words),
            Column("weight_before", words("movement.column.weight", year=before), SCORE),
            Column("weight_after", words("movement.column.weight", year=year), SCORE),
            *((code, f"movement.{code}", SIGNED, DECIMALS) for code in ("by_component", "by_weight", "total")),
        ),
        note=parts_said(found, words),
        region=short(found.movement.home),
        before=before,
        year=year,
        values=words.join(f"{row.label} {words.number(row.total, DECIMALS, sign=True)}" for row in rows.itertuples()),
    )


def _columns(found: Moved, words: Words) -> tuple[Named, ...]:
    before, year = found.years
    return (
        ("label", "shared.component"),
        Column("before", words("movement.column.score", year=before), SCORE),
        Column("after", words("movement.column.score", year=year), SCORE),
        "movement.difference",
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


def _shares(found: Moved, words: Words) -> pd.DataFrame:
    shares = found.movement.shares
    rows = shares.assign(label=method_names("component", shares["component"], words), is_total=False)
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
