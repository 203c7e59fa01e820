"""What people call things: names and codes, cells and rows, a scale, and who did a step and why; never a code alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from smartcity import intake
from smartcity.intake import Line
from smartcity.method import Item, load_dimensions
from smartcity.method.layout import Column, Table, load_layouts
from smartcity.records.decisions import IGNORED
from smartcity.records.findings import Place
from smartcity.ui.store import warehouse
from smartcity.wording import Words

Row = tuple[str, int]
"""A sheet and the number of a row on it."""

_CELL = re.compile(r"(.*[A-Z])(\d+)")
_EXAMPLES = 2
"""So many of the words that one rating has in the elements are named."""

_DASH = "\N{EN DASH}"


def sort_of(of: str) -> str:
    """Return the kind of a name without the table or column that it stands in."""
    return of.partition(":")[0]


def named(of: str, words: Words) -> str:
    """Say what kind of name it is: "judul kolom", "isian kolom Jenis kelamin"."""
    sort, _, where = of.partition(":")
    column = next((column.header[words.language] for column in _columns(where)), where)
    return words(f"upload.match.of.{sort}", column=column)


def spelled(of: str, meaning: str, words: Words, *, method: tuple[int | None, str | None] = (None, None)) -> str:
    """Spell a meaning as people call it; a statement in the words of *method*, a year and track, where it has it."""
    sort, _, where = of.partition(":")
    if meaning == IGNORED:
        return words(f"upload.match.ignored.{sort}")
    match sort:
        case "header":
            own = (table for table in _tables() if table.code == where)
            headers = (column.header for table in own for column in table.columns if column.code == meaning)
            return next((header[words.language] for header in headers), None) or _item(meaning, words, method)
        case "item":
            return _item(meaning, words, method)
        case "sheet" | "dimension":
            sheets = {table.code: table.sheet for table in _tables()} if sort == "sheet" else {}
            names = sheets | {one.code: one.name for one in load_dimensions()}
            return names.get(meaning, meaning)
        case "sub_dimension":
            return _sub_dimension(meaning, words)
        case "track":
            track = f"method.track.{meaning}"
            return words(track) if words.has(track) else meaning
        case "choice":
            spellings = (column.choices[meaning] for column in _columns(where) if meaning in (column.choices or {}))
            return next((names[0] for names in spellings if names), meaning)
        case "letter":
            named = [column.choices[meaning][0] for column in _rated() if meaning in (column.choices or {})]
            return words("upload.match.letter", code=meaning, names=", ".join(named[:_EXAMPLES])) if named else meaning
        case "date_order":
            return words(f"upload.match.orders.{meaning}")
        case "twice":
            return words(f"upload.match.columns.{meaning}")
        case "number_sign":
            return words(f"upload.match.signs.{meaning}")
        case "answer":
            answer = f"survey.level.n{meaning}"
            return words("upload.match.answer", answer=words(answer), code=meaning) if words.has(answer) else meaning
        case _:
            return meaning


def _tables() -> Iterator[Table]:
    return (table for layout in load_layouts().values() for table in layout.tables)


def _columns(code: str) -> Iterator[Column]:
    return (column for table in _tables() for column in (*table.columns, *table.fields) if column.code == code)


def _rated() -> Iterator[Column]:
    return (column for table in _tables() for column in table.columns if column.type == "rating")


def _item(code: str, words: Words, method: tuple[int | None, str | None]) -> str:
    """Say a statement with its code behind it; a code that no method has stays as it is."""
    methods = sorted(warehouse().methods.all, key=lambda one: ((one.year, one.track) == method, one.year))
    items: list[Item] = [item for one in methods for item in one.items if item.code == code]
    return words("upload.match.item", text=items[-1].meaning[words.language], code=code) if items else code


def _sub_dimension(code: str, words: Words) -> str:
    for dimension in load_dimensions():
        for part in dimension.sub_dimensions:
            if part.code == code:
                return words("upload.match.part", dimension=dimension.name, part=part.names[words.language])
    return code


def addresses(places: Iterable[Place]) -> list[str]:
    """Spell places as a spreadsheet's address bar does, each once."""
    return list(dict.fromkeys("!".join(filter(None, (place.sheet, place.cell))) for place in places))


def listed(cells: Sequence[str], most: int, words: Words) -> str:
    """Name cells ("Isi!B2") as ranges, *most* of them, and count the rest: "Isi!B2, C3, dan 2 tempat lain"."""
    ranges = _runs(cells)
    shown, sheet = [], ""
    for run in ranges[:most]:
        name = _spelled_run(run)
        own, mark, cell = name.rpartition("!")
        shown.append(cell if mark and own == sheet else name)
        sheet = own
    rest = sum(map(len, ranges[most:]))
    joined = ", ".join(shown)
    return words("upload.check.places_more", places=joined, n=rest) if rest else joined


def _runs(places: Sequence[str]) -> list[list[str]]:
    """Gather cells that stand below one another."""
    gathered: list[list[str]] = []
    for place in places:
        if gathered and _is_below(gathered[-1][-1], place):
            gathered[-1].append(place)
        else:
            gathered.append([place])
    return gathered


def _is_below(above: str, place: str) -> bool:
    first, second = _CELL.fullmatch(above), _CELL.fullmatch(place)
    return bool(first and second) and first[1] == second[1] and int(second[2]) == int(first[2]) + 1


def _spelled_run(run: Sequence[str]) -> str:
    """Name a run by its first and last cell: "Smart Living!I2\N{EN DASH}I45"."""
    return run[0] if len(run) == 1 else f"{run[0]}{_DASH}{run[-1].rpartition('!')[2]}"


def spelled_rows(rows: Sequence[Row], words: Words) -> str:
    """Spell rows sheet by sheet: "Smart Living baris 4, 7, dan 9"."""
    parts = []
    for sheet, own in groupby(rows, key=lambda row: row[0]):
        numbers = words.join(number for _, number in own)
        parts.append(words("upload.rows.of_sheet", sheet=sheet, rows=numbers).strip())
    return "; ".join(parts)


def scale_name(code: str) -> str:
    """Spell a scale's code as its range."""
    return code.replace("-", _DASH)


def who(line: Line, words: Words) -> str:
    """Name who did it."""
    return words("upload.history.by_product") if line.by == intake.SHIPPED_BY else line.by


def why(line: Line, words: Words) -> str:
    """Say why it was done, as the person wrote it."""
    is_update = line.by == intake.SHIPPED_BY and line.why == intake.UPDATED
    return words("upload.history.updated") if is_update else line.why


def already_loaded(line: Line, words: Words) -> str:
    """Say that the very same file is loaded, when and by whom."""
    return words("upload.save.already", entry=line.id, file=line.file, at=line.moment, by=who(line, words))
