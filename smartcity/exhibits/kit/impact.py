"""What impact the survey would give: a simulated mean per dimension on the spread of its answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.answers.scores import OFFICIAL, SIMULASI
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit, Origin
from smartcity.exhibits.kit.naming import NAMED, print_alike, short, together
from smartcity.exhibits.kit.survey import Survey, of_survey, spread_rows
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import BCA, LEVEL, NORMAL, Spread
from smartcity.wording import Words

MARKS = "mean=respondents.simulated respondents.low respondents.high survey.way"
"""The columns of a simulated mark, as `kit.columns.of_page` takes them."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A dimension, sub-dimension or statement with its simulated *mark*; *node* is its code among the scores.

    *mean* of its answers, *mark* and *spread* are None where they may not or cannot be given.
    """

    code: str
    node: str
    label: str
    dimension: str
    count: int
    mean: float | None
    mark: float | None
    spread: Spread | None

    @property
    def row(self) -> tuple[str, int, float | None, Spread | None]:
        """What a mark is drawn by."""
        return self.label, self.count, self.mark, self.spread


@of_survey("simulasi-impact", Survey.has_answers)
def simulated_impact(survey: Survey) -> Exhibit:
    """Show each dimension's simulated impact on the spread of its answers, and the last official impact.

    The chosen mapping moves the mark; the spread is that of the answers themselves. A dimension with fewer people
    than may be shown has neither.
    """
    words, site = survey.words, load_site()
    estimates = estimate(survey)
    official = survey.warehouse.query(
        "official_component_before",
        region=site.home,
        component=survey.component,
        year=survey.year,
        rounds=list(site.joined_rounds),
    )
    method = survey.method
    rows = spread_rows(
        [one.row for one in estimates],
        words,
        reference=float(official["value"].iloc[0]) if len(official) else float("nan"),
        is_sample=survey.is_sample,
    )
    drawn = rows[rows["mean"].notna()]
    subject = survey.subject(
        int(rows["n"].sum()),
        more=survey.mapped_by,
        sources=[survey.source, *official["source"].dropna()],
        bases=(SIMULASI, OFFICIAL) if len(official) else (SIMULASI,),
    )
    return subject.exhibit(
        "simulasi-impact",
        impact_message(estimates, words),
        figure=charts.impact_bands(drawn, (method.scale_min, method.scale_max), words, _year(official, words))
        if len(drawn)
        else None,
        rows=rows,
        columns=of_page("respondents", f"label=dimension n=count {MARKS} reference"),
        alt=words("respondents.impact.alt", year=survey.year, values=_values(drawn, words)),
        note=_notes(estimates, official, survey),
        origins=_origins(survey, estimates, official),
        year=_year(official, words),
    )


def estimate(survey: Survey) -> tuple[Marked, ...]:
    """Estimate each dimension's impact from the survey alone, whatever has been marked by hand."""
    marks, wholes = survey.marks, {one.whole.code: one.whole for one in survey.described}
    estimates = []
    for dimension in survey.dimensions:
        node, name, whole = f"{survey.component}.{dimension.code}", dimension.name, wholes.get(dimension.code)
        count = whole.count if whole is not None else 0
        if dimension.code not in survey.shown or node not in marks:
            estimates.append(Marked(dimension.code, node, name, name, count, None, None, None))
        else:
            estimates.append(Marked(dimension.code, node, name, name, count, whole.mean, marks[node], whole.spread))
    return tuple(estimates)


def impact_message(estimates: Sequence[Marked], words: Words) -> str:
    """Name the highest and the lowest dimensions: all that cannot be told apart, and none where these are the same."""
    known = sorted((one for one in estimates if one.mark is not None), key=lambda one: -one.mark)
    if not known:
        return words("respondents.impact.none")
    high, low = known[0], known[-1]
    values = {"high": high.label, "high_value": high.mark, "low": low.label, "low_value": low.mark}
    if len(known) == 1:
        return words("respondents.impact.single", **values)
    if print_alike(words, high.mark, low.mark):
        return words("respondents.impact.level", **values, n=len(known))
    if are_alike(high, low, words):
        return words("respondents.impact.unsure", **values)
    highest = [one for one in known if are_alike(high, one, words)]
    lowest = [one for one in reversed(known) if are_alike(one, low, words)]
    message = words("respondents.impact.message", high=_together(highest, words), low=_together(lowest, words))
    is_shared = len(highest) > 1 or len(lowest) > 1
    return message + (words("respondents.impact.shared") if is_shared else "")


