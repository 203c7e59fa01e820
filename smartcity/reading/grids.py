"""Lift the rows of a table out of a sheet, column by column."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse

import numpy as np

from smartcity.method.layout import Column, Table, normalise
from smartcity.reading.addresses import address, letters_of
from smartcity.reading.asides import (
    ODD_TEXT,
    is_example,
    is_figure,
    is_label_row,
    is_number,
    is_over_numbers,
    is_total_row,
)
from smartcity.reading.contents import without_nothing
from smartcity.reading.dense import DenseRows
from smartcity.reading.headers import Header
from smartcity.reading.sheets import Sheet, blank_to_none, top_of
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Flaw, Grid, Value

EXAMPLE_MARK = "contoh baris"
_LABEL_ROWS = 3
_FURTHER = 50
_FOOT = 60
_FOOT_CELLS = 2
_ODD_LENGTH = 60
_SAME = 0.006
"""Two figures are the same when a printed one, with two decimals, may be the other."""


def lift(
    sheet: Sheet, header: Header, dimension: str | None, file: str, table: Table | None = None
) -> tuple[Grid, list[Finding]]:
    """Lift the rows below the header out column by column; rows that are no data are named and left out."""
    lines = sheet.rows.after(header.row, {row for row, _ in sheet.flaws})
    odd = _OddTexts.of(lines)
    labels = _labels(sheet, lines, header, table)
    skipped: dict[int, str] = dict.fromkeys(labels, "row.label")
    first = next((place for place in range(min(_LABEL_ROWS, len(lines))) if place not in skipped), None)
    if first is not None and is_example(_filled(lines, first)):
        skipped[first] = "row.example"
    for place in odd.suspects(lines):
        code = _skipped(lines.at(place), odd)
        if code is not None:
            skipped[place] = code
    notes = {place for place in skipped if skipped[place] == "row.label" and not is_label_row(_filled(lines, place))}
    notes -= set(_repeated_titles(lines, header))
    if table is not None and table.has_answers:
        before = set(skipped)
        _skip_foot(lines, header, table, skipped)
        notes |= skipped.keys() - before
    findings = []
    is_kept = np.ones(len(lines), bool)
    for place, code in sorted(skipped.items()):
        is_kept[place] = False
        row = int(lines.numbers[place])
        # A note below a table may be signed, and a second title may be no title: neither is quoted.
        found = _first_text(lines.at(place)) if place not in notes else ""
        findings.append(Finding(code, Place(file, sheet.name, address(row, 1)), found))
    if skipped:
        lines = lines.only(is_kept)
    columns = {code: _column(lines, number, odd.blanks) for code, number in header.columns.items()}
    flaws = _flaws_by_column(sheet, header, lines.numbers)
    letters = {code: letters_of(number) for code, number in header.columns.items()}
    known = {column.code: column for column in table.columns} if table is not None else {}
    spread = {code: _join(columns, lines, header, code, known.get(code)) for code in header.joined}
    more = {"letters": letters, "flaws": flaws, "counts_from_1904": sheet.counts_from_1904, "spread": spread}
    grid = Grid(file, sheet.name, dimension, lines.numbers, columns, **more)
    grid = grid.only(_is_filled(columns, flaws, len(lines)))
    return replace(grid, tops=_fill_merged(sheet, header, grid)), findings


def _filled(lines: DenseRows, place: int) -> dict[int, Value]:
    """Return the cells of a row that hold more than blanks."""
    return {number: value for number, value in lines.at(place).items() if blank_to_none(value) is not None}


def _labels(sheet: Sheet, lines: DenseRows, header: Header, table: Table | None) -> list[int]:
    """List the positions of rows that name the columns once more: right below the titles, or the titles repeated.

    What is repeated may be several rows of titles.
    """
    labels: list[int] = []
    words = _answer_words(table)
    below = {number: values[:_FURTHER].tolist() for number, values in lines.columns.items()}
    for place in range(min(_LABEL_ROWS, len(lines))):
        cells = _filled(lines, place)
        further = {number: values[place + 1 :] for number, values in below.items()}
        if not (is_label_row(cells) or (cells and is_over_numbers(cells, further, words))):
            break
        labels.append(place)
    repeated = _repeated_titles(lines, header)
    for place in tuple(repeated):
        for above in range(1, min(_LABEL_ROWS, place) + 1):
            title = sheet.rows.get(header.row - above)
            if not title or _filled(lines, place - above) != {n: v for n, v in title.items() if blank_to_none(v)}:
                break
            repeated.append(place - above)
    return [*labels, *(place for place in repeated if place not in labels)]


def _repeated_titles(lines: DenseRows, header: Header) -> list[int]:
    """List the positions of the rows that print the titles again, as a table does on each of its pages."""
    is_again: np.ndarray | None = None
    for number in header.columns.values():
        title = header.titles.get(number, ("", 0))[0]
        if not title or number not in lines.columns:
            return []
        own = np.equal(lines.columns[number], title).astype(bool)
        is_again = own if is_again is None else is_again & own
    return [] if is_again is None else np.flatnonzero(is_again).tolist()


def _answer_words(table: Table | None) -> frozenset[str]:
    """Collect the words, normalised, that stand for answers or choices of a table."""
    if table is None:
        return frozenset()
    choices = [words for column in table.columns for words in (column.choices or {}).values()]
    return frozenset(normalise(word) for words in (*choices, *(table.answers or {}).values()) for word in words)


def _skip_foot(lines: DenseRows, header: Header, table: Table, skipped: dict[int, str]) -> None:
    """Add what stands below the answers: figures without a label, and notes behind figures or a blank row."""
    rated = [column.code for column in table.columns if column.type == "rating"]
    others = {column.code for column in table.columns}
    answers = [number for code, number in header.columns.items() if code in rated or code not in others]
    filled = [lines.columns[number] for number in answers if number in lines.columns]
    if not filled:
        return
    first = max(len(lines) - _FOOT, 0)
    has_answer = np.zeros(len(lines), bool)
    for values in filled:
        has_answer |= np.not_equal(values, None).astype(bool)
    titles = {normalise(header.titles[number][0]) for number in answers if number in header.titles}
    words = _answer_words(table)
    gaps = [place for place in range(max(first, 1), len(lines)) if lines.numbers[place] > lines.numbers[place - 1] + 1]
    for place in range(first, len(lines)):
        cells = _filled(lines, place)
        if _is_key(cells, titles) or _is_remark(cells, words):
            has_answer[place] = False
        elif (
            gaps
            and place >= gaps[0]
            and place not in skipped
            and _counts_answers(lines, gaps[0], cells, answers, skipped, words)
        ):
            has_answer[place], skipped[place] = False, "row.total"
    behind = False
    for place in range(first, len(lines)):
        gap = place in gaps
        if place in skipped:
            behind = behind or skipped[place] == "row.total"
            continue
        cells = _filled(lines, place)
        is_note = (
            not has_answer[place:].any()
            and len(cells) <= _FOOT_CELLS
            and isinstance(next(iter(cells.values()), None), str)
            and (behind or gap)
        )
        if is_note:
            behind = True
            skipped[place] = "row.label"
        elif has_answer[place] and (
            _repeats_figures(lines, place, cells, answers, skipped)
            or (behind and _lacks_its_number(lines, place, cells, answers, skipped))
        ):
            behind = True
            skipped[place] = "row.total"


def _is_key(cells: Mapping[int, Value], titles: Collection[str]) -> bool:
    """Say whether a row does nothing but explain one of the titles, such as "P1" beside its statement."""
    match [*cells.values()]:
        case [str(code), str()]:
            return normalise(code) in titles
    return False


def _counts_answers(
    lines: DenseRows,
    gap: int,
    cells: Mapping[int, Value],
    answers: Sequence[int],
    skipped: Mapping[int, str],
    words: Collection[str],
) -> bool:
    """Say whether a row behind a blank one has a label and figures: an answer, or a word where others have numbers."""
    labels = [value for number, value in cells.items() if number not in answers]
    if len(labels) != 1 or not isinstance(labels[0], str):
        return False
    return normalise(labels[0]) in words or _lacks_its_number(lines, gap, cells, answers, skipped)


def _is_remark(cells: Mapping[int, Value], words: Collection[str]) -> bool:
    """Say whether a row holds a text or two that answer nothing, such as the place, the day and who signed."""
    texts = [value for value in cells.values() if isinstance(value, str)]
    return len(texts) == len(cells) <= _FOOT_CELLS and not any(
        normalise(text) in words or is_number(text) or len(normalise(text)) <= _FOOT_CELLS for text in texts
    )


def _repeats_figures(
    lines: DenseRows, place: int, cells: Mapping[int, Value], answers: Sequence[int], skipped: Mapping[int, str]
) -> bool:
    """Say whether a row holds nothing but the sums or the means of the answers above it."""
    own = {number: value for number, value in cells.items() if number in answers}
    others = [value for number, value in cells.items() if number not in answers]
    is_bare = all(isinstance(value, int | float) for value in own.values()) and all(
        isinstance(value, str) for value in others
    )
    if not is_bare or len(own) < _LABEL_ROWS or len(others) > 1:
        return False
    above = [other for other in range(place) if other not in skipped]
    sums, means, is_beyond = True, True, False
    for number, value in own.items():
        column = [other for other in lines.columns[number][above] if isinstance(other, int | float)]
        if len(column) < _LABEL_ROWS:
            return False
        sums = sums and abs(value - sum(column)) < _SAME
        means = means and abs(value - sum(column) / len(column)) < _SAME
        is_beyond = is_beyond or value > max(column)
    is_plain_answer = all(float(value).is_integer() for value in own.values())
    return (sums and is_beyond) or (means and not is_plain_answer)


def _lacks_its_number(
    lines: DenseRows, place: int, cells: Mapping[int, Value], answers: Sequence[int], skipped: Mapping[int, str]
) -> bool:
    """Say whether a row below the figures has words where all rows above them have their number."""
    number = min(cells)
    above = [lines.columns[number][other] for other in range(place) if other not in skipped]
    is_numbered = len(above) >= _LABEL_ROWS and all(isinstance(value, int) for value in above)
    return number not in answers and is_numbered and isinstance(cells[number], str)


def _join(
    columns: dict[str, np.ndarray], lines: DenseRows, header: Header, code: str, known: Column | None
) -> np.ndarray:
    """Fill a column from those that complement it; return the letters that each row's value stands in."""
    letters = np.full(len(lines), letters_of(header.columns[code]), dtype=object)
    for number in header.joined[code]:
        other = without_nothing(_column(lines, number, frozenset()), known)
        is_open = np.equal(without_nothing(columns[code], known), None).astype(bool)
        is_other = is_open & np.not_equal(other, None).astype(bool)
        columns[code][is_other] = other[is_other]
        letters[is_other] = letters_of(number)
    return letters


