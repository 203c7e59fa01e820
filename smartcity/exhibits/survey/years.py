"""Whether people answer otherwise than in the survey before: up, down, or the same within the spread of the answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from smartcity import charts
from smartcity.answers import surveys
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, SIGNED, Column, Empty, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import no_survey, nobody, source_of
from smartcity.exhibits.survey.asking import Asked, ask, statements_of
from smartcity.survey import DOWN, EQUAL, LEVEL, UP, Change, Description, Resamples, compare, shared_items
from smartcity.warehouse import Warehouse
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
    """Two surveys side by side: dimensions over what both ask alike, these *items* with the code of their dimension.

    *asked* is how many statements the later one asks.
    """

    dimensions: tuple[Moved, ...]
    items: tuple[tuple[str, Moved], ...]
    asked: int


@kept
def by_year(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show how each dimension's mean moved since the survey before, over the statements that both ask alike."""
    asked = ask(warehouse, selection)
    if asked is None:
        return no_survey(KEY, warehouse, selection, words)
    if not asked.count:
        return nobody(KEY, asked.survey, warehouse, words)
    earlier = _before(warehouse, asked, selection)
    if earlier is None:
        missing = words("survey.years.missing", year=asked.survey.year)
        empty = Empty(missing, words("survey.years.why"), words("survey.years.step"))
        return Exhibit(KEY, words("survey.years.untold"), source_of(asked.survey, words), stamp(warehouse), empty=empty)
    found = moves(asked, earlier, words)
    if not found.dimensions:
        missing = words("survey.years.none", year=asked.survey.year, before=earlier.survey.year)
        empty = Empty(missing, words("survey.years.why"), words("survey.years.none_step"))
        return Exhibit(KEY, words("survey.years.untold"), source_of(asked.survey, words), stamp(warehouse), empty=empty)
    details = tuple(
        _exhibit(
            f"{KEY}-{code}",
            words("survey.years.detail", dimension=label, list=_tally(own, words)),
            own,
            asked,
            earlier,
            found,
            warehouse,
            words,
        )
        for code, label, own in (
            (moved.code, moved.label, [item for dimension, item in found.items if dimension == moved.code])
            for moved in found.dimensions
        )
        if own
    )
    whole = _exhibit(
        KEY, years_message(found, earlier.survey.year, words), found.dimensions, asked, earlier, found, warehouse, words
    )
    return replace(whole, details=details)


def _before(warehouse: Warehouse, asked: Asked, selection: Selection) -> Asked | None:
    """Load the newest survey before the one looked at; None without any."""
    years = [year for year in surveys.years(warehouse) if year < asked.survey.year]
    return ask(warehouse, replace(selection, year=max(years))) if years else None


def moves(asked: Asked, earlier: Asked, words: Words) -> Moves:
    """Compare what both surveys ask in the same words, dimension by dimension and statement by statement.

    Nothing of which too few answered in either year is compared.
    """
    shared = frozenset(shared_items(earlier.loaded.method, asked.loaded.method))
    names = statements_of(asked.loaded.method, words)
    old = {one.whole.code: one for one in earlier.every}
    dimensions, items, total = [], [], 0
    for dimension, one in asked.own:
        before = old.get(one.whole.code)
        total += len(one.items)
        if before is None or one.whole.code not in asked.shown & earlier.shown:
            continue
        own = _places(one, shared & asked.shown & earlier.shown)
        theirs = _places(before, frozenset(own))
        codes = [code for code in own if code in theirs]
        whole = _moved(
            dimension.code, dimension.name, before, one, [theirs[code] for code in codes], [own[code] for code in codes]
        )
        if whole is None:
            continue
        dimensions.append(whole)
        for code in codes:
            moved = _moved(code, names[code], before, one, [theirs[code]], [own[code]])
            items += [(dimension.code, moved)] if moved is not None else []
    return Moves(tuple(dimensions), tuple(items), total)


def _places(one: Description, codes: frozenset[str]) -> dict[str, int]:
    return {item.code: place for place, item in enumerate(one.items) if item.code in codes and item.mean is not None}


def _moved(
    code: str, label: str, before: Description, after: Description, old: Sequence[int], new: Sequence[int]
) -> Moved | None:
    """Compare the statements at the places *old* and *new*; None where there is no spread to judge the change by."""
    if not old:
        return None
    change = compare(_turned(before.resamples), after.resamples, old, new)
    if change is None:
        return None
    counts = tuple(max(one.items[place].count for place in places) for one, places in ((before, old), (after, new)))
    means = tuple(float(one.resamples.means[list(places)].mean()) for one, places in ((before, old), (after, new)))
    return Moved(code, label, counts, means, change)


