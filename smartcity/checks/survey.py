"""Judge survey rows: who may not be seen, on which scale, what was answered, what is doubtful, and the quotas."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
import pandas as pd

from smartcity.checks.answers import Answers
from smartcity.checks.cells import Setting, answer, convert
from smartcity.checks.columns import Columns, Judged, at_rows, judge_column, missing
from smartcity.checks.copies import copies, near_copies
from smartcity.checks.dates import readers_of
from smartcity.checks.moments import seconds_between
from smartcity.checks.people import SERVICE, UNREAD, Screen, number_hash, people_of
from smartcity.checks.personal import MARK
from smartcity.checks.quality import Doubted, doubt, is_straight
from smartcity.checks.reference import Reference
from smartcity.checks.scales import Form, form_of, states_scale
from smartcity.method import Item, Method
from smartcity.method.layout import Column, Table, normalise
from smartcity.method.sampling import looks_split
from smartcity.records.decisions import SHEET, is_everywhere
from smartcity.records.findings import Finding, Place, is_loadable
from smartcity.records.observations import Grid

__all__ = ["Answers", "check_answers"]

DATE, STARTED, ENDED, SUBMISSION = "date", "started", "ended", "submission"
REGION = "region"


def check_answers(
    grids: Sequence[Grid], table: Table, file: str, method: Method, reference: Reference, scale: object = None
) -> tuple[Answers, list[Finding]]:
    """Judge respondents sheet by sheet, then what concerns all of them: people, services, doubtful rows, quotas.

    Personal data ends here: the rows hold the keyed hash of a person only, and no finding repeats a name or a number.
    Rows that a person left out are named, and nothing else is said of them. Each step adds to the findings so far.
    *scale* is what the file states once of the scale of all its answers.
    """
    findings: list[Finding] = []
    # Of a sheet without respondents nothing is to be said, and most files have answers about a few dimensions only.
    # Nothing holds the rows before they are screened: of a long survey they would take the memory of its check.
    sheets = [Columns.of(grid) for grid in _with_regions(_left_in(grids, reference, findings), findings)]
    screen = Screen.of(sheets, table, reference)
    people = [people_of(sheet, reference.person_key) for sheet in sheets]
    sheets = [screen.hide(sheet, findings) for sheet in sheets]
    answered = [
        (sheet.grid, item.code, sheet.distinct[item.code])
        for sheet in sheets
        for item in method.survey_items
        if item.code in sheet.distinct
    ]
    is_stated = states_scale([sheet.grid for sheet in sheets], scale, method)
    form = form_of(answered, table, method, reference.decisions.scale, findings, is_stated=is_stated)
    parts = [_check_sheet(sheet, own, table, form, reference, findings) for sheet, own in zip(sheets, people)]
    names = {normalise(name) for one in reference.dimensions for name in (one.code, one.name, *one.aliases)}
    answers = _by_dimension(_without_copies(parts, file, table.code, names, findings), table, method)
    letters = {grid.sheet: grid.letters[SERVICE] for grid in grids if SERVICE in grid.letters}
    moved = {key: place for grid in grids for key, place in _moved_services(grid)}
    flags = doubt(Doubted(answers, file, method, reference, table.quality, letters, moved), findings)
    numbers = [number_hash(number, reference.person_key) for number in answers.respondents[SUBMISSION]]
    answers = replace(answers, respondents=answers.respondents.assign(flags=flags, **{SUBMISSION: numbers}))
    if is_loadable(findings):
        findings += _quotas(answers, file, method, reference)
    return answers, screen.screened(findings)


def _with_regions(grids: Sequence[Grid], findings: list[Finding]) -> list[Grid]:
    """Take out the rows that do not say whose they are where others do; in a file of one region none has to."""
    nothing = {grid.sheet: np.full(len(grid), None, dtype=object) for grid in grids}
    blank = {grid.sheet: np.equal(grid.columns.get(REGION, nothing[grid.sheet]), None).astype(bool) for grid in grids}
    if all(own.all() for own in blank.values()):
        return [*grids]
    for grid in grids:
        findings += at_rows(grid, "row.region_missing", blank[grid.sheet])
    return [grid.only(~blank[grid.sheet]) for grid in grids]


def _left_in(grids: Sequence[Grid], reference: Reference, findings: list[Finding]) -> list[Grid]:
    return [_without_left_out(grid, reference, findings) for grid in grids if len(grid)]


def _without_left_out(grid: Grid, reference: Reference, findings: list[Finding]) -> Grid:
    """Take out the rows that a person left out, and name each."""
    numbers = [row for sheet, row in reference.decisions.left_out if sheet == grid.sheet]
    is_left_out = np.isin(grid.rows, numbers)
    findings += at_rows(grid, "row.left_out", is_left_out)
    return grid.only(~is_left_out)


def _moved_services(grid: Grid) -> Iterator[tuple[tuple[str, int], Place]]:
    """Yield where the service of each row stands on a sheet that has it in several columns or on another sheet."""
    if SERVICE in grid.spread or SERVICE in grid.sheets:
        for position, row in enumerate(grid.rows.tolist()):
            yield (grid.sheet, row), grid.place(position, SERVICE)


class _Rows(NamedTuple):
    """The accepted rows of one sheet: who answered, what was answered and how it stands there, one column a statement.

    *letters* are the column letters of the statements by (sheet, item), by row where a statement has several columns.
    """

    respondents: pd.DataFrame
    values: pd.DataFrame
    raws: pd.DataFrame
    letters: Mapping[tuple[str, str], str | Mapping[int, str]]


def _check_sheet(
    sheet: Columns, people: list[str], table: Table, form: Form, reference: Reference, findings: list[Finding]
) -> _Rows:
    grid, method = sheet.grid, form.method
    is_bad = np.zeros(len(grid), bool)
    setting = Setting(grid.file, grid.sheet, reference, form.judge, grid.dimension)
    readers = readers_of(grid, table, reference, findings)
    respondents: dict[str, object] = {"sheet": grid.sheet, "row": grid.rows, "cell": _first_addresses(grid)}
    for column in table.columns:
        if column.type == "person" or column.code in UNREAD:
            continue
        judged = _judged(sheet, column, replace(setting, moments=readers.get(column.code, setting.moments)))
        respondents[column.code] = judged.values
        findings += judged.findings
        is_bad |= judged.is_bad
    if DATE not in grid.columns:
        # A form service stamps when somebody began and ended, whatever it asks them.
        moments = zip(respondents[ENDED], respondents[STARTED])
        respondents[DATE] = np.array([_day_of(ended or started) for ended, started in moments], dtype=object)
    respondents["person"] = people
    respondents["seconds"] = [
        seconds_between(started, ended) for started, ended in zip(respondents[STARTED], respondents[ENDED])
    ]
    items = [item for item in method.survey_items if item.code in grid.letters]
    values: dict[str, np.ndarray] = {}
    for item in items:
        column = Column(item.code, {"id": item.code, "en": item.code}, "mark", choices=table.answers)
        judge = form.reading(lambda cell, column=column: answer(cell, column, setting))
        judged = judge_column(sheet, item.code, judge)
        values[item.code] = judged.values.astype(float)
        findings += judged.findings
        is_bad |= judged.is_bad
    answered = pd.DataFrame(values, index=range(len(grid)))
    findings += _unanswered(grid, items, answered)
    is_silent = answered.isna().all(axis=1).to_numpy() & ~is_bad
    findings += at_rows(grid, "row.incomplete", is_silent)
    is_bad |= _is_sent_again(respondents[SUBMISSION], grid, findings)
    frame = pd.DataFrame(respondents, index=range(len(grid)), dtype=object)
    raws = pd.DataFrame({item.code: grid.columns[item.code] for item in items}, index=range(len(grid)), dtype=object)
    letters = {(grid.sheet, item.code): _letters(grid, item.code) for item in items}
    return _Rows(frame[~is_bad], answered[~is_bad], raws[~is_bad], letters)


def _day_of(moment: datetime | None) -> date | None:
    return moment and moment.date()


def _unanswered(grid: Grid, items: Sequence[Item], answered: pd.DataFrame) -> Iterator[Finding]:
    """Tell of each statement how many left it out of those who answered others of its dimension."""
    for dimension in dict.fromkeys(item.dimension for item in items):
        own = [item.code for item in items if item.dimension == dimension]
        is_asked = answered[own].notna().any(axis=1).to_numpy()
        for code in own:
            is_blank = np.equal(grid.columns[code], None).astype(bool) & is_asked
            is_blank[list(grid.flaws.get(code, ()))] = False
            yield from missing(grid, code, is_blank, "cell.answer_missing", item=code)


def _letters(grid: Grid, code: str) -> str | Mapping[int, str]:
    """Return the letters that a statement stands under; by row where it has several columns."""
    own = grid.spread.get(code)
    return grid.letters[code] if own is None else dict(zip(grid.rows.tolist(), own.tolist()))


def _first_addresses(grid: Grid) -> list[str]:
    """Return the address that stands for each row, as `Grid.first_address` does for one."""
    code, letter = next(iter(grid.letters.items()))
    return [f"{letter}{row}" for row in grid.tops.get(code, grid.rows).tolist()]


def _judged(sheet: Columns, column: Column, setting: Setting) -> Judged:
    """Judge a respondent's column; what was hidden of it is missing."""
    count = len(sheet.grid)
    if column.code not in sheet.grid.columns:
        return Judged(np.full(count, None, dtype=object), (), np.zeros(count, bool))
    own = replace(setting, sheet=sheet.grid.sheets.get(column.code, setting.sheet))
    judged = judge_column(sheet, column.code, lambda cell: convert(cell, column, own))
    judged.values[judged.values == MARK] = None
    return judged