@dataclass(frozen=True, slots=True)
class _OddTexts:
    """Texts that mean no answer: blank ones, those that mark an example row, those that may begin a total row.

    *columns* are the numbers of the columns that hold one of the latter two.
    """

    blanks: frozenset[str]
    examples: frozenset[str]
    totals: frozenset[str]
    columns: tuple[int, ...]

    @classmethod
    def of(cls, lines: DenseRows) -> "_OddTexts":
        """Look at each distinct text of the rows once."""
        blanks, examples, totals = set(), set(), set()
        columns = []
        for number, values in lines.columns.items():
            texts = [value for value in set(values.tolist()) if value.__class__ is str]
            blanks.update(filterfalse(str.strip, texts))
            # One search through all texts of a column is many times quicker than one through each.
            if not ODD_TEXT.search("\n".join(text[:_ODD_LENGTH] for text in texts)):
                continue
            odd = [text for text in texts if ODD_TEXT.search(text[:_ODD_LENGTH])]
            own_examples = {text for text in odd if normalise(text).startswith(EXAMPLE_MARK)}
            own_totals = {text for text in odd if is_figure(text)}
            if own_examples or own_totals:
                columns.append(number)
                examples |= own_examples
                totals |= own_totals
        return cls(frozenset(blanks), frozenset(examples), frozenset(totals), tuple(columns))

    def suspects(self, lines: DenseRows) -> list[int]:
        """List the positions of the rows that hold an example mark or a total word."""
        marks = self.examples | self.totals
        cells_by_column = (enumerate(lines.columns[number].tolist()) for number in self.columns)
        return sorted({place for cells in cells_by_column for place, value in cells if value in marks})