def _turned(resamples: Resamples) -> Resamples:
    """Turn the order of the resamples round: two surveys begin with the same chance, and no pair may share it."""
    return replace(resamples, drawn=resamples.drawn[::-1])


def years_message(found: Moves, before: int, words: Words) -> str:
    """Say which dimensions moved beyond the spread of the answers, and how many did not; these are never up or down."""
    moved = sorted(
        (one for one in found.dimensions if one.change.direction != EQUAL), key=lambda one: -abs(one.change.difference)
    )
    equal = len(found.dimensions) - len(moved)
    if not moved:
        if equal == 1:
            return words("survey.years.equal_single", dimension=found.dimensions[0].label, before=before)
        return words("survey.years.equal", n=equal, before=before)
    others = words("survey.years.others_equal", n=equal) if equal else ""
    if len(moved) > NAMED:
        counts = Counter(one.change.direction for one in moved)
        listed = words.join(words(f"survey.years.dims_{way}", n=counts[way]) for way in (UP, DOWN) if counts[way])
        most = {"label": moved[0].label, "difference": moved[0].change.difference}
        return words("survey.years.moved_many", list=listed, before=before, **most) + others
    listed = words.join(
        words(f"survey.years.{one.change.direction}_by", label=one.label, difference=abs(one.change.difference))
        for one in moved
    )
    return words("survey.years.moved", list=listed, before=before) + others


def _tally(own: Sequence[Moved], words: Words) -> str:
    """Count statements by direction, leaving out directions that none has."""
    counts = Counter(one.change.direction for one in own)
    return words.join(
        words(f"survey.years.count_{direction}", n=counts[direction])
        for direction in (UP, DOWN, EQUAL)
        if counts[direction]
    )


def _exhibit(
    key: str,
    message: str,
    moved: Sequence[Moved],
    asked: Asked,
    earlier: Asked,
    found: Moves,
    warehouse: Warehouse,
    words: Words,
) -> Exhibit:
    is_sample = asked.survey.is_sample or earlier.survey.is_sample
    year, before = asked.survey.year, earlier.survey.year
    rows = pd.DataFrame(
        {
            "label": [one.label for one in moved],
            "n_before": [one.counts[0] for one in moved],
            "n_now": [one.counts[1] for one in moved],
            "before": [one.means[0] for one in moved],
            "now": [one.means[1] for one in moved],
            "mean": [one.change.difference for one in moved],
            "low": [one.change.spread.low for one in moved],
            "high": [one.change.spread.high for one in moved],
            "remark": [words(f"survey.years.{one.change.direction}_said") for one in moved],
            "is_sample": is_sample,
        }
    )
    columns = (
        Column("label", words("survey.column.dimension" if key == KEY else "survey.column.statement")),
        Column("n_before", words("survey.column.count_of", year=before), INTEGER),
        Column("n_now", words("survey.column.count_of", year=year), INTEGER),
        Column("before", words("survey.column.mean_of", year=before), SCORE),
        Column("now", words("survey.column.mean_of", year=year), SCORE),
        Column("mean", words("survey.column.change"), SIGNED),
        Column("low", words("respondents.column.low"), SIGNED),
        Column("high", words("respondents.column.high"), SIGNED),
        Column("remark", words("survey.column.direction")),
    )
    said = "; ".join(
        words(
            "survey.years.alt_value",
            label=one.label,
            difference=one.change.difference,
            direction=words(f"survey.years.{one.change.direction}_said"),
        )
        for one in moved
    )
    samples = [str(one.survey.year) for one in (earlier, asked) if one.survey.is_sample]
    invented = words("survey.years.sample", years=words.join(samples)) if samples else ""
    caption = words("survey.years.caption", before=before, year=year, shared=len(found.items), asked=found.asked)
    return Exhibit(
        key=key,
        message=message,
        figure=charts.change_rows(rows, words),
        table=Table(rows[[column.code for column in columns]], columns),
        caption=" · ".join(filter(None, (invented, caption))),
        alt=words("survey.years.alt", year=year, before=before, values=said),
        note=_note(len(found.items), words),
        source="; ".join(dict.fromkeys((source_of(earlier.survey, words), source_of(asked.survey, words)))),
        stamp=stamp(warehouse),
        is_sample=is_sample,
    )


def _note(items: int, words: Words) -> str:
    """Say what "the same" means, and how many of so many comparisons would seem to have moved by chance alone."""
    by_chance = (1 - LEVEL) * items
    said = words("survey.years.note", level=LEVEL)
    return f"{said} {words('survey.years.by_chance', n=items, count=by_chance)}" if by_chance >= 1 else said