def _is_sent_again(submissions: np.ndarray, grid: Grid, findings: list[Finding]) -> np.ndarray:
    """Find the rows that a later row of the same submission replaces; each is named, the last one counts."""
    known = pd.Series(submissions, dtype=object)
    is_replaced = (known.notna() & known.duplicated(keep="last")).to_numpy(bool)
    if is_replaced.any():
        last = {submission: place for place, submission in enumerate(known) if submission is not None}
        named = zip(at_rows(grid, "row.sent_again", is_replaced), known[is_replaced])
        findings += [replace(one, values={"last": grid.first_address(last[own])}) for one, own in named]
    return is_replaced


def _without_copies(
    parts: Sequence[_Rows], file: str, code: str, dimensions: Collection[str], findings: list[Finding]
) -> list[_Rows]:
    """Take out the sheets that only repeat another, and name each; one that nearly does is named and stays.

    *dimensions* are the names, normalised, of sheets that no decision can be about.
    """
    named = {str(part.respondents["sheet"].iloc[0]): part for part in parts if len(part.respondents)}
    items = set().union(*(part.values.columns for part in named.values()))
    rows, filled, beside = {}, {}, {}
    for sheet, part in named.items():
        answered = part.values.reindex(columns=sorted(items)).fillna(-1)
        rows[sheet] = list(answered.itertuples(index=False, name=None))
        beside[sheet] = {name: part.respondents[name].tolist() for name in (DATE, "gender", "age_group")}
        filled[sheet] = int(part.respondents.notna().to_numpy().sum())
    repeated = copies(rows, filled, beside)
    for sheet, other in repeated.items():
        values = {"other": other, "n": len(rows[sheet])}
        findings.append(Finding("sheet.repeats", Place(file, sheet), sheet, values))
    kept = {sheet: own for sheet, own in rows.items() if sheet not in repeated}
    lasting = [sheet for sheet in kept if normalise(sheet) in dimensions]
    for sheet, (other, apart) in near_copies(kept, beside, lasting).items():
        numbers = named[sheet].respondents["row"].iloc[list(apart)].tolist()
        values = {"other": other, "n": len(kept[sheet]) - len(apart), "total": len(kept[sheet]), "rows": numbers}
        can_be_left_out = sheet not in lasting and not is_everywhere(sheet)
        question = {"of": f"{SHEET}:{code}", "text": sheet} if can_be_left_out else {}
        findings.append(Finding("sheet.nearly_repeats", Place(file, sheet), sheet, {**values, **question}))
    return [part for part in parts if not len(part.respondents) or part.respondents["sheet"].iloc[0] not in repeated]


