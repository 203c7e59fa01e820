"""What the users of each service answered, as far as no small group can be told from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import caption_of, no_survey, nobody, source_of
from smartcity.exhibits.respondents.services import service_groups
from smartcity.exhibits.survey.asking import Asked, ask, counted, few_said, levels_of, statements_of
from smartcity.method import Dimension
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import Spread, answer_spread, mean_of_item_means, shown_groups
from smartcity.warehouse import Warehouse
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


def split(warehouse: Warehouse, asked: Asked, smallest: int) -> tuple[Split, ...]:
    """Part the answers of each chosen dimension by service.

    The answers of all are shown statement by statement, and so are those of each service. A service is shown only if,
    for every statement that is shown, no few people's answers are told by it or by what is left without the shown ones.
    Nor is one shown whose number of respondents is hidden on the page about respondents.
    """
    people = warehouse.query("respondents_of_survey", year=asked.survey.year, track=asked.survey.track)
    named = people.set_index("respondent")["service"]
    numbered = {
        (group.dimension, normalise(group.service)): group.count is not None
        for group in service_groups(people, asked.survey, smallest)
        if group.service is not None
    }
    found = []
    answers = asked.answers(warehouse)
    # Chance belongs to the dimension, so that it gives the same spreads whether it was chosen alone or not.
    chances = dict(zip((one.whole.code for one in asked.every), load_sampling().generator().spawn(len(asked.every))))
    for dimension, one in asked.own:
        given = answers[one.whole.code]
        given = given[[code for code in given if code in asked.shown]].dropna(how="all")
        if one.whole.code not in asked.shown or given.empty:
            continue
        services = named.reindex(given.index)
        keys = services.map(normalise, na_action="ignore").fillna(UNNAMED)
        labels = services.groupby(keys).max().to_dict()
        hidden = {key for key in labels if key and not numbered.get((dimension.name, key), False)}
        shown = tellable(given, keys, frozenset(hidden), smallest)
        rows = [
            _service(labels[key] if key else UNNAMED, dimension, given[keys == key], chances[dimension.code])
            for key in shown
        ]
        rest = sorted(str(labels[key]) for key in labels if key and key not in shown)
        ordered = sorted(rows, key=lambda row: (row.mean, row.name))
        found.append(Split(dimension, tuple(ordered), tuple(rest)))
    return tuple(found)


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
    return Service(name, dimension, answers, mean_of_item_means(values), answer_spread(values, chance.spawn(1)[0]))


@kept
def by_service(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show how the answers of each service's users divide; statement by statement they are folded beneath."""
    asked = ask(warehouse, selection)
    if asked is None:
        return no_survey("jawaban-layanan", warehouse, selection, words)
    if not asked.count:
        return nobody("jawaban-layanan", asked.survey, warehouse, words)
    found = split(warehouse, asked, load_site().smallest_group)
    shown = [service for one in found for service in one.shown]
    values = [service.answers.to_numpy(float).ravel() for service in shown]
    levels, called = levels_of(asked.loaded.method, np.concatenate(values) if values else np.array([]), words)
    rows = _rows(shown, levels, asked.survey.is_sample, len(found) > 1, words)
    columns = (
        Column("dimension", words("survey.column.dimension")),
        Column("service", words("survey.column.service")),
        Column("n", words("survey.column.count"), INTEGER),
        Column("mean", words("survey.column.mean"), SCORE),
        Column("low", words("respondents.column.low"), SCORE),
        Column("high", words("respondents.column.high"), SCORE),
        *(Column(f"level{place}", text, INTEGER) for place, text in enumerate(called)),
    )
    return Exhibit(
        key="jawaban-layanan",
        message=services_message(found, words),
        figure=charts.diverging(rows, called, words) if shown else None,
        table=Table(rows[[column.code for column in columns]], columns) if shown else None,
        caption=caption_of(asked.survey, asked.count, words, words("survey.services.caption")),
        alt=words("survey.services.alt", year=asked.survey.year, values=_said(shown, words)),
        note=_note(found, asked, words),
        source=source_of(asked.survey, words),
        stamp=stamp(warehouse),
        is_sample=asked.survey.is_sample,
        details=tuple(_detail(one, asked, warehouse, words) for one in found if len(one.shown) > 1),
    )


