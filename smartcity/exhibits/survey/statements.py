"""What people answered to each statement, those first that hold the impact down most."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts, gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import INTEGER, Column, Exhibit
from smartcity.exhibits.kit.impact import do_overlap
from smartcity.exhibits.kit.naming import print_alike
from smartcity.exhibits.kit.survey import Survey, in_a_sentence, of_survey
from smartcity.exhibits.survey.impact import hidden_note
from smartcity.method import Dimension
from smartcity.survey import Spread
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: the answers per level, their mean, and the *loss*, how far it alone holds the impact from the top.

    *mean* and *loss* are None where nobody answered; *spread* is that of the mean, None where it cannot be given.
    """

    code: str
    text: str
    dimension: Dimension
    counts: tuple[int, ...]
    mean: float | None
    loss: float | None
    spread: Spread | None = None

    @property
    def count(self) -> int:
        """How many answered."""
        return sum(self.counts)


@dataclass(frozen=True)
class Levels:
    """The levels of the answers, the lowest first, and what they are called."""

    values: tuple[float, ...]
    names: tuple[str, ...]

    @property
    def columns(self) -> list[Column]:
        """The columns that count the answers of each level."""
        return [Column(f"level{place}", name, INTEGER) for place, name in enumerate(self.names)]


@dataclass(frozen=True)
class Answers:
    """The statements that may be shown, the lowest mean first, and the levels of their answers.

    *hidden* statements are not shown for the few who answered them.
    """

    statements: tuple[Statement, ...]
    levels: Levels
    hidden: int


def levels_of(survey: Survey, seen: Collection[float]) -> Levels:
    """List the whole steps of the method's scale.

    Where a form had another scale, whose steps fall between them, the levels are those that were answered and the ends;
    then they are called by their numbers.
    """
    words, low, high = survey.words, survey.method.survey.answer_min, survey.method.survey.answer_max
    whole = tuple(float(level) for level in range(int(low), int(high) + 1))
    if set(seen) <= set(whole):
        keys = [f"survey.level.n{level:g}" for level in whole]
        have_names = all(words.has(key) for key in keys)
        return Levels(whole, tuple(words(key) if have_names else words.number(one) for key, one in zip(keys, whole)))
    levels = tuple(sorted({low, high, *seen}))
    return Levels(levels, tuple(words.number(level, 0 if level.is_integer() else 2) for level in levels))


def answers_of(survey: Survey) -> Answers:
    """Count the answers to each statement of the chosen dimensions.

    Every statement counts the same in the component, so the lower its mean, the more it holds the impact down: by the
    distance of its mean to the top of the scale, over the number of statements.
    """
    method, codes = survey.method, {item.code for _, one in survey.own for item in one.items}
    given = gate.levels_of(survey.warehouse, survey, codes)
    levels = levels_of(survey, given.values)
    texts, size = survey.statements, len(method.survey_items)
    kept, hidden = [], 0
    for dimension, one in survey.own:
        for item in one.items:
            if item.code not in survey.shown:
                hidden += dimension not in survey.silent
                continue
            own = dict(zip(given.values, given.counts.get(item.code, ())))
            counts = tuple(own.get(level, 0) for level in levels.values)
            loss = None if item.mean is None else (method.survey.answer_max - item.mean) / size
            kept.append(Statement(item.code, texts[item.code], dimension, counts, item.mean, loss, item.spread))
    ordered = sorted(kept, key=lambda one: (one.mean is None, one.mean or 0))
    return Answers(tuple(ordered), levels, hidden)


@of_survey("jawaban", Survey.has_answers)
def statements(survey: Survey) -> Exhibit:
    """Show how the answers divide: all statements of a chosen dimension, else the lowest ones of all dimensions.

    Without a chosen dimension as many are drawn as the largest dimension has; all of them, and those of each dimension,
    are folded beneath.
    """
    words, answers = survey.words, answers_of(survey)
    if not answers.statements:
        return _exhibit("jawaban", words("survey.answers.few"), (), answers, survey)
    message = statements_message(answers.statements, words)
    if len(survey.own) == 1:
        return _exhibit("jawaban", message, answers.statements, answers, survey)
    every = words("survey.answers.every", n=len(answers.statements))
    details = [_exhibit("jawaban-semua", every, answers.statements, answers, survey)]
    for dimension, _ in survey.own:
        own = tuple(one for one in answers.statements if one.dimension == dimension)
        if own:
            text = dimension_message(dimension.name, own, words)
            details.append(_exhibit(f"jawaban-{dimension.code}", text, own, answers, survey))
    most = max(len(one.items) for _, one in survey.own)
    return _exhibit("jawaban", message, answers.statements[:most], answers, survey, tuple(details))


