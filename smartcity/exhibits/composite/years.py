"""How the index moved over the years, where years compare at all."""

from collections.abc import Collection, Sequence

import pandas as pd

from smartcity import charts
from smartcity.answers.indicators import UNIT, YEAR
from smartcity.exhibits.composite.composition import OWN, Composition, kept_composite, parts
from smartcity.exhibits.composite.examples import shown_at_most
from smartcity.exhibits.kit.exhibit import Empty, Exhibit
from smartcity.exhibits.kit.naming import spoken
from smartcity.exhibits.kit.results import CHANGED, UNKNOWN, method_breaks
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "komposit-tahun"
DECIMALS = 2


@kept_composite
def over_years(warehouse: Warehouse, composition: Composition, words: Words) -> Exhibit:
    """Draw the index of each unit over the years that have the same indicators as the year shown."""
    points = _points(composition)
    years = sorted(set(points[YEAR]))
    if len(years) < 2:
        return _nothing(warehouse, composition, words)
    material = composition.material
    points = points.assign(
        region=points[UNIT].map(material.unit),
        value=points["index"],
        basis=OWN,
        basis_word=words(f"method.basis.{OWN}"),
        is_home=points[UNIT] == material.home,
    )
    drawn = points[points[UNIT].isin(_nearest(composition, points[UNIT].unique()))]
    return composition.subject(warehouse, words, years).exhibit(
        KEY,
        message(points, composition, words),
        "composite.years",
        figure=charts.index_trend(drawn, _breaks(warehouse, composition, years), _scale(drawn, composition), words),
        rows=points.sort_values([YEAR, "rank", UNIT], ignore_index=True),
        columns=(YEAR, ("region", material.unit_label), ("index", "composite.index"), "rank", "basis_word"),
        note=_notes(warehouse, points, drawn, composition, words),
        first=years[0],
        last=years[-1],
        values=spoken(drawn[drawn[YEAR] == years[-1]], words, label="region"),
    )


def _points(composition: Composition) -> pd.DataFrame:
    """Keep the years in which a unit has an index of the same indicators as in the year shown, where there are two."""
    if composition.all_years is None:
        return pd.DataFrame(columns=[UNIT, YEAR, "index", "rank"])
    rows = composition.all_years.rows.merge(parts(composition), on=[UNIT, YEAR])
    rows = rows[rows["index"].notna()]
    shown = rows[rows[YEAR] == composition.year].set_index(UNIT)["parts"]
    is_same = [has == shown.get(unit) for unit, has in zip(rows[UNIT], rows["parts"])]
    rows = rows[pd.Series(is_same, rows.index, bool)]
    return rows[rows.groupby(UNIT)[YEAR].transform("size") > 1]


def _nearest(composition: Composition, units: Collection[str]) -> list[str]:
    """Choose whose lines are drawn: all, or where they are many those nearest to the home region by rank."""
    rank = composition.made.rows.set_index(UNIT)["rank"].loc[list(units)]
    own = composition.made.rows.set_index(UNIT)["rank"].get(composition.material.home, rank.min())
    distance = (rank - own).abs().sort_values(kind="stable")
    return list(distance.index[: shown_at_most("lines")])


def _scale(points: pd.DataFrame, composition: Composition) -> tuple[float, float] | None:
    """Return the range of the definition where it holds the values; None where values have no range of their own."""
    low, high = float(points["value"].min()), float(points["value"].max())
    target = composition.definition.to
    is_held = target[0] <= low and high <= target[1]
    return target if is_held and composition.definition.method not in ("none", "rank", "zscore") else None


def _breaks(warehouse: Warehouse, composition: Composition, years: Sequence[int]) -> dict[int, str]:
    """Say in which years the ministry's way of assessing changed, or may have, where its scores are indicators."""
    cells = composition.material.cells_of(composition.definition.codes, years)
    tracks = cells["track"].dropna().unique()
    found = [method_breaks(warehouse, years, track) for track in tracks]
    kinds = {year: {one.get(year) for one in found} for year in sorted(set().union(*found))}
    return {year: CHANGED if CHANGED in own else UNKNOWN for year, own in kinds.items()}


def _notes(
    warehouse: Warehouse, points: pd.DataFrame, drawn: pd.DataFrame, composition: Composition, words: Words
) -> list[str]:
    remarks = [
        words(f"cli.composite.scale.{composition.definition.scale}"),
        words("composite.years.same", year=composition.year),
    ]
    breaks = _breaks(warehouse, composition, sorted(set(drawn[YEAR])))
    for kind in (CHANGED, UNKNOWN):
        if kind in breaks.values():
            years = words.join(year for year, own in breaks.items() if own == kind)
            remarks.append(words(f"composite.years.method_{kind}", years=years))
    units, shown = points[UNIT].nunique(), drawn[UNIT].nunique()
    if shown < units:
        remarks.append(words("composite.years.nearest", n=shown, count=units, noun=composition.material.noun(words)))
    return remarks


def message(points: pd.DataFrame, composition: Composition, words: Words) -> str:
    """Say how the home region's index moved from the year drawn before, or which years there are for whom."""
    own = points[(points[UNIT] == composition.material.home) & (points[YEAR] <= composition.year)].sort_values(YEAR)
    if len(own) < 2:
        units = points[UNIT].nunique()
        span = {"first": int(points[YEAR].min()), "last": int(points[YEAR].max())}
        return words("composite.years.span", n=units, noun=composition.material.noun(words, units), **span)
    before, now = own.iloc[-2], own.iloc[-1]
    change = now["index"] - before["index"]
    key = "level" if round(change, DECIMALS) == 0 else "rose" if change > 0 else "fell"
    values = {"unit": composition.material.unit(composition.material.home), "change": abs(change)}
    return words(f"composite.years.{key}", before=int(before[YEAR]), year=int(now[YEAR]), **values)


def _nothing(warehouse: Warehouse, composition: Composition, words: Words) -> Exhibit:
    """Say why no two years are set side by side."""
    material, definition = composition.material, composition.definition
    if not definition.is_comparable:
        why, step = words("cli.composite.scale.year"), words("composite.years.empty_step_scale")
    elif composition.all_years is None:
        why, step = words("composite.years.empty_why_negative"), words("composite.years.empty_step_mean")
    else:
        there = material.frame.set_index(YEAR)[list(definition.codes)].notna().groupby(level=0).any()
        scarce = there.sum().idxmin()
        years = words.join(there.index[there[scarce]])
        why = words("composite.years.empty_why", label=material.label(scarce), years=years, year=composition.year)
        step = words("composite.years.empty_step_data")
    because = Empty(words("composite.years.empty_missing"), why, step)
    return material.bare(warehouse, words).nothing(KEY, "composite.years", because=because)