def _label(service: Service, is_mixed: bool, words: Words) -> str:
    name = service.name or words("respondents.services.blank")
    return f"{name} ({service.dimension.name})" if is_mixed else name


def _rows(
    shown: Sequence[Service], levels: Sequence[float], is_sample: bool, is_mixed: bool, words: Words
) -> pd.DataFrame:
    counts = [counted(service.answers.to_numpy(float), levels) for service in shown]
    rows = {
        "label": [_label(service, is_mixed, words) for service in shown],
        "dimension": [service.dimension.name for service in shown],
        "service": [service.name or words("respondents.services.blank") for service in shown],
        "n": [service.count for service in shown],
        "mean": [service.mean for service in shown],
        "low": [service.spread.low if service.spread else None for service in shown],
        "high": [service.spread.high if service.spread else None for service in shown],
        "counts": counts,
        "is_sample": is_sample,
    }
    rows |= {f"level{place}": [own[place] for own in counts] for place in range(len(levels))}
    return pd.DataFrame(rows)


def services_message(found: Sequence[Split], words: Words) -> str:
    """Name the two services of one dimension that lie furthest apart, and say when their answers overlap all the same.

    Services of different dimensions are not compared: their users were asked other things.
    """
    pairs = [(one.shown[0], one.shown[-1]) for one in found if len(one.shown) > 1]
    if not pairs:
        count = sum(len(one.shown) for one in found)
        return words("survey.services.single") if count else words("survey.services.none")
    low, high = max(pairs, key=lambda pair: pair[1].mean - pair[0].mean)
    values = {
        "low": low.name or words("respondents.services.blank"),
        "high": high.name or words("respondents.services.blank"),
        "low_mean": low.mean,
        "high_mean": high.mean,
        "dimension": low.dimension.name,
    }
    if words.number(low.mean, 2) == words.number(high.mean, 2):
        return words("survey.services.level")
    said = words("survey.services.message", **values)
    do_overlap = low.spread and high.spread and low.spread.high >= high.spread.low
    return said + (words("survey.services.overlap") if do_overlap else "")


def _said(shown: Sequence[Service], words: Words) -> str:
    return "; ".join(
        words("survey.services.alt_value", service=_label(service, True, words), mean=service.mean, n=service.count)
        for service in shown
    )


def _note(found: Sequence[Split], asked: Asked, words: Words) -> str:
    is_mixed = len(found) > 1
    hidden = [f"{name} ({one.dimension.name})" if is_mixed else name for one in found for name in one.hidden]
    smallest = load_site().smallest_group
    notes = (
        words("survey.services.hidden", services=words.join(hidden), smallest=smallest) if hidden else "",
        words("survey.services.each"),
        few_said(asked, words),
    )
    return " ".join(filter(None, notes))


def _detail(one: Split, asked: Asked, warehouse: Warehouse, words: Words) -> Exhibit:
    """Show each statement's mean for each service of a dimension as a table."""
    texts: Mapping[str, str] = statements_of(asked.loaded.method, words)
    items = list(one.shown[0].answers.columns)
    means = {f"service{place}": service.answers.mean() for place, service in enumerate(one.shown)}
    rows = pd.DataFrame({"code": items, "label": [texts[code] for code in items]})
    rows = rows.assign(**{name: mean.to_numpy(float) for name, mean in means.items()})
    columns = (
        Column("code", words("survey.column.code")),
        Column("label", words("survey.column.statement")),
        *(
            Column(
                f"service{place}",
                words("survey.services.column", service=_label(own, False, words), n=own.count),
                SCORE,
            )
            for place, own in enumerate(one.shown)
        ),
    )
    low, high = one.shown[0], one.shown[-1]
    return Exhibit(
        key=f"jawaban-layanan-{one.dimension.code}",
        message=words(
            "survey.services.detail",
            dimension=one.dimension.name,
            low=_label(low, False, words),
            low_mean=low.mean,
            high=_label(high, False, words),
            high_mean=high.mean,
        ),
        table=Table(rows, columns),
        caption=caption_of(asked.survey, sum(own.count for own in one.shown), words),
        alt=words("survey.services.detail_alt", dimension=one.dimension.name),
        source=source_of(asked.survey, words),
        stamp=stamp(warehouse),
        is_sample=asked.survey.is_sample,
    )
