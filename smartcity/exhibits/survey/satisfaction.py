"""The satisfaction index of all services together: its quality, how sure that is, and the nine elements behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.answers import surveys
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Empty, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import joined_sources, stamp
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.method.skm import Skm, load_skm
from smartcity.survey import LEVEL, Element, Satisfaction, beside_whole
from smartcity.survey import satisfaction as satisfaction_of
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

UNDATED = "tanpa-tanggal"
"""The code of the forms that bear no date, beside the years of the others."""


@dataclass(frozen=True)
class Rated:
    """The satisfaction survey of one year (*year* is None without dates): its *ratings* and what they give.

    *ratings* has one row a respondent: `service` and a column an element.
    """

    year: int | None
    files: tuple[str, ...]
    is_sample: bool
    ratings: pd.DataFrame
    rule: Skm
    result: Satisfaction


def skm_years(warehouse: Warehouse) -> tuple[str, ...]:
    """List what satisfaction surveys there are: forms without a date first, then the years, the newest last."""
    years = surveys.satisfaction_years(warehouse)["year"]
    dated = sorted(int(year) for year in years.dropna())
    return (*([UNDATED] if years.isna().any() else []), *map(str, dated))


def rated(warehouse: Warehouse, selection: Selection) -> Rated | None:
    """Load the chosen satisfaction survey, the newest without a choice; None where there is none."""
    known = skm_years(warehouse)
    if not known:
        return None
    code = selection.skm_year if selection.skm_year in known else known[-1]
    return warehouse.remember(("rated", code), lambda: _rated(warehouse, code))


def _rated(warehouse: Warehouse, code: str) -> Rated:
    rows = surveys.satisfaction_years(warehouse)
    year = None if code == UNDATED else int(code)
    row = rows[rows["year"].isna() if year is None else rows["year"] == year].iloc[0]
    ratings = surveys.ratings(warehouse, year)
    if year is None:
        dated = [surveys.ratings(warehouse, int(other)).index for other in rows["year"].dropna()]
        ratings = ratings.drop(index=[respondent for index in dated for respondent in index])
    rule = load_skm()
    result = satisfaction_of(ratings, rule, load_sampling().generator())
    return Rated(year, tuple(row["files"]), bool(row["is_sample"]), ratings, rule, result)


def no_ratings(key: str, warehouse: Warehouse, words: Words) -> Exhibit:
    """Return the exhibit *key* without any satisfaction survey: it says how to make a template and load one."""
    empty = Empty(*(words(f"survey.skm.none_{piece}") for piece in ("missing", "why", "step")))
    return Exhibit(key, words("survey.skm.untold"), "", stamp(warehouse), empty=empty)


def has_ratings(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether as many rated in the chosen satisfaction survey as may be shown."""
    found = rated(warehouse, selection)
    return found is not None and found.result.count >= load_site().smallest_group


def too_few(key: str, found: Rated, warehouse: Warehouse, words: Words) -> Exhibit | None:
    """Return the exhibit *key* of a survey with fewer respondents than may be shown; None when there are enough."""
    smallest = load_site().smallest_group
    if found.result.count >= smallest:
        return None
    empty = Empty(*(words(f"survey.skm.few_{piece}", smallest=smallest) for piece in ("missing", "why", "step")))
    return Exhibit(key, words("survey.skm.untold"), joined_sources(found.files, words), stamp(warehouse), empty=empty)


def caption_of(found: Rated, words: Words) -> str:
    """Say which survey and how many respondents; CONTOH first when it is invented."""
    key = "caption" if found.year is not None else "caption_undated"
    said = words(f"survey.skm.{key}", year=found.year, n=found.result.count)
    return " · ".join(filter(None, (words("respondents.sample") if found.is_sample else "", said)))


def element_names(rule: Skm, words: Words) -> dict[str, str]:
    """Name the elements by their codes, as their columns are headed."""
    return {element.code: element.header[words.language] for element in rule.elements}


