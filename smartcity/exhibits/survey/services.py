"""What the users of each service answered, as far as no small group can be told from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from smartcity import charts, gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import SCORE, Column, Exhibit
from smartcity.exhibits.kit.impact import ways_note
from smartcity.exhibits.kit.naming import print_alike
from smartcity.exhibits.kit.survey import SPREAD, Survey, of_survey, spread_rows
from smartcity.exhibits.survey.statements import levels_of
from smartcity.gate import ServiceAnswers, Split
from smartcity.wording import Words


@of_survey("jawaban-layanan", Survey.has_answers)
def by_service(survey: Survey) -> Exhibit:
    """Show how the answers of each service's users divide; statement by statement they are folded beneath."""
    words, splits = survey.words, gate.by_service(survey.warehouse, survey, survey.codes)
    shown = [service for one in splits for service in one.shown]
    levels = levels_of(survey, {level for service in shown for level in service.levels})
    is_mixed = len(splits) > 1
    counts = [tuple(service.levels.get(level, 0) for level in levels.values) for service in shown]
    rows = spread_rows(
        [(_label(service, is_mixed, words), service.count, service.mean, service.spread) for service in shown],
        words,
        dimension=[dimension_name(service.dimension) for service in shown],
        service=[service_name(service.name, words) for service in shown],
        counts=counts,
        is_sample=survey.is_sample,
        **{f"level{place}": [own[place] for own in counts] for place in range(len(levels.values))},
    )
    texts = (
        words("survey.services.alt_value", service=_label(service, True, words), mean=service.mean, n=service.count)
        for service in shown
    )
    exhibit = survey.subject(survey.answered, more=words("survey.services.caption")).exhibit(
        "jawaban-layanan",
        services_message(splits, words),
        figure=charts.diverging(rows, levels.names, words) if shown else None,
        rows=rows,
        columns=(*of_page("survey", f"dimension service n=count {SPREAD}"), *levels.columns),
        alt=words("survey.services.alt", year=survey.year, values="; ".join(texts)),
        note=_notes(splits, survey),
        details=[_detail(one, survey) for one in splits if len(one.shown) > 1],
    )
    return exhibit if shown else replace(exhibit, table=None)


def _label(service: ServiceAnswers, is_mixed: bool, words: Words) -> str:
    name = service_name(service.name, words)
    return f"{name} ({dimension_name(service.dimension)})" if is_mixed else name


def service_name(name: str | None, words: Words) -> str:
    """Name a service, or those who named none."""
    return name or words("respondents.services.blank")


def services_message(splits: Sequence[Split], words: Words) -> str:
    """Name the two services of one dimension that lie furthest apart, and say when their answers overlap all the same.

    Services of different dimensions are not compared: their users were asked other things.
    """
    pairs = [(one.shown[0], one.shown[-1]) for one in splits if len(one.shown) > 1]
    if not pairs:
        count = sum(len(one.shown) for one in splits)
        return words("survey.services.single") if count else words("survey.services.none")
    low, high = max(pairs, key=lambda pair: pair[1].mean - pair[0].mean)
    values = {
        "low": service_name(low.name, words),
        "high": service_name(high.name, words),
        "low_mean": low.mean,
        "high_mean": high.mean,
        "dimension": dimension_name(low.dimension),
    }
    if print_alike(words, low.mean, high.mean):
        return words("survey.services.level")
    message = words("survey.services.message", **values)
    do_overlap = low.spread and high.spread and low.spread.high >= high.spread.low
    return message + (words("survey.services.overlap") if do_overlap else "")


def _notes(splits: Sequence[Split], survey: Survey) -> tuple[str, ...]:
    words, is_mixed, smallest = survey.words, len(splits) > 1, survey.smallest
    hidden = [
        f"{name} ({dimension_name(one.dimension)})" if is_mixed else name for one in splits for name in one.hidden
    ]
    shown = ((_label(service, is_mixed, words), service.spread) for one in splits for service in one.shown)
    return (
        words("survey.services.hidden", services=words.join(hidden), smallest=smallest) if hidden else "",
        words("survey.services.each"),
        ways_note(shown, words),
        survey.few_note,
    )


def beside(
    labels: Mapping[str, str], services: Sequence[tuple[str, int, Sequence[float | None]]], words: Words
) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """Set what is measured of each service side by side: rows of `code, label`, and a column a service.

    *labels* say what is measured, by its code. Of each service its name is given, how many people it is about, and its
    means in the order of the labels.
    """
    rows = pd.DataFrame({"code": list(labels), "label": list(labels.values())})
    columns = []
    for place, (service, count, means) in enumerate(services):
        heading = words("survey.services.column", service=service, n=count)
        columns.append(Column(f"service{place}", heading, SCORE))
        rows[f"service{place}"] = means
    return rows, tuple(columns)


def _detail(one: Split, survey: Survey) -> Exhibit:
    """Show each statement's mean for each service of a dimension as a table."""
    words, texts = survey.words, survey.statements
    services = [(_label(own, False, words), own.count, list(own.means.values())) for own in one.shown]
    rows, columns = beside({code: texts[code] for code in one.shown[0].means}, services, words)
    low, high = one.shown[0], one.shown[-1]
    return survey.subject(sum(own.count for own in one.shown)).exhibit(
        f"jawaban-layanan-{one.dimension}",
        words(
            "survey.services.detail",
            dimension=dimension_name(one.dimension),
            low=_label(low, False, words),
            low_mean=low.mean,
            high=_label(high, False, words),
            high_mean=high.mean,
        ),
        rows=rows,
        columns=(*of_page("survey", "code label=statement"), *columns),
        alt=words("survey.services.detail_alt", dimension=dimension_name(one.dimension)),
    )
