"""Whether people answer otherwise than in the survey before: up, down, or the same within the spread of the answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, SIGNED, Column, Empty, Exhibit
from smartcity.exhibits.kit.naming import leaders
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.survey import DOWN, EQUAL, LEVEL, UP, Change, Description, Resamples, compare, shared_items
from smartcity.wording import Words

KEY = "jawaban-tahun"
NAMED = 3
"""Dimensions that moved and are named before they are only counted."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A dimension or statement in two surveys: how many answered and their means, before and now, and the change."""

    code: str
    label: str
    counts: tuple[int, int]
    means: tuple[float, float]
    change: Change


@dataclass(frozen=True)
class Moves:
    """Two surveys side by side: dimensions over what both ask alike, these *items* with the code of their dimension."""

    survey: Survey
    before: Survey
    dimensions: tuple[Moved, ...]
    items: tuple[tuple[str, Moved], ...]

    @property
    def statements(self) -> int:
        """How many statements the later survey asks."""
        return sum(len(one.items) for _, one in self.survey.own)


@of_survey(KEY, Survey.has_answers)
def by_year(survey: Survey) -> Exhibit:
    """Show how each dimension's mean moved since the survey before, over the statements that both ask alike."""
    words, before = survey.words, survey.before
    if before is None:
        return _untold(survey, words("survey.years.missing", year=survey.year), words("survey.years.step"))
    moves = moves_between(survey, before)
    if not moves.dimensions:
        missing = words("survey.years.none", year=survey.year, before=before.year)
        return _untold(survey, missing, words("survey.years.none_step"))
    details, years = [], {"before": before.year, "year": survey.year}
    for moved in moves.dimensions:
        own = [item for dimension, item in moves.items if dimension == moved.code]
        if own:
            message = words("survey.years.detail", dimension=moved.label, list=_tally(own, words), **years)
            details.append(_exhibit(f"{KEY}-{moved.code}", message, own, moves))
    return _exhibit(KEY, years_message(moves, words), moves.dimensions, moves, tuple(details))


def _untold(survey: Survey, missing: str, step: str) -> Exhibit:
    words = survey.words
    because = Empty(missing, words("survey.years.why"), step)
    return survey.unasked.nothing(KEY, message=words("survey.years.untold"), because=because)


def moves_between(survey: Survey, before: Survey) -> Moves:
    """Compare what both surveys ask in the same words, dimension by dimension and statement by statement.

    Nothing of which too few answered in either year is compared.
    """
    shown = survey.shown & before.shown
    shared = frozenset(shared_items(before.method, survey.method)) & shown
    names, old = survey.statements, {one.whole.code: one for one in before.described}
    dimensions, items = [], []
    for dimension, one in survey.own:
        earlier = old.get(one.whole.code)
        if earlier is None or one.whole.code not in shown:
            continue
        own = _places(one, shared)
        theirs = _places(earlier, frozenset(own))
        codes = [code for code in own if code in theirs]
        pairs = [(theirs[code], own[code]) for code in codes]
        whole = _moved(dimension.code, dimension.name, earlier, one, pairs)
        if whole is None:
            continue
        dimensions.append(whole)
        single = (_moved(code, names[code], earlier, one, [pair]) for code, pair in zip(codes, pairs))
        items += [(dimension.code, moved) for moved in single if moved is not None]
    return Moves(survey, before, tuple(dimensions), tuple(items))


def _places(one: Description, codes: frozenset[str]) -> dict[str, int]:
    return {item.code: place for place, item in enumerate(one.items) if item.code in codes and item.mean is not None}


def _moved(
    code: str, label: str, before: Description, after: Description, places: Sequence[tuple[int, int]]
) -> Moved | None:
    """Compare the statements at these places *before* and *after*; None where no spread tells what the change means."""
    if not places:
        return None
    old, new = (list(own) for own in zip(*places))
    change = compare(_turned(before.resamples), after.resamples, old, new)
    if change is None:
        return None
    sides = ((before, old), (after, new))
    counts = tuple(max(one.items[place].count for place in own) for one, own in sides)
    means = tuple(float(one.resamples.means[own].mean()) for one, own in sides)
    return Moved(code, label, counts, means, change)