def _by_dimension(parts: Sequence[_Rows], table: Table, method: Method) -> Answers:
    """Give each person of all sheets one row per dimension that they answered, holding that dimension's answers."""
    filled = [part for part in parts if len(part.values.columns) and part.values.notna().any(axis=None)]
    if not filled:
        own = [column.code for column in table.columns if column.type != "person" and column.code not in UNREAD]
        names = ["sheet", "row", "cell", *own, "person", "seconds", "dimension"]
        nobody = pd.DataFrame(columns=[*dict.fromkeys(names), "is_straight_lined"])
        return Answers(nobody, pd.DataFrame(), pd.DataFrame(), {})
    respondents, values, raws = (
        pd.concat([part[place] for part in filled], ignore_index=True) for place in range(len(_Rows._fields) - 1)
    )
    letters = {place: letter for part in filled for place, letter in part.letters.items()}
    given = values.notna().to_numpy()
    places = {code: place for place, code in enumerate(values)}
    of_item: dict[str, list[int]] = {}
    for item in method.survey_items:
        if item.code in places:
            of_item.setdefault(item.dimension, []).append(places[item.code])
    answered = {dimension: np.flatnonzero(given[:, own].any(axis=1)) for dimension, own in of_item.items()}
    rows = np.concatenate(list(answered.values()))
    dimensions = np.repeat(np.array(list(answered), dtype=object), [len(own) for own in answered.values()])
    order = np.argsort(rows, kind="stable")
    rows, dimensions = rows[order], dimensions[order]
    values, raws = values.iloc[rows].reset_index(drop=True), raws.iloc[rows].reset_index(drop=True)
    if len(answered) > 1:
        is_own = np.zeros((len(rows), given.shape[1]), bool)
        for dimension, own in of_item.items():
            is_own[np.ix_(dimensions == dimension, own)] = True
        values, raws = values.where(is_own), raws.where(is_own)
    is_straight_lined = is_straight(dimensions, values, method)
    respondents = respondents.iloc[rows].reset_index(drop=True)
    return Answers(respondents.assign(dimension=dimensions, is_straight_lined=is_straight_lined), values, raws, letters)


