"""How the index moved over the years, where years compare at all."""

from collections.abc import Collection, Sequence

import pandas as pd

from smartcity import charts
from smartcity.answers.indicators import UNIT, YEAR
from smartcity.exhibits.composite.composed import OWN, Composed, kept_composite, parts
from smartcity.exhibits.composite.examples import shown_at_most
from smartcity.exhibits.kit.exhibit import Empty, Exhibit
from smartcity.exhibits.kit.naming import spoken
from smartcity.exhibits.kit.results import method_breaks
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "komposit-tahun"
DECIMALS = 2


@kept_composite
def over_years(warehouse: Warehouse, composed: Composed, words: Words) -> Exhibit:
    """Draw the index of each unit over the years that have the same indicators as the year shown."""
    points = _points(composed)
    years = sorted(set(points[YEAR]))
    if len(years) < 2:
        return _nothing(warehouse, composed, words)
    material = composed.material
    points = points.assign(
        region=points[UNIT].map(material.unit),
        value=points["index"],
        basis=OWN,
        basis_word=words(f"method.basis.{OWN}"),
        is_home=points[UNIT] == material.home,
    )
    drawn = points[points[UNIT].isin(_nearest(composed, points[UNIT].unique()))]
    return composed.subject(warehouse, words, years).exhibit(
        KEY,
        message(points, composed, words),
        "composite.years",
        figure=charts.index_trend(drawn, _breaks(composed, years), _bounds(drawn, composed), words),
        rows=points.sort_values([YEAR, "rank", UNIT], ignore_index=True),
        columns=(YEAR, ("region", material.unit_label), ("index", "composite.index"), "rank", "basis_word"),
        note=_notes(points, drawn, composed, words),
        first=years[0],
        last=years[-1],
        values=spoken(drawn[drawn[YEAR] == years[-1]], words, label="region"),
    )


def _points(composed: Composed) -> pd.DataFrame:
    """Keep the years in which a unit has an index of the same indicators as in the year shown, where there are two."""
    if composed.all_years is None:
        return pd.DataFrame(columns=[UNIT, YEAR, "index", "rank"])
    rows = composed.all_years.rows.merge(parts(composed), on=[UNIT, YEAR])
    rows = rows[rows["index"].notna()]
    shown = rows[rows[YEAR] == composed.year].set_index(UNIT)["parts"]
    is_same = [has == shown.get(unit) for unit, has in zip(rows[UNIT], rows["parts"])]
    rows = rows[pd.Series(is_same, rows.index, bool)]
    return rows[rows.groupby(UNIT)[YEAR].transform("size") > 1]


def _nearest(composed: Composed, units: Collection[str]) -> list[str]:
    """Choose whose lines are drawn: all, or where they are many those nearest to the home region by rank."""
    rank = composed.made.rows.set_index(UNIT)["rank"].loc[list(units)]
    own = composed.made.rows.set_index(UNIT)["rank"].get(composed.material.home, rank.min())
    distance = (rank - own).abs().sort_values(kind="stable")
    return list(distance.index[: shown_at_most("lines")])


def _bounds(points: pd.DataFrame, composed: Composed) -> tuple[float, float]:
    """Return the axis: the range of the definition where it holds the values, else whole numbers around them."""
    low, high = float(points["value"].min()), float(points["value"].max())
    target = composed.definition.to
    if target[0] <= low and high <= target[1] and composed.definition.method not in ("none", "rank", "zscore"):
        return target
    bottom, top = low // 1, -(-high // 1)
    return (bottom, top) if top > bottom else (bottom - 1, top + 1)


def _breaks(composed: Composed, years: Sequence[int]) -> tuple[int, ...]:
    """List the years in which the ministry's way of assessing changed, where its scores are among the indicators."""
    cells = composed.material.cells_of(composed.definition.codes, years)
    tracks = cells["track"].dropna().unique()
    return tuple(sorted({year for track in tracks for year in method_breaks(years, track)}))


def _notes(points: pd.DataFrame, drawn: pd.DataFrame, composed: Composed, words: Words) -> list[str]:
    said = [
        words(f"cli.composite.scale.{composed.definition.scale}"),
        words("composite.years.same", year=composed.year),
    ]
    breaks = _breaks(composed, sorted(set(drawn[YEAR])))
    if breaks:
        said.append(words("composite.years.method_changed", years=words.join(breaks)))
    units, shown = points[UNIT].nunique(), drawn[UNIT].nunique()
    if shown < units:
        said.append(words("composite.years.nearest", n=shown, count=units, noun=composed.material.noun(words)))
    return said


def message(points: pd.DataFrame, composed: Composed, words: Words) -> str:
    """Say how the home region's index moved from the year drawn before, or which years there are for whom."""
    own = points[(points[UNIT] == composed.material.home) & (points[YEAR] <= composed.year)].sort_values(YEAR)
    if len(own) < 2:
        units = points[UNIT].nunique()
        span = {"first": int(points[YEAR].min()), "last": int(points[YEAR].max())}
        return words("composite.years.span", n=units, noun=composed.material.noun(words, units), **span)
    before, now = own.iloc[-2], own.iloc[-1]
    change = now["index"] - before["index"]
    key = "level" if round(change, DECIMALS) == 0 else "rose" if change > 0 else "fell"
    values = {"unit": composed.material.unit(composed.material.home), "change": abs(change)}
    return words(f"composite.years.{key}", before=int(before[YEAR]), year=int(now[YEAR]), **values)


def _nothing(warehouse: Warehouse, composed: Composed, words: Words) -> Exhibit:
    """Say why no two years are set side by side."""
    material, definition = composed.material, composed.definition
    if not definition.is_comparable:
        why, step = words("cli.composite.scale.year"), words("composite.years.empty_step_scale")
    elif composed.all_years is None:
        why, step = words("composite.years.empty_why_negative"), words("composite.years.empty_step_mean")
    else:
        there = material.frame.set_index(YEAR)[list(definition.codes)].notna().groupby(level=0).any()
        scarce = there.sum().idxmin()
        years = words.join(there.index[there[scarce]])
        why = words("composite.years.empty_why", label=material.label(scarce), years=years, year=composed.year)
        step = words("composite.years.empty_step_data")
    because = Empty(words("composite.years.empty_missing"), why, step)
    return material.bare(warehouse, words).nothing(KEY, "composite.years", because=because)
