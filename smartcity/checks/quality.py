"""Doubt survey rows: what assessors complained of in real surveys. Rows are named and marked, never dropped."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from smartcity.checks.columns import MOST_NAMED
from smartcity.checks.doubted import Doubt, Doubted, in_languages, part_names
from smartcity.checks.repeats import repeats
from smartcity.checks.services import more_than_users, service_blank, service_elsewhere, unknown_service
from smartcity.method import Method
from smartcity.records.findings import Finding

SEPARATOR = ";"


def doubt(survey: Doubted, findings: list[Finding]) -> list[str]:
    """Judge *survey* by every rule and return the flags of each row; of one rule and sheet few join *findings*."""
    flags: dict[int, dict[str, None]] = {}
    for rule in RULES if len(survey.answers) else ():
        doubts = list(rule(survey))
        for own in doubts:
            for row in own.rows:
                flags.setdefault(row, {})[own.finding.code] = None
        findings += _few(own.finding for own in doubts)
    return [SEPARATOR.join(flags.get(row, ())) for row in range(len(survey.answers))]


def _few(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Keep so many findings of a code and sheet as people can look through; the last of them counts the rest."""
    by_kind: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault((finding.code, finding.place.sheet), []).append(finding)
    for own in by_kind.values():
        yield from own[: MOST_NAMED - 1]
        if len(own) >= MOST_NAMED:
            rest = sum(finding.count for finding in own[MOST_NAMED - 1 :])
            yield replace(own[MOST_NAMED - 1], count=rest)


def is_straight(dimensions: np.ndarray, values: pd.DataFrame, method: Method) -> np.ndarray:
    """Find the rows with every statement of their dimension answered, all with one value."""
    sizes: dict[str, int] = {}
    for item in method.survey_items:
        sizes[item.dimension] = sizes.get(item.dimension, 0) + 1
    whole = np.array([sizes[dimension] for dimension in dimensions])
    matrix = values.to_numpy(float)
    given = (~np.isnan(matrix)).sum(axis=1)
    low = np.where(np.isnan(matrix), np.inf, matrix).min(axis=1)
    high = np.where(np.isnan(matrix), -np.inf, matrix).max(axis=1)
    return (given == whole) & (whole > 1) & (low == high)


def straight_lining(survey: Doubted) -> Iterator[Doubt]:
    """Name the rows that give one answer to every statement of their dimension."""
    for row in np.flatnonzero(survey.answers.respondents["is_straight_lined"].to_numpy(bool)).tolist():
        given = survey.answers.raws.iloc[row].dropna()
        yield Doubt.of("quality.straight_lining", [row], survey.place(row), _typed(given.iloc[0]), n=len(given))


def _typed(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def zeros(survey: Doubted) -> Iterator[Doubt]:
    """Name the rows that give the lowest answer to every statement about one service, as people do who never used it.

    A service stands for one sub-dimension, so the lowest answer through all statements of a sub-dimension is meant.
    """
    zeros_of: dict[int, list[tuple[str, int]]] = {}
    for dimension in dict.fromkeys(survey.dimensions.tolist()):
        own = np.flatnonzero(survey.dimensions == dimension)
        for part, columns in survey.columns_of(dimension).items():
            given = survey.matrix[np.ix_(own, columns)]
            is_zero = (given == survey.method.survey.answer_min).all(axis=1) & (len(columns) > 1)
            for row in own[is_zero].tolist():
                zeros_of.setdefault(row, []).append((part, len(columns)))
    for row, parts in sorted(zeros_of.items()):
        names = in_languages([part_names(survey.reference, part) for part, _ in parts])
        count = sum(statements for _, statements in parts)
        yield Doubt.of("quality.zeros", [row], survey.place(row), n=count, parts=names)


def same_person(survey: Doubted) -> Iterator[Doubt]:
    """Name a form whose person, or whose submission, stands in an earlier one, or that answers several dimensions.

    A person may answer one dimension once. Where most forms of a sheet answer several dimensions, the form was made so
    and no row of it is worse than another: that is told once, and no row is marked.
    """
    earlier: dict[int, int] = {}
    for kind in ("person", "submission"):
        known = pd.Series(survey.respondents[kind][survey.firsts], dtype=object)
        known = known[known.fillna("").astype(bool)]
        is_again = known.duplicated()
        first = known[~is_again & known.isin(known[is_again])]
        form_of = dict(zip(first, first.index))
        for form, value in known[is_again].items():
            earlier[form] = min(earlier.get(form, form), form_of[value])
    for form, before in sorted(earlier.items()):
        yield survey.doubt("quality.same_person", form, **survey.first(before))
    yield from _several_dimensions(survey)


def _several_dimensions(survey: Doubted) -> Iterator[Doubt]:
    sizes = np.bincount(survey.forms)
    for sheet in dict.fromkeys(survey.sheets.tolist()):
        own = np.flatnonzero(survey.sheets[survey.firsts] == sheet)
        several = own[sizes[own] > 1]
        if not len(several):
            continue
        if 2 * len(several) > len(own):
            values = {"reason": "form", "n": int(sizes[several].max()), "forms": len(several)}
            yield Doubt.of("quality.same_person", (), survey.place(int(survey.firsts[several[0]])), **values)
            continue
        for form in several.tolist():
            yield survey.doubt("quality.same_person", form, reason="dimensions", n=int(sizes[form]))


def same_answers(survey: Doubted) -> Iterator[Doubt]:
    """Name the forms whose answers repeat an earlier one; see `smartcity.checks.repeats` for when they do."""
    codes = {dimension: 1 << place for place, dimension in enumerate(dict.fromkeys(survey.dimensions.tolist()))}
    answered = np.zeros(len(survey.firsts), dtype=np.int64)
    np.bitwise_or.at(answered, survey.forms, np.array([codes[dimension] for dimension in survey.dimensions]))
    for group in dict.fromkeys(answered.tolist()):
        forms = np.flatnonzero(answered == group)
        place_of = np.full(len(survey.firsts), -1)
        place_of[forms] = np.arange(len(forms))
        blocks = []
        for dimension, code in codes.items():
            if not group & code:
                continue
            rows = np.flatnonzero((survey.dimensions == dimension) & (place_of[survey.forms] >= 0))
            columns = np.concatenate(list(survey.columns_of(dimension).values()))
            block = np.full((len(forms), len(columns)), np.nan)
            block[place_of[survey.forms[rows]]] = survey.matrix[np.ix_(rows, columns)]
            blocks.append(block)
        for repeat in repeats(np.hstack(blocks), survey.quality):
            values = {**survey.first(forms[repeat.first]), "n": repeat.answers}
            for later in repeat.later:
                yield survey.doubt("quality.same_answers", int(forms[later]), **values)


def too_fast(survey: Doubted) -> Iterator[Doubt]:
    """Name the forms that were filled in faster than their statements can be read."""
    seconds = survey.answers.respondents["seconds"].to_numpy(float)[survey.firsts]
    answered = np.bincount(survey.forms, weights=(~np.isnan(survey.matrix)).sum(axis=1)).astype(int)
    least = survey.quality.seconds_per_statement * answered
    for form in np.flatnonzero(seconds < least).tolist():
        values = {"seconds": float(seconds[form]), "n": int(answered[form]), "least": float(least[form])}
        yield survey.doubt("quality.too_fast", form, f"{seconds[form]:g}", **values)


RULES: Sequence[Callable[[Doubted], Iterator[Doubt]]] = (
    service_blank,
    unknown_service,
    service_elsewhere,
    more_than_users,
    same_person,
    straight_lining,
    zeros,
    same_answers,
    too_fast,
)
