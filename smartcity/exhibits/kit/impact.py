"""What impact the survey would give: a simulated mean per dimension on the spread of its answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.answers.scores import OFFICIAL, SIMULASI
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Exhibit, Origin, Table
from smartcity.exhibits.kit.shared import short
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.method import Dimension
from smartcity.method.regions import load_site
from smartcity.survey import BCA, LEVEL, Spread
from smartcity.wording import Words

NAMED = 3
"""Bands of another kind that are named before they are only counted."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The simulated impact of one dimension; *mean* and *spread* are None where they may not or cannot be given."""

    dimension: Dimension
    count: int
    mean: float | None
    spread: Spread | None


@of_survey("simulasi-impact", Survey.has_answers)
def simulated_impact(survey: Survey) -> Exhibit:
    """Show each dimension's simulated impact on the spread of its answers, and the last official impact.

    The chosen mapping moves the mark; the spread is that of the answers themselves. A dimension with fewer people
    than may be shown has neither.
    """
    words, site = survey.words, load_site()
    estimates = estimate(survey, site.smallest_group)
    official = survey.warehouse.query(
        "official_component_before",
        region=site.home,
        component=survey.component,
        year=survey.year,
        rounds=list(site.joined_rounds),
    )
    reference = float(official["value"].iloc[0]) if len(official) else None
    rows = _rows(estimates, reference, survey.is_sample, words)
    columns = (
        Column("label", words("respondents.column.dimension")),
        Column("n", words("respondents.column.count"), INTEGER),
        Column("mean", words("respondents.column.simulated"), SCORE),
        Column("low", words("respondents.column.low"), SCORE),
        Column("high", words("respondents.column.high"), SCORE),
        Column("way", words("survey.column.way")),
        Column("reference", words("respondents.column.reference", year=_year(official, words)), SCORE),
    )
    method = survey.method
    drawn = rows[rows["mean"].notna()]
    return survey.exhibit(
        "simulasi-impact",
        impact_message(estimates, words),
        int(rows["n"].sum()),
        more=survey.mapped_by,
        figure=charts.impact_bands(drawn, (method.scale_min, method.scale_max), words) if len(drawn) else None,
        table=Table(rows[[column.code for column in columns]], columns),
        alt=words("respondents.impact.alt", year=survey.year, values=_values(estimates, words)),
        notes=_notes(estimates, official, site.smallest_group, words),
        source=survey.source + "".join(f"; {source}" for source in official["source"].dropna()),
        bases=(SIMULASI, OFFICIAL) if len(official) else (SIMULASI,),
        origins=_origins(survey, estimates, official),
    )


def estimate(survey: Survey, smallest: int) -> tuple[Estimate, ...]:
    """Estimate each dimension's impact from the survey alone, whatever has been marked by hand."""
    marks = survey.marks
    wholes = {one.whole.code: one.whole for one in survey.described}
    estimates = []
    for dimension in survey.dimensions:
        whole = wholes.get(dimension.code)
        count = whole.count if whole is not None else 0
        mean = marks.get(f"{survey.component}.{dimension.code}")
        is_shown = count >= smallest and mean is not None
        spread = whole.spread if is_shown else None
        estimates.append(Estimate(dimension, count, mean if is_shown else None, spread))
    return tuple(estimates)


def way_word(spread: Spread | None, words: Words) -> str:
    """Name the kind of bootstrap that gave a spread; nothing where there is none."""
    return words(f"survey.way.{spread.way}") if spread else ""


def _rows(estimates: Sequence[Estimate], reference: float | None, is_sample: bool, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": [one.dimension.name for one in estimates],
            "n": [one.count for one in estimates],
            "mean": [one.mean for one in estimates],
            "low": [one.spread.low if one.spread else None for one in estimates],
            "high": [one.spread.high if one.spread else None for one in estimates],
            "way": [way_word(one.spread, words) for one in estimates],
            "reference": reference,
            "is_sample": is_sample,
        }
    ).astype(dict.fromkeys(("mean", "low", "high", "reference"), float))


def impact_message(estimates: Sequence[Estimate], words: Words) -> str:
    """Name the highest and the lowest dimension, and say when their answers overlap or their values are the same."""
    known = sorted((one for one in estimates if one.mean is not None), key=lambda one: -one.mean)
    if not known:
        return words("respondents.impact.none")
    high, low = known[0], known[-1]
    values = {"high": high.dimension.name, "high_value": high.mean, "low": low.dimension.name, "low_value": low.mean}
    if len(known) == 1:
        return words("respondents.impact.single", **values)
    if words.number(high.mean, 2) == words.number(low.mean, 2):
        return words("respondents.impact.level", **values, n=len(known))
    said = words("respondents.impact.message", **values)
    do_overlap = high.spread and low.spread and low.spread.high >= high.spread.low
    return said + (words("respondents.impact.overlap") if do_overlap else "")


def ways_note(spreads: Sequence[tuple[str, Spread | None]], words: Words) -> str:
    """Say which kind of bootstrap the bands are of, and name those of the other kind."""
    ways = {label: spread.way for label, spread in spreads if spread is not None}
    corrected = [label for label, way in ways.items() if way == BCA]
    if not ways:
        return ""
    if not corrected or len(corrected) == len(ways):
        return words(f"survey.way.all_{next(iter(ways.values()))}")
    if len(corrected) > NAMED:
        return words("survey.way.many", n=len(corrected), count=len(ways))
    return words("survey.way.mixed", names=words.join(corrected))


def _notes(estimates: Sequence[Estimate], official: pd.DataFrame, smallest: int, words: Words) -> tuple[str, ...]:
    few = [one.dimension.name for one in estimates if one.count < smallest]
    partial = [one.dimension.name for one in estimates if one.count >= smallest and one.mean is None]
    return (
        words("respondents.impact.note", level=LEVEL),
        ways_note([(one.dimension.name, one.spread) for one in estimates], words),
        words("respondents.impact.official", year=_year(official, words)) if len(official) else "",
        words("respondents.impact.few", dimensions=words.join(few), smallest=smallest) if few else "",
        words("respondents.impact.partial", dimensions=words.join(partial)) if partial else "",
    )


def _year(official: pd.DataFrame, words: Words) -> str:
    return str(official["year"].iloc[0]) if len(official) else words.number(None)


def _values(estimates: Sequence[Estimate], words: Words) -> str:
    return "; ".join(
        words(
            "respondents.impact.alt_value",
            dimension=one.dimension.name,
            mean=one.mean,
            low=one.spread.low if one.spread else None,
            high=one.spread.high if one.spread else None,
        )
        for one in estimates
        if one.mean is not None
    )


def _origins(survey: Survey, estimates: Sequence[Estimate], official: pd.DataFrame) -> tuple[Origin, ...]:
    """Lead to the stored scores, which are made by the default mapping, and to the official figure."""
    words, home = survey.words, load_site().home
    known = [one.dimension for one in estimates if one.mean is not None] if survey.is_mapped_as_stored else []
    stored = (
        Origin(
            survey.year,
            home,
            f"{survey.component}.{dimension.code}",
            SIMULASI,
            words("respondents.impact.origin", dimension=dimension.name, year=survey.year),
        )
        for dimension in known
    )
    printed = (
        Origin(
            int(row.year),
            home,
            survey.component,
            OFFICIAL,
            words("respondents.impact.origin_official", region=short(home), year=row.year),
        )
        for row in official.itertuples(index=False)
    )
    return (*stored, *printed)