def _exhibit(
    key: str,
    message: str,
    drawn: Sequence[Statement],
    answers: Answers,
    survey: Survey,
    details: tuple[Exhibit, ...] = (),
) -> Exhibit:
    """Make an exhibit that draws some statements; with *details* its table holds all, else those that are drawn."""
    words = survey.words
    is_mixed = len({one.dimension.code for one in drawn}) > 1
    figure = pd.DataFrame(
        [(f"{one.text} ({one.dimension.name})" if is_mixed else one.text, one.counts, one.mean) for one in drawn],
        columns=["label", "counts", "mean"],
    ).assign(is_sample=survey.is_sample)
    chosen = {one.dimension.code for one in drawn}
    people = sum(one.whole.count for dimension, one in survey.own if not drawn or dimension.code in chosen or details)
    shown = answers.statements if details else drawn
    texts = (words("survey.answers.alt_value", text=in_a_sentence(one.text), mean=one.mean) for one in drawn)
    return survey.subject(people).exhibit(
        key,
        message,
        "survey.answers",
        figure=charts.diverging(figure, answers.levels.names, words) if len(drawn) else None,
        rows=[_row(one, answers.levels.values) for one in shown],
        columns=(
            *of_page("survey", "dimension code label=statement n=count mean loss"),
            *answers.levels.columns,
            "survey.low_share",
        ),
        note=(
            words("survey.answers.rule"),
            words("survey.answers.drawn", n=len(drawn), total=len(answers.statements)) if details else "",
            hidden_note(answers.hidden, words),
            survey.silent_note,
        ),
        details=details,
        year=survey.year,
        values="; ".join(texts),
    )


def _row(one: Statement, levels: Sequence[float]) -> tuple:
    """Lay a statement out with the count of each level, and the share of those below the middle of the scale."""
    middle = (levels[0] + levels[-1]) / 2
    low = sum(count for count, level in zip(one.counts, levels) if level < middle)
    share = low / one.count if one.count else None
    return one.dimension.name, one.code, one.text, one.count, one.mean, one.loss, *one.counts, share


def statements_message(shown: Sequence[Statement], words: Words) -> str:
    """Name the statement that holds the impact down most; count those that cannot be told from it."""
    known = [one for one in shown if one.mean is not None]
    if not known:
        return words("survey.answers.none")
    lowest, high = known[0], known[-1]
    alike = [one for one in known if print_alike(words, one.mean, lowest.mean)]
    values = {"text": in_a_sentence(lowest.text), "dimension": lowest.dimension.name, "mean": lowest.mean}
    values |= {"loss": lowest.loss, "high": high.mean}
    if 1 < len(alike) == len(known):
        return words("survey.answers.level", **values, n=len(known))
    unsure = [one for one in known if one in alike or do_overlap(one.spread, lowest.spread)]
    if len(unsure) > len(alike):
        return words("survey.answers.unsure", **values, most=unsure[-1].mean, n=len(unsure))
    if len(alike) > 1:
        return words("survey.answers.shared", **values, n=len(alike))
    return words("survey.answers.message", **values)


def dimension_message(name: str, shown: Sequence[Statement], words: Words) -> str:
    """Say of a folded dimension from what to what the means of its statements reach."""
    known = [one.mean for one in shown if one.mean is not None]
    if not known:
        return words("survey.answers.dimension_none", dimension=name)
    key = "dimension_level" if print_alike(words, known[0], known[-1]) else "dimension"
    return words(f"survey.answers.{key}", dimension=name, low=known[0], high=known[-1], n=len(known))
