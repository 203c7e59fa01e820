"""Cells as people name them: ranges of cells below one another, and a sheet said once for all its cells."""

import re
from collections.abc import Iterable, Sequence

from smartcity.records.findings import Place
from smartcity.wording import Words

_CELL = re.compile(r"(.*?[A-Z]+)(\d+)")


def addresses(places: Iterable[Place]) -> list[str]:
    """Spell places as a spreadsheet's address bar does, each once."""
    return list(dict.fromkeys("!".join(filter(None, (place.sheet, place.cell))) for place in places))


def listed(cells: Sequence[str], most: int, words: Words) -> str:
    """Name cells ("Isi!B2") as ranges, *most* of them, and count the rest: "Isi!B2, C3, dan 2 tempat lain"."""
    ranges = runs(cells)
    shown, sheet = [], ""
    for run in ranges[:most]:
        name = spelled(run)
        own, mark, cell = name.rpartition("!")
        shown.append(cell if mark and own == sheet else name)
        sheet = own
    rest = sum(map(len, ranges[most:]))
    joined = ", ".join(shown)
    return words("upload.check.places_more", places=joined, n=rest) if rest else joined


def runs(places: Sequence[str]) -> list[list[str]]:
    """Gather cells that stand below one another."""
    found: list[list[str]] = []
    for place in places:
        if found and _is_below(found[-1][-1], place):
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _is_below(above: str, place: str) -> bool:
    first, second = _CELL.fullmatch(above), _CELL.fullmatch(place)
    return bool(first and second) and first[1] == second[1] and int(second[2]) == int(first[2]) + 1


def spelled(run: Sequence[str]) -> str:
    """Name a run by its first and last cell: "Smart Living!I2\N{EN DASH}I45"."""
    return run[0] if len(run) == 1 else f"{run[0]}\N{EN DASH}{run[-1].rpartition('!')[2]}"
