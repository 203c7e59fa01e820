"""Sheets that repeat another one, such as answers in words and the same answers as numbers: people who count once."""

from collections import Counter
from collections.abc import Mapping, Sequence

FEWEST_ROWS = 3
"""Fewer rows, or fewer that differ, may be alike by chance."""


def copies(rows: Mapping[str, Sequence[tuple]], filled: Mapping[str, int]) -> dict[str, str]:
    """Say by sheet which other sheet it repeats: every row of it is a row there.

    Args:
        rows: What was answered in each row, by sheet.

        filled: How many other cells each sheet has filled; of two alike the one that says more counts.
    """
    counted = {sheet: Counter(own) for sheet, own in rows.items()}
    repeated: dict[str, str] = {}
    names = list(rows)
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            if repeated.keys() & {first, second}:
                continue
            fewer, more = sorted((second, first), key=lambda sheet: len(rows[sheet]))
            is_copy = len(counted[fewer]) >= FEWEST_ROWS and counted[fewer] <= counted[more]
            if is_copy and len(rows[fewer]) == len(rows[more]) and filled[first] < filled[second]:
                repeated[first] = second
            elif is_copy:
                repeated[fewer] = more
    return repeated
