"""What is taken out of a table before its cells are judged: words for nothing, and rows that their office rejected."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from smartcity.method.layout import Column, Layout, Table, is_blank_word, is_rejected
from smartcity.records.findings import Finding
from smartcity.records.observations import Extract, Grid

REVIEW, CONSENT, DECLINED = "review", "consent", "no"
"""The columns in which a form service keeps what a reviewer said of a submission, and whether the person agreed."""

PREPARED = frozenset({"respondent", "service", "sub_dimension"})
"""What a recording sheet holds before anybody has answered."""


def tidied(extract: Extract, layout: Layout) -> Extract:
    """Return the extract without words for nothing and without rejected rows; both are told."""
    findings = list(extract.findings)
    grids = {
        table.code: tuple(_tidied(grid, table, findings) for grid in extract.grids.get(table.code, ()))
        for table in layout.tables
    }
    return replace(extract, grids=grids, findings=tuple(findings))


def _tidied(grid: Grid, table: Table, findings: list[Finding]) -> Grid:
    grid = _without_rejected(_without_blank_words(grid, table, findings), findings)
    return _without_prepared(_without_declined(grid, table, findings), findings) if table.item_columns else grid


def _without_blank_words(grid: Grid, table: Table, findings: list[Finding]) -> Grid:
    """Empty the cells that hold a word for nothing, unless it is one of the column's own, and the rows without more."""
    known: Mapping[str, Column] = {column.code: column for column in table.columns}
    columns = dict(grid.columns)
    for code, values in grid.columns.items():
        column = known.get(code) or Column(code, {"id": code, "en": code}, "mark", choices=table.answers)
        texts = {value for value in set(values.tolist()) if isinstance(value, str)}
        blank = {text for text in texts if is_blank_word(text) and column.choice(text) is None}
        if not blank:
            continue
        is_blank = np.array([isinstance(value, str) and value in blank for value in values.tolist()])
        columns[code] = values.copy()
        columns[code][is_blank] = None
        places = np.flatnonzero(is_blank)
        if column.type != "person":
            first = int(places[0])
            finding = Finding("cell.blank_word", grid.place(first, code), values[first], column.called, len(places))
            findings.append(finding)
    if all(columns[code] is values for code, values in grid.columns.items()):
        return grid
    is_filled = np.zeros(len(grid), bool)
    for values in columns.values():
        is_filled |= np.not_equal(values, None).astype(bool)
    for flaws in grid.flaws.values():
        is_filled[list(flaws)] = True
    return replace(grid, columns=columns).only(is_filled)


def _without_rejected(grid: Grid, findings: list[Finding]) -> Grid:
    """Leave out the submissions that a reviewer rejected, and name each."""
    reviews = grid.columns.get(REVIEW)
    if reviews is None:
        return grid
    is_out = np.array([isinstance(value, str) and is_rejected(value) for value in reviews.tolist()], bool)
    findings += [
        Finding("row.rejected", grid.place(place), str(reviews[place])) for place in np.flatnonzero(is_out).tolist()
    ]
    return grid.only(~is_out)


def _without_declined(grid: Grid, table: Table, findings: list[Finding]) -> Grid:
    """Leave out the forms of those who did not agree to be asked, and tell how many there are."""
    consents = grid.columns.get(CONSENT)
    if consents is None:
        return grid
    choice = table.column(CONSENT).choice
    is_out = np.array([value is not None and choice(value) == DECLINED for value in consents.tolist()], bool)
    return _without(grid, is_out, "row.declined", CONSENT, findings)


def _without_prepared(grid: Grid, findings: list[Finding]) -> Grid:
    """Leave out the rows that were only prepared for an answer, and tell how many there are."""
    own = [code for code in grid.columns if code in PREPARED]
    is_out = np.zeros(len(grid), bool) if not own else np.ones(len(grid), bool)
    for code, values in grid.columns.items():
        if code not in PREPARED:
            is_out &= np.equal(values, None).astype(bool)
    for flaws in grid.flaws.values():
        is_out[list(flaws)] = False
    return _without(grid, is_out, "row.prepared", own[0] if own else "", findings)


def _without(grid: Grid, is_out: np.ndarray, code: str, at: str, findings: list[Finding]) -> Grid:
    if is_out.any():
        place = grid.place(int(np.flatnonzero(is_out)[0]), at)
        findings.append(Finding(code, place, "", count=int(is_out.sum())))
    return grid.only(~is_out)
