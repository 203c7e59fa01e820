"""Sheets that repeat another one, such as answers in words and the same answers as numbers: people who count once."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

FEWEST_ROWS = 3
"""Fewer rows, or fewer that differ, may be alike by chance."""

ONE_APART_IN = 5
"""With more than one in so many rows that another sheet has not, it is no copy that something was corrected in."""


DATE = "date"
"""What tells submissions apart best; where only one of two sheets has it, who answered is compared as well."""


def copies(
    rows: Mapping[str, Sequence[tuple]],
    filled: Mapping[str, int],
    beside: Mapping[str, Mapping[str, Sequence[object]]] | None = None,
) -> dict[str, str]:
    """Say by sheet which other sheet it repeats: every row of it is a row there.

    Args:
        rows: What was answered in each row, by sheet.

        filled: How many other cells each sheet has filled; of two alike the one that says more counts.

        beside: When and by whom it was answered in each row, by sheet and column; only what both sheets know is
            compared.
    """
    repeated: dict[str, str] = {}
    names = list(rows)
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            if repeated.keys() & {first, second}:
                continue
            fewer, more = sorted((second, first), key=lambda sheet: len(rows[sheet]))
            is_copy = _is_copy(fewer, more, rows, beside or {})
            if is_copy and len(rows[fewer]) == len(rows[more]) and filled[first] < filled[second]:
                repeated[first] = second
            elif is_copy:
                repeated[fewer] = more
    return repeated


def near_copies(
    rows: Mapping[str, Sequence[tuple]],
    beside: Mapping[str, Mapping[str, Sequence[object]]],
    lasting: Collection[str] = (),
) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Say by sheet which other one has nearly all of its rows, and the places of those that it has not.

    Such is a sheet that was copied before something was corrected. Of two as long it is the later one, unless only the
    other one is *lasting*: these are never taken for the copy of another.

    Args:
        rows: What was answered in each row, by sheet; a sheet that repeats another wholly is not among them.

        beside: When and by whom, as for `copies`.

        lasting: The sheets whose names say what they are.
    """
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    names = list(rows)
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            ordered = sorted((second, first), key=lambda sheet: (sheet in lasting, len(rows[sheet])))
            if ordered[0] in found:
                continue
            ours, theirs, _ = _compared(*ordered, rows, beside)
            left, apart = Counter(theirs), []
            for at, row in enumerate(ours):
                apart += [] if left[row] else [at]
                left[row] -= 1
            alike = set(ours).intersection(theirs)
            if apart and len(alike) >= FEWEST_ROWS and len(apart) * ONE_APART_IN <= len(ours):
                found[ordered[0]] = ordered[1], tuple(apart)
    return found


def _compared(
    fewer: str, more: str, rows: Mapping[str, Sequence[tuple]], beside: Mapping[str, Mapping[str, Sequence[object]]]
) -> tuple[list[tuple], list[tuple], bool]:
    """Return the rows of two sheets with what both know of them, and whether only one of them knows the days."""
    own, other = beside.get(fewer, {}), beside.get(more, {})
    has = {name: (_says(own.get(name, ())), _says(other.get(name, ()))) for name in {*own, *other}}
    shared = sorted(name for name in has if all(has[name]))
    if DATE in shared:
        shared = [DATE]
    ours, theirs = (
        list(zip(rows[sheet], *(columns[name] for name in shared), strict=True))
        for sheet, columns in ((fewer, own), (more, other))
    )
    return ours, theirs, any(has.get(DATE, ())) and DATE not in shared


def _is_copy(
    fewer: str, more: str, rows: Mapping[str, Sequence[tuple]], beside: Mapping[str, Mapping[str, Sequence[object]]]
) -> bool:
    *both, is_without_day = _compared(fewer, more, rows, beside)
    ours, theirs = map(Counter, both)
    if len(ours) < FEWEST_ROWS or not ours <= theirs:
        return False
    # Of many who were asked some are bound to answer as a few others did, who say no day.
    is_part_without_day = len(rows[fewer]) < len(rows[more]) and is_without_day
    return not is_part_without_day or sum(theirs[row] == 1 for row in ours) >= FEWEST_ROWS


def _says(values: Sequence[object]) -> bool:
    return any(value is not None for value in values)
