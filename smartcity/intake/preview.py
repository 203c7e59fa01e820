"""What a file would change if it were loaded: figures before and after, from the same questions as the pages ask.

Nothing is written: the state after is a warehouse in memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from smartcity.answers import scores
from smartcity.intake import journal, kept
from smartcity.intake.flow import decision_lines, history, in_force
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import Inspection, UnknownEntry, commit_line
from smartcity.intake.journal import Line
from smartcity.intake.judging import frames_of, readings_of
from smartcity.method import INDEX
from smartcity.method.regions import load_site
from smartcity.reading import Reading
from smartcity.records.findings import ERROR, WARNING, Finding
from smartcity.scoring.ranking import OFFICIAL_ORDER, PRECISION
from smartcity.warehouse import Warehouse

SCORES, RANKS, RESPONDENTS, INNOVATIONS, ROWS = "scores", "ranks", "respondents", "innovations", "rows"
AREAS = (SCORES, RANKS, RESPONDENTS, INNOVATIONS, ROWS)

ALL_YEARS = 0
"""Stands among the prints of years for what the figures of all of them rest on."""

_OF_ROWS = ("cell.", "value.", "row.", "quality.", "score.")


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that would be another: in which of `AREAS`, what it is a figure of, and its value before and after.

    *labels* by area: scores `year, basis, node`; ranks `year, among, basis`; respondents `year, dimension, quota`;
    innovations `year, list, label`; rows `table`. A score or rank that does not exist is None; a count is then zero.
    """

    area: str
    labels: Mapping[str, object]
    before: float | None
    after: float | None
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of a file: read, without an error, with one, with a warning; *whole* counts errors beyond single rows."""

    read: int
    ready: int
    wrong: int
    to_look_at: int
    whole: int


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a warehouse; *more* is said of it beside what tells it from others."""

    value: float | None
    is_sample: bool = False
    more: Mapping[str, object] = field(default_factory=dict)


def changes_of(
    folder: DataFolder, content: bytes, found: Inspection, *, replaces: str = "", before: Warehouse | None = None
) -> tuple[Change, ...]:
    """List what loading the inspected file would change; nothing when it cannot be loaded.

    *replaces* is the entry in force whose place it would take; *before* is the warehouse as it is now, made in memory
    from the folder when it is not given.
    """
    if not found.is_loadable:
        return ()
    lines = in_force(folder)
    planned = commit_line("", found.file, "", found)
    coming = (
        *(line for line in lines if line.id != replaces),
        *decision_lines(folder, found, planned),
        planned,
    )
    readings = readings_of(folder, coming if before is not None else (*lines, *coming), {planned.id: content})
    with _made(folder, coming, readings) as after:
        if before is not None:
            return compared(before, after)
        with _made(folder, lines, readings) as now:
            return compared(now, after)


def effects(folder: DataFolder, entry: str) -> tuple[Change, ...]:
    """List what an entry of the journal changed when it was made: every figure without and with it.

    What was done in one step counts as one, such as a replacement or a file with what was decided about it; of a step
    that loads or withdraws several files each counts by itself. Figures are made by today's rules and configuration.

    Raises:
        UnknownEntry: If the journal has no such entry; the error lists those that it has.
    """
    lines = history(folder)
    place = next((number for number, line in enumerate(lines) if line.id == entry), None)
    if place is None:
        raise UnknownEntry(entry, lines)
    first, last = _step(lines, place)
    before, after = (journal.in_force(lines[:end]) for end in (first, last))
    with kept.one_step(), _made(folder, before) as without, _made(folder, after) as whole:
        return compared(without, whole)


def _step(lines: Sequence[Line], place: int) -> tuple[int, int]:
    """Return where the step of a line begins and ends; only the line itself where all lines of it do the same."""
    last = place + lines[place].rest
    first = place
    while first and lines[first - 1].rest == lines[first].rest + 1:
        first -= 1
    step = lines[first : last + 1]
    is_alike = len({line.action for line in step}) == 1
    return (place, place + 1) if is_alike else (first, last + 1)


def _made(folder: DataFolder, lines: Sequence[Line], readings: Mapping[str, Reading] | None = None) -> Warehouse:
    """Make in memory what the warehouse is while *lines* hold; *readings* are files that no folder keeps yet."""
    return Warehouse.in_memory(frames_of(folder, lines, readings, keeps_key=False))


