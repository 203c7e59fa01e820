"""Spell readings the way people name cells, for assertions."""

from smartcity.reading.addresses import address
from smartcity.reading.prescan import Limits
from smartcity.reading.sheets import Reading
from smartcity.reading.workbook import read
from smartcity.records.findings import is_loadable
from smartcity.records.observations import Value


def cells(reading: Reading, sheet: int = 0) -> dict[str, Value]:
    """Spell the cells of a sheet by address."""
    rows = reading.sheets[sheet].rows
    return {address(row, column): value for row, line in rows.items() for column, value in line.items()}


def flaws(reading: Reading, sheet: int = 0) -> dict[str, tuple[str, str]]:
    """Spell the flaws of a sheet by address."""
    return {address(*place): (flaw.kind, flaw.text) for place, flaw in reading.sheets[sheet].flaws.items()}


def codes(reading: Reading) -> list[str]:
    """Name the findings of a reading."""
    return [finding.code for finding in reading.findings]


def outcome(content: bytes, name: str = "rekap.xlsx", limits: Limits = Limits()) -> tuple[str, str, str, str]:  # noqa: B008
    """Give code, sheet, cell and what was found of the only finding of a refused file."""
    reading = read(content, name, limits)
    (finding,) = reading.findings
    assert (reading.sheets, is_loadable(reading.findings)) == ((), False)
    return finding.code, finding.place.sheet, finding.place.cell, finding.found
