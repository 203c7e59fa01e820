"""What people answered to each statement, those first that hold the impact down most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, SHARE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import caption_of, no_survey, nobody, source_of
from smartcity.exhibits.survey.asking import Asked, ask, counted, few_said, in_a_sentence, levels_of, statements_of
from smartcity.method import Dimension
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

LOSS_DECIMALS = 3
"""One of many statements moves the impact by less than the digits that impacts are printed with."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: the answers per level, their mean, and the *loss*, how far it alone holds the impact from the top.

    *mean* and *loss* are None where nobody answered.
    """

    code: str
    text: str
    dimension: Dimension
    counts: tuple[int, ...]
    mean: float | None
    loss: float | None

    @property
    def count(self) -> int:
        """How many answered."""
        return sum(self.counts)


@dataclass(frozen=True)
class Answered:
    """The statements that may be shown, the lowest mean first, the levels of their answers and what these are called.

    *hidden* statements are not shown for the few who answered them.
    """

    statements: tuple[Statement, ...]
    levels: tuple[float, ...]
    called: tuple[str, ...]
    hidden: int


def answered(asked: Asked, answers: Mapping[str, pd.DataFrame], words: Words) -> Answered:
    """Count the answers to each statement of the chosen dimensions.

    Every statement counts the same in the component, so the lower its mean, the more it holds the impact down: by the
    distance of its mean to the top of the scale, over the number of statements.
    """
    method = asked.loaded.method
    values = pd.concat([frame.stack() for frame in answers.values()]) if answers else pd.Series(dtype=float)
    levels, called = levels_of(method, values.to_numpy(float), words)
    texts, size = statements_of(method, words), len(method.survey_items)
    found, hidden = [], 0
    for dimension, one in asked.own:
        for item in one.items:
            if item.code not in asked.shown:
                hidden += one.whole.code in asked.shown
                continue
            counts = counted(answers[one.whole.code][item.code].to_numpy(float), levels)
            loss = None if item.mean is None else (method.survey.answer_max - item.mean) / size
            found.append(Statement(item.code, texts[item.code], dimension, counts, item.mean, loss))
    ordered = sorted(found, key=lambda one: (one.mean is None, one.mean or 0))
    return Answered(tuple(ordered), levels, called, hidden)


@kept
def statements(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show how the answers divide: all statements of a chosen dimension, else the lowest ones of all dimensions.

    Without a chosen dimension as many are drawn as the largest dimension has; all of them, and those of each dimension,
    are folded beneath.
    """
    asked = ask(warehouse, selection)
    if asked is None:
        return no_survey("jawaban", warehouse, selection, words)
    if not asked.count:
        return nobody("jawaban", asked.survey, warehouse, words)
    found = answered(asked, asked.answers(warehouse), words)
    if not found.statements:
        return _exhibit("jawaban", words("survey.answers.few"), (), found, asked, warehouse, words)
    if len(asked.own) == 1:
        message = statements_message(found.statements, words)
        return _exhibit("jawaban", message, found.statements, found, asked, warehouse, words)
    most = max(len(one.items) for _, one in asked.own)
    every = words("survey.answers.every", n=len(found.statements))
    details = [_exhibit("jawaban-semua", every, found.statements, found, asked, warehouse, words)]
    for dimension, _ in asked.own:
        own = tuple(one for one in found.statements if one.dimension == dimension)
        if own:
            key, message = f"jawaban-{dimension.code}", dimension_message(dimension.name, own, words)
            details.append(_exhibit(key, message, own, found, asked, warehouse, words))
    message = statements_message(found.statements, words)
    drawn = found.statements[:most]
    return _exhibit("jawaban", message, drawn, found, asked, warehouse, words, tuple(details))