def are_alike(higher: Marked, lower: Marked, words: Words) -> bool:
    """Say whether two marks print alike or their bands share values, so that neither is surely above the other."""
    return print_alike(words, higher.mark, lower.mark) or do_overlap(higher.spread, lower.spread)


def do_overlap(higher: Spread | None, lower: Spread | None) -> bool:
    """Say whether the band of a higher value and that of a lower one share values; not where one has none."""
    return higher is not None and lower is not None and lower.high >= higher.low


def _together(those: Sequence[Marked], words: Words) -> str:
    """Name dimensions with their values."""
    return together([f"{one.label} {words.number(one.mark, 2)}" for one in those], words)


def ways_note(bands: Iterable[tuple[str, Spread | None]], words: Words) -> str:
    """Say which kind of bootstrap the bands are of, each with its label, and name those of the other kind."""
    known = {label: spread for label, spread in bands if spread is not None}
    every = {label: spread.way for label, spread in known.items()}
    ways = {label: way for label, way in every.items() if way != NORMAL}
    least = load_sampling().normal_beyond
    if len(ways) < len(every):
        resampled = ways_note(((label, known[label]) for label in ways), words)
        large = words(f"survey.way.{'some' if ways else 'all'}_normal", least=least)
        return " ".join(filter(None, (resampled, large)))
    corrected = [label for label, way in ways.items() if way == BCA]
    if not ways:
        return ""
    if not corrected or len(corrected) == len(ways):
        return words(f"survey.way.all_{next(iter(ways.values()))}")
    if len(corrected) > NAMED:
        return words("survey.way.many", n=len(corrected), count=len(ways))
    return words("survey.way.mixed", names=words.join(corrected))


def _notes(estimates: Sequence[Marked], official: pd.DataFrame, survey: Survey) -> tuple[str, ...]:
    words, smallest = survey.words, survey.smallest
    few = [one.label for one in estimates if one.code not in survey.shown]
    partial = [one.label for one in estimates if one.code in survey.shown and one.mark is None]
    return (
        words("respondents.impact.note", level=LEVEL),
        ways_note(((one.label, one.spread) for one in estimates), words),
        words("respondents.impact.official", year=_year(official, words)) if len(official) else "",
        words("respondents.impact.few", dimensions=words.join(few), smallest=smallest) if few else "",
        words("respondents.impact.partial", dimensions=words.join(partial)) if partial else "",
    )


def _year(official: pd.DataFrame, words: Words) -> str:
    return str(official["year"].iloc[0]) if len(official) else words.number(None)


def _values(rows: pd.DataFrame, words: Words) -> str:
    return "; ".join(
        words("respondents.impact.alt_value", dimension=row.label, mean=row.mean, low=row.low, high=row.high)
        for row in rows.itertuples(index=False)
    )


def stored_origins(survey: Survey, marked: Iterable[Marked], text: str = "") -> list[Origin]:
    """Lead to the stored scores, which are made by the method's own mapping; *text* is the key of their labels."""
    is_stored = survey.mapping == survey.method.survey.default_mapping
    known = [one for one in marked if is_stored and one.mark is not None]
    labels = [survey.words(text, dimension=one.label, year=survey.year) if text else one.label for one in known]
    home = load_site().home
    return [Origin(survey.year, home, one.node, SIMULASI, label) for one, label in zip(known, labels)]


def _origins(survey: Survey, estimates: Sequence[Marked], official: pd.DataFrame) -> list[Origin]:
    """Lead to the stored scores and to the official figure."""
    text, home = "respondents.impact.origin_official", load_site().home
    printed = [
        Origin(int(year), home, survey.component, OFFICIAL, survey.words(text, region=short(home), year=year))
        for year in official["year"]
    ]
    return [*stored_origins(survey, estimates, "respondents.impact.origin"), *printed]
