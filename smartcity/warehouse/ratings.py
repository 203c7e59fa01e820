"""The ratings of a satisfaction survey (SKM), one a row, with the cell that each stands in."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from smartcity.checks.personal import masked
from smartcity.method.skm import KIND, load_skm

TABLE = "skm_answers"


def ratings_of(
    rows: Sequence[Mapping[str, object]], snapshot: str, is_sample: bool, places: Mapping[tuple, tuple[str, str]]
) -> Iterable[dict[str, object]]:
    """Yield the ratings of one file's *rows*; the year is that of the respondent's date, missing without one.

    Personal data in the name of a service is hidden.

    Args:
        rows: Its respondents, with the elements' codes as keys.

        snapshot: The file.

        is_sample: Whether it is invented.

        places: Cell and text of each value by table, sheet, row and column.
    """
    for row in rows:
        sheet, number, day = row["sheet"], row["row"], row["date"]
        shared = {
            "respondent": hashlib.sha256(f"{snapshot}|{sheet}|{number}".encode()).hexdigest()[:16],
            "snapshot": snapshot,
            "sheet": sheet,
            "row": number,
            "year": None if day is None else day.year,
            "service": None if row["service"] is None else masked(str(row["service"])),
            "date": None if day is None else day.isoformat(),
            "is_sample": is_sample,
        }
        for element in load_skm().codes:
            if row[element] is not None:
                cell, raw = places[KIND, sheet, number, element]
                yield {**shared, "element": element, "value": row[element], "cell": cell, "raw": raw}