def _exhibit(
    key: str,
    message: str,
    drawn: Sequence[Statement],
    found: Answered,
    asked: Asked,
    warehouse: Warehouse,
    words: Words,
    details: tuple[Exhibit, ...] = (),
) -> Exhibit:
    """Make an exhibit that draws some statements; with *details* its table holds all, else those that are drawn."""
    survey = asked.survey
    rows = _rows(found.statements if details else drawn, found, words)
    is_mixed = len({one.dimension.code for one in drawn}) > 1
    figure = pd.DataFrame(
        {
            "label": [f"{one.text} ({one.dimension.name})" if is_mixed else one.text for one in drawn],
            "counts": [one.counts for one in drawn],
            "mean": [one.mean for one in drawn],
            "is_sample": survey.is_sample,
        }
    )
    smallest = load_site().smallest_group
    notes = (
        words("survey.answers.rule"),
        words("survey.answers.drawn", n=len(drawn), total=len(found.statements)) if details else "",
        words("survey.impact.hidden", n=found.hidden, smallest=smallest) if found.hidden else "",
        few_said(asked, words),
    )
    levels = tuple(Column(f"level{place}", called, INTEGER) for place, called in enumerate(found.called))
    columns = (
        Column("dimension", words("survey.column.dimension")),
        Column("code", words("survey.column.code")),
        Column("label", words("survey.column.statement")),
        Column("n", words("survey.column.count"), INTEGER),
        Column("mean", words("survey.column.mean"), SCORE),
        Column("loss", words("survey.column.loss"), SCORE, LOSS_DECIMALS),
        *levels,
        Column("low_share", words("survey.column.low_share"), SHARE, 0),
    )
    chosen = {one.dimension.code for one in drawn}
    people = sum(one.whole.count for dimension, one in asked.own if not drawn or dimension.code in chosen or details)
    return Exhibit(
        key=key,
        message=message,
        figure=charts.diverging(figure, found.called, words) if len(drawn) else None,
        table=Table(rows[[column.code for column in columns]], columns),
        caption=caption_of(survey, people, words),
        alt=words("survey.answers.alt", year=survey.year, values=_said(drawn, words)),
        note=" ".join(filter(None, notes)),
        source=source_of(survey, words),
        stamp=stamp(warehouse),
        is_sample=survey.is_sample,
        details=details,
    )


def _rows(shown: Sequence[Statement], found: Answered, words: Words) -> pd.DataFrame:
    middle = (found.levels[0] + found.levels[-1]) / 2
    below = [place for place, level in enumerate(found.levels) if level < middle]
    rows = [
        {
            "dimension": one.dimension.name,
            "code": one.code,
            "label": one.text,
            "n": one.count,
            "mean": one.mean,
            "loss": one.loss,
            "low_share": sum(one.counts[place] for place in below) / one.count if one.count else None,
        }
        | {f"level{place}": count for place, count in enumerate(one.counts)}
        for one in shown
    ]
    names = ["dimension", "code", "label", "n", "mean", "loss", "low_share"]
    names += [f"level{place}" for place in range(len(found.levels))]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(("mean", "loss", "low_share"), float))


def _said(shown: Sequence[Statement], words: Words) -> str:
    return "; ".join(words("survey.answers.alt_value", text=in_a_sentence(one.text), mean=one.mean) for one in shown)


def statements_message(shown: Sequence[Statement], words: Words) -> str:
    """Name the statement that holds the impact down most and by how much; count those that print the same mean."""
    known = [one for one in shown if one.mean is not None]
    if not known:
        return words("survey.answers.none")
    lowest, high = known[0], known[-1]
    alike = [one for one in known if words.number(one.mean, 2) == words.number(lowest.mean, 2)]
    values = {
        "text": in_a_sentence(lowest.text),
        "dimension": lowest.dimension.name,
        "mean": lowest.mean,
        "loss": lowest.loss,
        "high": high.mean,
    }
    if 1 < len(alike) == len(known):
        return words("survey.answers.level", **values, n=len(known))
    if len(alike) > 1:
        return words("survey.answers.shared", **values, n=len(alike))
    return words("survey.answers.message", **values)


def dimension_message(name: str, shown: Sequence[Statement], words: Words) -> str:
    """Say of a folded dimension from what to what the means of its statements reach."""
    known = [one.mean for one in shown if one.mean is not None]
    if not known:
        return words("survey.answers.dimension_none", dimension=name)
    key = "dimension_level" if words.number(known[0], 2) == words.number(known[-1], 2) else "dimension"
    return words(f"survey.answers.{key}", dimension=name, low=known[0], high=known[-1], n=len(known))
