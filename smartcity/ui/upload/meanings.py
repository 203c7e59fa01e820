"""What people call the codes that a name can mean: headers, dimensions, statements, answers, never a code alone."""

from collections.abc import Iterator

from smartcity.method import Item, load_dimensions, load_methods
from smartcity.method.layout import Column, Table, load_layouts
from smartcity.records.decisions import IGNORED
from smartcity.wording import Words


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
            said = (column.choices[meaning] for column in _columns(where) if meaning in (column.choices or {}))
            return next((names[0] for names in said if names), meaning)
        case "answer":
            answer = f"upload.match.answers.{meaning}"
            return words("upload.match.answer", answer=words(answer), code=meaning) if words.has(answer) else meaning
        case _:
            return meaning


def _tables() -> Iterator[Table]:
    return (table for layout in load_layouts().values() for table in layout.tables)


def _columns(code: str) -> Iterator[Column]:
    return (column for table in _tables() for column in (*table.columns, *table.fields) if column.code == code)


def _item(code: str, words: Words, method: tuple[int | None, str | None]) -> str:
    """Say a statement with its code behind it; a code that no method has stays as it is."""
    methods = sorted(load_methods().all, key=lambda one: ((one.year, one.track) == method, one.year))
    found: list[Item] = [item for one in methods for item in one.items if item.code == code]
    return words("upload.match.item", text=found[-1].meaning[words.language], code=code) if found else code


def _sub_dimension(code: str, words: Words) -> str:
    for dimension in load_dimensions():
        for part in dimension.sub_dimensions:
            if part.code == code:
                return words("upload.match.part", dimension=dimension.name, part=part.names[words.language])
    return code
