"""All innovations of a year: how far each is, and what was reported of it, one a row."""

from collections import Counter

from smartcity.answers.innovations import Innovation
from smartcity.exhibits.innovations.looked import Looked, of_innovations, stage_said
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name, part_names
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.office.reports import has_outside_partner
from smartcity.records.reports import NON_GOVERNMENT, STAGES
from smartcity.wording import Words

_WHAT = "name dimension part=dimensions.sub_dimension owner stage_word=stage stage_since"
_TOLD = "new quick_win outside risks_n risk_most survey_mean survey_n state_of"


@of_innovations("inovasi")
def overview(looked: Looked) -> Exhibit:
    """List every innovation of the year with its stage and the gist of its reports."""
    own = looked.own
    is_sample = any(told.is_sample for one in own if (told := looked.surveyed.get(one.key)) and told.answers)
    message = overview_message(own, looked.year, looked.words)
    return looked.subject(is_sample=is_sample).exhibit(
        "inovasi",
        message,
        alt=message,
        rows=[_row(one, looked) for one in own],
        columns=of_page("innovations", f"{_WHAT} {_TOLD}"),
        note=(looked.older, looked.near, looked.words("innovations.overview.note")),
    )


def overview_message(own: tuple[Innovation, ...], year: int, words: Words) -> str:
    """Count the innovations by stage; those without a report are counted as not reported."""
    counts = Counter(one.stage for one in own)
    stages = [words(f"innovations.overview.{stage}", n=counts[stage]) for stage in STAGES if counts[stage]]
    if counts[None]:
        stages.append(words("innovations.overview.unknown", n=counts[None]))
    return words("innovations.overview.message", n=len(own), year=year, stages=words.join(stages))


def _row(one: Innovation, looked: Looked) -> tuple:
    words, report = looked.words, one.state.report if one.state else None
    parts = part_names(looked.dimensions, words)
    told = looked.surveyed.get(one.key)
    answered = told.answers if told else ()
    stage = next(reversed(one.stages), None)
    risks = report.risks if report else None
    return (
        one.name,
        dimension_name(one.dimension) if one.dimension else None,
        parts.get(one.sub_dimension),
        one.owner,
        stage_said(one, words),
        words.moment(stage.at) if stage and one.stage else None,
        one.state.news if one.state else None,
        truth_said(report.is_quick_win if report else None, words),
        outside_said(one, words),
        None if risks is None else len(risks),
        max((risk.weight for risk in risks), default=None) if risks else None,
        answered[0].mean if len(answered) == 1 else None,
        answered[0].count if len(answered) == 1 else None,
        one.state.year if one.state else None,
    )


def truth_said(value: bool | None, words: Words) -> str | None:
    """Say yes or no; None where nobody said either."""
    return None if value is None else words(f"innovations.truth.{'yes' if value else 'no'}")


def outside_said(one: Innovation, words: Words) -> str | None:
    """Name the partners outside government; "none" where partners were reported and all are of government."""
    outside = has_outside_partner(one.state.report) if one.state else None
    if outside is None:
        return None
    named = [partner.name for partner in one.state.report.partners if partner.kind == NON_GOVERNMENT]
    return "; ".join(named) or words("innovations.overview.no_outside")
