"""Judge survey rows: answers, quotas, and what assessors complained of in real surveys."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from smartcity.checks.cells import Setting, answer, convert
from smartcity.checks.columns import Judged, judge_column, missing
from smartcity.checks.reference import Reference
from smartcity.findings import Finding, Place, is_loadable
from smartcity.layout import Column, Table, normalise
from smartcity.method import Method
from smartcity.observations import Grid

PERSON_COLUMNS = ("person_name", "person_phone")


@dataclass(frozen=True)
class Answers:
    """The accepted respondents of a survey and what they answered, row by row alike.

    *respondents*: `sheet, row, cell, dimension, person, is_straight_lined` and the layout's own columns, one row per
    person and dimension. *values*: one column per item, as numbers, missing where not answered. *raws*: the same
    cells as they stand in the file. *letters*: the column letter of each (sheet, item).
    """

    respondents: pd.DataFrame
    values: pd.DataFrame
    raws: pd.DataFrame
    letters: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.respondents)

    def __iter__(self) -> Iterator[dict[str, object]]:
        given = self.values.notna()
        for place, row in enumerate(self.respondents.to_dict("records")):
            own = self.values.iloc[place][given.iloc[place]]
            yield {**row, "answers": {item: int(value) for item, value in own.items()}}

    def __getitem__(self, place: int) -> dict[str, object]:
        return list(self)[place]


def person_hash(name: object, phone: object, key: bytes) -> str:
    """Stand for a person by a keyed hash of normalised name and phone digits; empty when either is missing.

    A name alone is shared by many, so it never identifies anyone.
    """
    digits = re.sub(r"\D", "", str(phone or ""))
    spelled = normalise(name or "")
    if not spelled or not digits:
        return ""
    digits = re.sub(r"^62", "0", digits)
    return hmac.new(key, f"{spelled}|{digits}".encode(), hashlib.sha256).hexdigest()[:20]


def check_answers(
    grids: Sequence[Grid], table: Table, file: str, method: Method, reference: Reference
) -> tuple[Answers, list[Finding]]:
    """Judge respondents sheet by sheet, then what concerns all of them: services, people, straight lines, quotas.

    Names and phone numbers end here: the rows hold the keyed hash only, and no finding repeats them.
    """
    findings: list[Finding] = []
    parts: list[Answers] = []
    for grid in grids:
        part, found = _check_sheet(grid, table, file, method, reference)
        findings += found
        parts.append(part)
    answers = _joined(parts, table, method)
    findings += _services(answers, grids, file, reference)
    findings += _same_person(answers, file)
    findings += _straight_lining(answers, file)
    if is_loadable(findings):
        findings += _quotas(answers, file, method, reference)
    return answers, findings


def _check_sheet(
    grid: Grid, table: Table, file: str, method: Method, reference: Reference
) -> tuple[Answers, list[Finding]]:
    findings: list[Finding] = []
    is_bad = np.zeros(len(grid), bool)
    setting = Setting(file, grid.sheet, reference, method, grid.dimension)
    respondents: dict[str, object] = {"sheet": grid.sheet, "row": grid.rows}
    respondents["cell"] = [grid.first_address(place) for place in range(len(grid))]
    for column in table.columns:
        if column.type == "person":
            continue
        judged = _judged(grid, column, setting)
        respondents[column.code] = judged.values
        findings += judged.findings
        is_bad |= judged.is_bad
    respondents["person"] = _people(grid, reference.person_key)
    items = [item for item in method.survey_items if item.code in grid.letters]
    values: dict[str, np.ndarray] = {}
    for item in items:
        column = Column(item.code, {"id": item.code, "en": item.code}, "mark", choices=table.answers)
        judged = judge_column(grid, item.code, lambda cell, column=column: answer(cell, column, setting))
        values[item.code] = judged.values.astype(float)
        findings += judged.findings
        is_bad |= judged.is_bad
        is_blank = np.equal(grid.columns[item.code], None).astype(bool)
        is_blank[list(grid.flaws.get(item.code, ()))] = False
        findings += missing(grid, item.code, file, is_blank, "cell.answer_missing", item=item.code)
    answered = pd.DataFrame(values, index=range(len(grid)))
    is_silent = answered.isna().all(axis=1).to_numpy() & ~is_bad
    findings += [
        Finding("row.incomplete", Place(file, grid.sheet, grid.first_address(int(place))), "")
        for place in np.flatnonzero(is_silent)
    ]
    is_sent_again, found = _sent_again(respondents["submission"], grid, file)
    findings += found
    is_bad |= is_sent_again
    frame = pd.DataFrame(respondents, index=range(len(grid)), dtype=object)
    raws = pd.DataFrame({item.code: grid.columns[item.code] for item in items}, index=range(len(grid)), dtype=object)
    letters = {(grid.sheet, item.code): grid.letters[item.code] for item in items}
    return _by_dimension(frame[~is_bad], answered[~is_bad], raws[~is_bad], letters, method), findings


def _judged(grid: Grid, column: Column, setting: Setting) -> Judged:
    if column.code not in grid.columns:
        return Judged(np.full(len(grid), None, dtype=object), (), np.zeros(len(grid), bool))
    return judge_column(grid, column.code, lambda cell: convert(cell, column, setting))


def _sent_again(submissions: np.ndarray, grid: Grid, file: str) -> tuple[np.ndarray, list[Finding]]:
    """Find the rows that a later row of the same submission replaces; each is named, the last one counts."""
    known = pd.Series(submissions, dtype=object)
    is_replaced = (known.notna() & known.duplicated(keep="last")).to_numpy(bool)
    last = {submission: place for place, submission in enumerate(known) if submission is not None}
    findings = [
        Finding(
            "row.sent_again",
            Place(file, grid.sheet, grid.first_address(int(place))),
            "",
            {"last": grid.first_address(last[known[place]])},
        )
        for place in np.flatnonzero(is_replaced)
    ]
    return is_replaced, findings


def _people(grid: Grid, key: bytes) -> list[str]:
    name, phone = (grid.columns.get(code) for code in PERSON_COLUMNS)
    if name is None or phone is None:
        return [""] * len(grid)
    return [person_hash(one, other, key) for one, other in zip(name, phone)]


def _by_dimension(
    respondents: pd.DataFrame,
    values: pd.DataFrame,
    raws: pd.DataFrame,
    letters: Mapping[tuple[str, str], str],
    method: Method,
) -> Answers:
    """Give each person one row per dimension that they answered, holding that dimension's answers only."""
    own_rows, own_values, own_raws = [], [], []
    items: dict[str, list[str]] = {}
    for item in method.survey_items:
        if item.code in values:
            items.setdefault(item.dimension, []).append(item.code)
    for dimension, codes in items.items():
        is_answered = values[codes].notna().any(axis=1)
        own_rows.append(respondents[is_answered].assign(dimension=dimension))
        own_values.append(values.loc[is_answered, codes])
        own_raws.append(raws.loc[is_answered, codes])
    if not own_rows:
        return Answers(respondents.assign(dimension="").iloc[:0], values.iloc[:0], raws.iloc[:0], letters)
    joined = pd.concat(own_rows)
    order = np.argsort(joined.index.to_numpy(), kind="stable")
    return Answers(
        joined.iloc[order].reset_index(drop=True),
        pd.concat(own_values).iloc[order].reset_index(drop=True),
        pd.concat(own_raws).iloc[order].reset_index(drop=True),
        letters,
    )