def _turned(resamples: Resamples) -> Resamples:
    """Turn the order of the resamples round: two surveys begin with the same chance, and no pair may share it."""
    return replace(resamples, drawn=resamples.drawn[::-1])


def years_message(moves: Moves, words: Words) -> str:
    """Say which dimensions moved beyond the spread of the answers, and how many did not; these are never up or down."""
    before, year = moves.before.year, moves.survey.year
    moved = sorted(
        (one for one in moves.dimensions if one.change.direction != EQUAL), key=lambda one: -abs(one.change.difference)
    )
    equal = len(moves.dimensions) - len(moved)
    if not moved:
        if equal == 1:
            return words("survey.years.equal_single", dimension=moves.dimensions[0].label, before=before, year=year)
        return words("survey.years.equal", n=equal, before=before, year=year)
    others = words("survey.years.others_equal", n=equal) if equal else ""
    if len(moved) > NAMED:
        counts = Counter(one.change.direction for one in moved)
        listed = words.join(words(f"survey.years.dims_{way}", n=counts[way]) for way in (UP, DOWN) if counts[way])
        sized = [(one.label, one.change.difference) for one in moved]
        texts = (words("survey.years.most", label=label, difference=difference) for label, difference in sized)
        most = leaders([(text, abs(difference)) for text, (_, difference) in zip(texts, sized)], words)
        return words("survey.years.moved_many", list=listed, before=before, year=year, most=most) + others
    listed = words.join(
        words(f"survey.years.{one.change.direction}_by", label=one.label, difference=abs(one.change.difference))
        for one in moved
    )
    return words("survey.years.moved", list=listed, before=before, year=year) + others


def _tally(own: Sequence[Moved], words: Words) -> str:
    """Count statements by direction, leaving out directions that none has."""
    counts = Counter(one.change.direction for one in own)
    return words.join(
        words(f"survey.years.count_{direction}", n=counts[direction])
        for direction in (UP, DOWN, EQUAL)
        if counts[direction]
    )


def _exhibit(
    key: str, message: str, moved: Sequence[Moved], moves: Moves, details: tuple[Exhibit, ...] = ()
) -> Exhibit:
    survey, before, words = moves.survey, moves.before, moves.survey.words
    directions = [words(f"survey.years.{one.change.direction}_said") for one in moved]
    figures = [
        (one.label, *one.counts, *one.means, one.change.difference, one.change.spread.low, one.change.spread.high)
        for one in moved
    ]
    rows = pd.DataFrame(figures, columns=["label", "n_before", "n_now", "before", "now", "mean", "low", "high"])
    rows = rows.assign(remark=directions, is_sample=survey.is_sample or before.is_sample)
    texts = (
        words("survey.years.alt_value", label=one.label, difference=one.change.difference, direction=direction)
        for one, direction in zip(moved, directions)
    )
    years = {"before": before.year, "year": survey.year}
    samples = [str(one.year) for one in (before, survey) if one.is_sample]
    invented = words("survey.years.sample", years=words.join(samples)) if samples else ""
    caption = words("survey.years.caption", **years, shared=len(moves.items), asked=moves.statements)
    by_chance = (1 - LEVEL) * len(moves.items)
    subject = survey.subject(survey.answered, before, sources=(before.source, survey.source))
    return subject.exhibit(
        key,
        message,
        figure=charts.change_rows(rows, words),
        rows=rows,
        columns=(
            ("label", "survey.dimension" if key == KEY else "survey.statement"),
            Column("n_before", words("survey.column.count_of", year=before.year), INTEGER),
            Column("n_now", words("survey.column.count_of", year=survey.year), INTEGER),
            Column("before", words("survey.column.mean_of", year=before.year), SCORE),
            Column("now", words("survey.column.mean_of", year=survey.year), SCORE),
            ("mean", "survey.change"),
            ("low", "respondents.low", SIGNED),
            ("high", "respondents.high", SIGNED),
            ("remark", "survey.direction"),
        ),
        caption=" · ".join(filter(None, (invented, caption))),
        alt=words("survey.years.alt", **years, values="; ".join(texts)),
        note=(
            words("survey.years.note", level=LEVEL),
            words("survey.years.by_chance", n=len(moves.items), count=by_chance) if by_chance >= 1 else "",
        ),
        details=details,
    )
