"""Read the moment at which a form was begun or ended, in the spellings of spreadsheets and form services."""

import re
from datetime import datetime, timedelta, timezone

_TIME = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?:\s*([AaPp])[.]?[Mm][.]?)?(?:\s*GMT([+-]\d{1,2}))?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](\d{{4}}),?\s+{_TIME}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}}),?\s+{_TIME}")
_NOON = 12


def parse_moment(value: object) -> datetime | None:
    """Read a day with its time: a spreadsheet's own, ISO text with or without zone, "18/09/2023 10:32:05" (day first).

    The zone is kept where one is written; a time without a day is no moment, and neither is a day without a time.
    """
    if isinstance(value, datetime):
        return value
    text = str(value).strip()
    try:
        if match := _DAY_FIRST.fullmatch(text):
            day, month, year, *time = match.groups()
        elif match := _YEAR_FIRST.fullmatch(text):
            year, month, day, *time = match.groups()
        else:
            return datetime.fromisoformat(text) if len(text) > len("2023-09-18") else None
        hour, minute, second, half, zone = time
        of_day = int(hour) % _NOON + (_NOON if half in "Pp" else 0) if half else int(hour)
        offset = timezone(timedelta(hours=int(zone))) if zone else None
        return datetime(int(year), int(month), int(day), of_day, int(minute), int(second or 0), tzinfo=offset)
    except ValueError:
        return None


def seconds_between(started: datetime | None, ended: datetime | None) -> float | None:
    """Say how long a form took; None where a moment is missing, lies before the other, or only one has a zone."""
    if started is None or ended is None or (started.tzinfo is None) != (ended.tzinfo is None):
        return None
    seconds = (ended - started).total_seconds()
    return seconds if seconds >= 0 else None