def _quotas(answers: Answers, file: str, method: Method, reference: Reference) -> Iterable[Finding]:
    if not len(answers):
        return
    counts = answers.respondents["dimension"].value_counts()
    sheets = answers.respondents.drop_duplicates("dimension").set_index("dimension")["sheet"]
    for dimension in reference.dimensions:
        count = int(counts.get(dimension.code, 0))
        is_split = count > 0 and _is_split(answers, dimension.code, method)
        quota = method.survey.quota * (len(dimension.sub_dimensions) if is_split else 1)
        if count != quota:
            code = "quota.under" if count < quota else "quota.over"
            values = {"dimension": dimension.name, "quota": quota, "gap": abs(quota - count)}
            yield Finding(code, Place(file, sheets.get(dimension.code, "")), str(count), values)


def _is_split(answers: Answers, dimension: str, method: Method) -> bool:
    """Say whether the form of a dimension looks split, so that the quota holds for each of its parts."""
    given = answers.values.loc[answers.respondents["dimension"].to_numpy() == dimension].notna()
    parts: dict[str, list[str]] = {}
    for item in method.survey_items:
        if item.dimension == dimension and item.code in given:
            parts.setdefault(item.sub_dimension, []).append(item.code)
    answered = np.column_stack([given[items].any(axis=1) for items in parts.values()])
    return looks_split(int(answered.any(axis=0).sum()), int(answered.sum(axis=1).max()))