def _joined(parts: Sequence[Answers], table: Table, method: Method) -> Answers:
    filled = [part for part in parts if len(part)]
    if not filled:
        names = ["sheet", "row", "cell", *(column.code for column in table.columns), "person", "dimension"]
        nobody = pd.DataFrame(columns=[*dict.fromkeys(names), "is_straight_lined"])
        return Answers(nobody, pd.DataFrame(), pd.DataFrame(), {})
    respondents = pd.concat([part.respondents for part in filled], ignore_index=True)
    values = pd.concat([part.values for part in filled], ignore_index=True)
    raws = pd.concat([part.raws for part in filled], ignore_index=True)
    letters = {place: letter for part in filled for place, letter in part.letters.items()}
    is_straight = _is_straight(respondents["dimension"].to_numpy(), values, method)
    return Answers(respondents.assign(is_straight_lined=is_straight), values, raws, letters)


def _is_straight(dimensions: np.ndarray, values: pd.DataFrame, method: Method) -> np.ndarray:
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


def _services(answers: Answers, grids: Sequence[Grid], file: str, reference: Reference) -> Iterable[Finding]:
    letters = {grid.sheet: grid.letters["service"] for grid in grids if "service" in grid.letters}
    rows = answers.respondents
    for sheet, row, service in zip(rows["sheet"], rows["row"], rows["service"]):
        if sheet not in letters:
            continue
        place = Place(file, sheet, f"{letters[sheet]}{row}")
        if not service:
            yield Finding("quality.service_blank", place, "")
        elif reference.services and normalise(service) not in reference.services:
            yield Finding("value.unknown_service", place, str(service))


def _same_person(answers: Answers, file: str) -> Iterable[Finding]:
    """One person may answer one dimension once; the finding names the places, never the person."""
    known = answers.respondents[answers.respondents["person"].astype(bool)]
    first: dict[str, tuple[str, str]] = {}
    for person, sheet, cell in zip(known["person"], known["sheet"], known["cell"]):
        where = (sheet, cell)
        earlier = first.setdefault(person, where)
        if earlier is not where:
            values = {"first": earlier[1], "first_sheet": earlier[0]}
            yield Finding("quality.same_person", Place(file, sheet, cell), "", values)


def _straight_lining(answers: Answers, file: str) -> Iterable[Finding]:
    own = np.flatnonzero(answers.respondents["is_straight_lined"].to_numpy(bool))
    for place in own.tolist():
        row = answers.respondents.iloc[place]
        given = answers.values.iloc[place].dropna()
        found = str(int(given.iloc[0]))
        yield Finding("quality.straight_lining", Place(file, row["sheet"], row["cell"]), found, {"n": len(given)})


def _quotas(answers: Answers, file: str, method: Method, reference: Reference) -> Iterable[Finding]:
    if not len(answers):
        return
    counts = answers.respondents["dimension"].value_counts()
    sheets = answers.respondents.drop_duplicates("dimension").set_index("dimension")["sheet"]
    quota = method.survey.quota
    for dimension in reference.dimensions:
        count = int(counts.get(dimension.code, 0))
        if count != quota:
            code = "quota.under" if count < quota else "quota.over"
            values = {"dimension": dimension.name, "quota": quota, "gap": abs(quota - count)}
            yield Finding(code, Place(file, sheets.get(dimension.code, "")), str(count), values)