def _skipped(cells: Mapping[int, Value], odd: _OddTexts) -> str | None:
    if any(value in odd.examples for value in cells.values()):
        return "row.example"
    return "row.total" if is_total_row(cells) else None


def _column(lines: DenseRows, number: int, blanks: frozenset[str]) -> np.ndarray:
    """Return a copy of one column, in which a text of blanks only counts as nothing."""
    values = lines.columns.get(number)
    if values is None:
        return np.full(len(lines), None, dtype=object)
    column = values.copy()
    if blanks:
        column[[value in blanks for value in column.tolist()]] = None
    return column


def _is_filled(columns: Mapping[str, np.ndarray], flaws: Mapping[str, Mapping[int, Flaw]], length: int) -> np.ndarray:
    """Say of each row whether one of its columns holds a value or a flaw."""
    is_filled = np.zeros(length, bool)
    for own in flaws.values():
        is_filled[list(own)] = True
    for column in columns.values():
        open_places = np.flatnonzero(~is_filled)
        if not len(open_places):
            break
        is_filled[open_places] = np.not_equal(column[open_places], None).astype(bool)
    return is_filled


def _flaws_by_column(sheet: Sheet, header: Header, rows: np.ndarray) -> dict[str, dict[int, Flaw]]:
    if not sheet.flaws:
        return {}
    places = {row: place for place, row in enumerate(rows.tolist())}
    codes = {number: code for code, number in header.columns.items()}
    codes |= {number: code for code, numbers in header.joined.items() for number in numbers}
    by_column: dict[str, dict[int, Flaw]] = {}
    for (row, number), flaw in sheet.flaws.items():
        if number in codes and row in places:
            by_column.setdefault(codes[number], {})[places[row]] = flaw
    return by_column


def _fill_merged(sheet: Sheet, header: Header, grid: Grid) -> dict[str, np.ndarray]:
    """Give every row of cells merged downwards the value of the first one, and say which row it stands in."""
    merged = sheet.merged_down()
    tops: dict[str, np.ndarray] = {}
    for code, number in header.columns.items():
        spans = merged.get(number)
        if not spans:
            continue
        own, column, flaws = grid.rows.copy(), grid.columns[code], grid.flaws.get(code, {})
        for place, row in enumerate(grid.rows.tolist()):
            top = top_of(spans, row)
            if top != row and column[place] is None and place not in flaws:
                column[place] = blank_to_none(sheet.rows.value(top, number))
                own[place] = top
        tops[code] = own
    return tops


def _first_text(values: Mapping[int, Value]) -> str:
    return next((value for _, value in sorted(values.items()) if isinstance(value, str)), "").strip()