@kept
def satisfaction(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the index with its quality and how sure it is, and the mean of each element, the lowest first."""
    found = rated(warehouse, selection)
    if found is None:
        return no_ratings("ikm", warehouse, words)
    few = too_few("ikm", found, warehouse, words)
    if few is not None:
        return few
    smallest = load_site().smallest_group
    shown = beside_whole(found.result.elements, smallest)
    elements = sorted(
        (one for one in found.result.elements if one.code in shown), key=lambda one: (one.mean is None, one.mean or 0)
    )
    rows = _rows(elements, found, words)
    bounds = {(element.minimum, element.maximum) for element in found.rule.elements}
    scale = (min(low for low, _ in bounds), max(high for _, high in bounds))
    columns = (
        Column("label", words("survey.column.element")),
        Column("n", words("survey.column.raters"), INTEGER),
        Column("mean", words("survey.column.mean"), SCORE),
        Column("low", words("respondents.column.low"), SCORE),
        Column("high", words("respondents.column.high"), SCORE),
    )
    hidden = len(found.result.elements) - len(elements)
    notes = (
        words("survey.skm.note", source=found.rule.source, level=LEVEL),
        words("survey.skm.hidden_elements", n=hidden, smallest=smallest) if hidden else "",
    )
    return Exhibit(
        key="ikm",
        message=index_message(found.result, found.rule, elements, words),
        figure=charts.spread_rows(rows, scale, words) if len(rows) else None,
        table=Table(rows[[column.code for column in columns]], columns),
        caption=caption_of(found, words),
        alt=words("survey.skm.alt", values=_said(elements, element_names(found.rule, words), words)),
        note=" ".join(filter(None, notes)),
        source=joined_sources(found.files, words),
        stamp=stamp(warehouse),
        is_sample=found.is_sample,
    )


def _rows(elements: Sequence[Element], found: Rated, words: Words) -> pd.DataFrame:
    names = element_names(found.rule, words)
    return pd.DataFrame(
        {
            "label": [names[one.code] for one in elements],
            "n": [one.count for one in elements],
            "mean": [None if one.mean is None else float(one.mean) for one in elements],
            "low": [one.spread.low if one.spread else None for one in elements],
            "high": [one.spread.high if one.spread else None for one in elements],
            "remark": [words("charts.respondents_n", count=one.count) for one in elements],
            "is_sample": found.is_sample,
        }
    ).astype(dict.fromkeys(("mean", "low", "high"), float))


def index_message(result: Satisfaction, rule: Skm, elements: Sequence[Element], words: Words) -> str:
    """Give index, quality and performance, how sure the quality is, and the element that is rated lowest.

    Args:
        result: The index of those who answered.

        rule: The rules, for the names of the elements.

        elements: Those that may be shown, the lowest mean first.

        words: The wording.
    """
    names = element_names(rule, words)
    if result.ikm is None:
        unrated = words.join(names[one.code] for one in result.elements if not one.count)
        return words("survey.skm.unrated", elements=unrated)
    values = {"ikm": result.ikm, "band": result.band.code, "performance": result.band.names[words.language].lower()}
    said = words("survey.skm.index", **values)
    if result.band is rule.bands[-1]:
        said += words("survey.skm.lowest_band")
    elif result.probability is not None:
        is_whole = words.percent(result.probability) == words.percent(1)
        key = "surest" if is_whole else "sure" if result.probability >= LEVEL else "unsure"
        said += words(f"survey.skm.{key}", band=result.band.code, probability=result.probability)
    known = [one for one in elements if one.mean is not None]
    if len(known) < 2 or words.number(float(known[0].mean), 2) == words.number(float(known[-1].mean), 2):
        return said
    return said + words("survey.skm.lowest", element=names[known[0].code], mean=float(known[0].mean))


def _said(elements: Sequence[Element], names: dict[str, str], words: Words) -> str:
    return "; ".join(
        words("survey.skm.alt_value", element=names[one.code], mean=None if one.mean is None else float(one.mean))
        for one in elements
    )