def compared(before: Warehouse, after: Warehouse) -> tuple[Change, ...]:
    """List every figure that two warehouses give differently, in the order of `AREAS`."""
    years = _years_apart(before, after)
    old, new = (dict(_figures(warehouse, years)) for warehouse in (before, after))
    changes = []
    for key in (*new, *(key for key in old if key not in new)):
        area, labels = key
        absent = _Figure(None if area in (SCORES, RANKS) else 0)
        was, becomes = old.get(key, absent), new.get(key, absent)
        if not _is_same(was.value, becomes.value):
            is_sample = was.is_sample or becomes.is_sample
            whole = dict(labels) | dict(becomes.more or was.more)
            changes.append(Change(area, whole, was.value, becomes.value, is_sample))
    return tuple(sorted(changes, key=lambda change: AREAS.index(change.area)))


def tally(found: Inspection) -> Tally:
    """Count the rows of a file by the gravest thing that was found in them."""
    wrong = {_row(one) for one in found.findings if one.severity == ERROR} - {None}
    doubtful = {_row(one) for one in found.findings if one.severity == WARNING} - {None}
    whole = sum(one.severity == ERROR and _row(one) is None for one in found.findings)
    count = min(len(wrong), found.rows_read)
    return Tally(found.rows_read, found.rows_read - count, count, len(doubtful - wrong), whole)


def _row(finding: Finding) -> tuple[str, str] | None:
    """Name the row that a finding speaks of, where it speaks of one."""
    number = "".join(sign for sign in finding.place.cell if sign.isdecimal())
    is_of_row = finding.code.startswith(_OF_ROWS) and number
    return (finding.place.sheet, number) if is_of_row else None


def _is_same(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is new
    return round(old, PRECISION) == round(new, PRECISION)


_Key = tuple[str, tuple[tuple[str, object], ...]]


def _years_apart(before: Warehouse, after: Warehouse) -> list[int]:
    """List the years of which two warehouses can give different scores, ranks or respondents, the latest first.

    A file speaks of one year or a few, and to ask for the figures of all takes longer than to load it.
    """
    old, new = (
        dict(warehouse.query("prints_of_years").itertuples(index=False, name=None)) for warehouse in (before, after)
    )
    apart = {year for year in {*old, *new} if old.get(year) != new.get(year)}
    every = {*after.methods.years, *old, *new} - {ALL_YEARS}
    return sorted(every if ALL_YEARS in apart else apart, reverse=True)


def _figures(warehouse: Warehouse, years: Sequence[int]) -> Iterator[tuple[_Key, _Figure]]:
    """Yield every figure of *years* that a person looks at, and those of no year, by area and labels."""
    for year in years:
        yield from _scores(warehouse, year)
        yield from _ranks(warehouse, year)
    known = warehouse.query("years", rounds=list(load_site().joined_rounds))
    for year in sorted({*known.loc[known["has_survey"], "year"]}.intersection(years), reverse=True):
        for row in scores.respondents(warehouse, year).itertuples(index=False):
            quota = None if pd.isna(row.quota) else int(row.quota)
            labels = {"year": year, "dimension": row.dimension}
            yield _key(RESPONDENTS, labels), _Figure(int(row.count), bool(row.is_sample), {"quota": quota})
    for row in warehouse.query("innovation_lists").itertuples(index=False):
        label = row.list if pd.isna(row.label) else row.label
        yield _key(INNOVATIONS, {"year": int(row.year), "list": row.list, "label": label}), _Figure(int(row.printed))
    for row in warehouse.query("rows_of_tables").itertuples(index=False):
        yield _key(ROWS, {"table": row.name}), _Figure(int(row.n))


def _scores(warehouse: Warehouse, year: int) -> Iterator[tuple[_Key, _Figure]]:
    home = load_site().home
    for basis in OFFICIAL_ORDER:
        card = scores.score_card(warehouse, year, home, basis)
        if card is None or card.basis != basis:
            continue
        values = {INDEX: card.figure, **card.components}
        for node, value in values.items():
            yield _key(SCORES, {"year": year, "basis": basis, "node": node}), _Figure(value, card.is_sample)


def _ranks(warehouse: Warehouse, year: int) -> Iterator[tuple[_Key, _Figure]]:
    site = load_site()
    for among in (site.province_code, scores.NATIONAL):
        if among == scores.NATIONAL and scores.national_table(warehouse, year) is None:
            continue
        for basis in (scores.OFFICIAL, scores.SIMULASI):
            rank = scores.ranking(warehouse, year, among, basis=basis).of(site.home)
            if rank is not None:
                yield _key(RANKS, {"year": year, "among": among, "basis": basis}), _Figure(rank)


def _key(area: str, labels: Mapping[str, object]) -> _Key:
    return area, tuple(labels.items())
