"""Reports on innovations, read from the journal.

A report says what its office knows at that moment and is never overwritten: the next one stands beside it, so that the
history of an innovation is that of its reports.
"""

from collections.abc import Iterable

from smartcity.intake.journal import REPORT, Line
from smartcity.records.reports import Report, Reported


def reports_of(lines: Iterable[Line]) -> tuple[Reported, ...]:
    """List the reports while *lines* are in force, each under the name that it was made by."""
    return tuple(
        Reported(name, name, line.year, Report.of(plain), line.id, line.moment, line.by)
        for line in lines
        if line.action == REPORT
        for name, plain in line.changes.items()
    )
