"""What the users of each service answered, as far as no small group can be told from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import SCORE, Column, Exhibit
from smartcity.exhibits.kit.naming import print_alike
from smartcity.exhibits.kit.survey import SPREAD, Survey, of_survey, spread_rows
from smartcity.exhibits.survey.statements import levels_of
from smartcity.method import Dimension
from smartcity.method.layout import normalise
from smartcity.method.sampling import load_sampling
from smartcity.survey import Spread, mean_of_item_means, resample, shown_groups, spread_of
from smartcity.wording import Words

UNNAMED = ""
"""The group of those who named no service."""

_REST = "\0"
"""The people of all services together whose number is hidden elsewhere; no service can be called so."""


@dataclass(frozen=True)
class Service:
    """The users of one service in one dimension: their *answers* (respondents x items), mean, and its spread."""

    name: str
    dimension: Dimension
    answers: pd.DataFrame
    mean: float
    spread: Spread | None

    @property
    def count(self) -> int:
        """How many answered."""
        return len(self.answers)


@dataclass(frozen=True)
class Split:
    """One dimension by service: those that may be shown, the lowest mean first, and the names of the others."""

    dimension: Dimension
    shown: tuple[Service, ...]
    hidden: tuple[str, ...]


def split(survey: Survey, smallest: int) -> tuple[Split, ...]:
    """Part the answers of each chosen dimension by service.

    The answers of all are shown statement by statement, and so are those of each service. A service is shown only if,
    for every statement that is shown, no few people's answers are told by it or by what is left without the shown ones.
    Nor is one shown whose number of respondents is hidden on the page about respondents.
    """
    named = survey.everybody.set_index("respondent")["service"]
    numbered = survey.numbered_services
    parts = []
    # Chance belongs to the dimension, so that it gives the same spreads whether it was chosen alone or not.
    spawned = load_sampling().generator().spawn(len(survey.described))
    chances = dict(zip((one.whole.code for one in survey.described), spawned))
    for dimension, one in survey.own:
        given = survey.answers[one.whole.code]
        given = given[[code for code in given if code in survey.shown]].dropna(how="all")
        if one.whole.code not in survey.shown or given.empty:
            continue
        services = named.reindex(given.index)
        keys = services.map(normalise, na_action="ignore").fillna(UNNAMED)
        labels = services.groupby(keys).max().to_dict()
        hidden = {key for key in labels if key and (dimension.name, key) not in numbered}
        shown = tellable(given, keys, frozenset(hidden), smallest)
        rows = [
            _service(labels[key] if key else UNNAMED, dimension, given[keys == key], chances[dimension.code])
            for key in shown
        ]
        rest = sorted(str(labels[key]) for key in labels if key and key not in shown)
        ordered = sorted(rows, key=lambda row: (row.mean, row.name))
        parts.append(Split(dimension, tuple(ordered), tuple(rest)))
    return tuple(parts)


def tellable(given: pd.DataFrame, keys: pd.Series, hidden: frozenset[str], smallest: int) -> tuple[str, ...]:
    """Name the groups whose values may be shown, column by column, beside those of all.

    Args:
        given: Respondents x columns, blank where there is no value.

        keys: The group of each respondent.

        hidden: Groups that must not be shown for another reason; together they count as one group.

        smallest: The smallest number of people that may be shown.
    """
    groups = keys.where(~keys.isin(hidden), _REST)
    counts = given.notna().groupby(groups).sum().T
    people = groups.value_counts().reindex(counts.columns)
    tables = pd.concat([counts, people.to_frame().T]).astype(int)
    return tuple(key for key in shown_groups(tables, smallest) if key != _REST)


def _service(name: str, dimension: Dimension, answers: pd.DataFrame, chance: np.random.Generator) -> Service:
    values = answers.to_numpy(float)
    spread = spread_of(resample(values, chance.spawn(1)[0]))
    return Service(name, dimension, answers, mean_of_item_means(values), spread)


@of_survey("jawaban-layanan", Survey.has_answers)
def by_service(survey: Survey) -> Exhibit:
    """Show how the answers of each service's users divide; statement by statement they are folded beneath."""
    words, splits = survey.words, split(survey, survey.smallest)
    shown = [service for one in splits for service in one.shown]
    values = [service.answers.to_numpy(float).ravel() for service in shown]
    levels = levels_of(survey, np.concatenate(values) if values else np.array([]))
    is_mixed = len(splits) > 1
    counts = [levels.counts(service.answers.to_numpy(float)) for service in shown]
    rows = spread_rows(
        [(_label(service, is_mixed, words), service.count, service.mean, service.spread) for service in shown],
        words,
        dimension=[service.dimension.name for service in shown],
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


def _label(service: Service, is_mixed: bool, words: Words) -> str:
    name = service_name(service.name, words)
    return f"{name} ({service.dimension.name})" if is_mixed else name


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
        "dimension": low.dimension.name,
    }
    if print_alike(words, low.mean, high.mean):
        return words("survey.services.level")
    message = words("survey.services.message", **values)
    do_overlap = low.spread and high.spread and low.spread.high >= high.spread.low
    return message + (words("survey.services.overlap") if do_overlap else "")


def _notes(splits: Sequence[Split], survey: Survey) -> tuple[str, ...]:
    words, is_mixed, smallest = survey.words, len(splits) > 1, survey.smallest
    hidden = [f"{name} ({one.dimension.name})" if is_mixed else name for one in splits for name in one.hidden]
    return (
        words("survey.services.hidden", services=words.join(hidden), smallest=smallest) if hidden else "",
        words("survey.services.each"),
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
    services = [(_label(own, False, words), own.count, own.answers.mean().to_numpy(float)) for own in one.shown]
    rows, columns = beside({code: texts[code] for code in one.shown[0].answers}, services, words)
    low, high = one.shown[0], one.shown[-1]
    return survey.subject(sum(own.count for own in one.shown)).exhibit(
        f"jawaban-layanan-{one.dimension.code}",
        words(
            "survey.services.detail",
            dimension=one.dimension.name,
            low=_label(low, False, words),
            low_mean=low.mean,
            high=_label(high, False, words),
            high_mean=high.mean,
        ),
        rows=rows,
        columns=(*of_page("survey", "code label=statement"), *columns),
        alt=words("survey.services.detail_alt", dimension=one.dimension.name),
    )
