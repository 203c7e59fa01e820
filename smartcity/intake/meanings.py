"""What a name of each kind may mean: the codes or names that exist, with the spellings that people use for them."""

from collections.abc import Iterable, Mapping
from functools import cache
from string import ascii_lowercase

from smartcity.checks import Reference
from smartcity.checks.moments import ORDERS
from smartcity.method import Methods
from smartcity.method.layout import Layout, Table, load_layouts
from smartcity.records.decisions import (
    ANSWER,
    CHOICE,
    CONTENT,
    DATE,
    DATE_ORDER,
    DECIMALS,
    DIFFERENT,
    FIRST_OF_TITLE,
    HEADER,
    INNOVATION,
    LAST_OF_TITLE,
    LETTER,
    NUMBER,
    NUMBER_SIGN,
    ROW,
    SERVICE,
    SHEET,
    THOUSANDS,
    TWICE,
)

RATING = "rating"
_CHOSEN = ("choice", RATING)

Spellings = Mapping[str, tuple[str, ...]]


def kinds_of_names() -> tuple[str, ...]:
    """List every kind of name that can be decided on."""
    tables = [table for layout in load_layouts().values() for table in layout.tables]
    needed = sorted({column.code for table in tables for column in table.columns if column.required})
    choices = sorted({column.code for table in tables for column in table.columns if column.type in _CHOSEN})
    return (
        *(f"{kind}:{code}" for kind in (HEADER, TWICE) for code in dict.fromkeys(table.code for table in tables)),
        *(f"{SHEET}:{layout.tables[0].code}" for layout in load_layouts().values()),
        *(f"{CHOICE}:{code}" for code in choices),
        *(f"{ROW}:{code}" for code in needed),
        *(ANSWER, LETTER, DATE, NUMBER, CONTENT, DATE_ORDER, NUMBER_SIGN, SERVICE, INNOVATION, DIFFERENT),
        *("region", "dimension", "sub_dimension", "item", "track"),
    )


def spellings_of(of: str, reference: Reference) -> Spellings:
    """Return the meanings that exist for a kind of name, each with its spellings; empty for a kind that is unknown."""
    kind, _, where = of.partition(":")
    match kind:
        case "header":
            return _columns(where, reference.methods)
        case "sheet":
            return _sheets(where, reference)
        case "choice":
            return _choices(where)
        case "answer":
            return _answers()
        case "letter":
            return _letters()
        case "date_order":
            return {order: (order,) for order in ORDERS}
        case "twice":
            return {place: (place,) for place in (FIRST_OF_TITLE, LAST_OF_TITLE)}
        case "number_sign":
            return {part: (part,) for part in (THOUSANDS, DECIMALS)}
        case "service" | "innovation" | "different":
            return {name: (name,) for name in reference.innovations}
        case "region":
            return {region.name: (region.name, *region.aliases) for region in reference.regions.all}
        case "dimension":
            return {one.code: (one.name, *one.aliases) for one in reference.dimensions}
        case "sub_dimension":
            parts = [part for one in reference.dimensions for part in one.sub_dimensions]
            return {part.code: (*part.names.values(), *part.aliases) for part in parts}
        case "item":
            return {code: (code, *spelled) for code, spelled in _items(reference.methods).items()}
        case "track":
            return _gathered((code, label) for label, code in reference.track_labels.items())
        case _:
            return {}


def _tables(code: str) -> list[Table]:
    return [table for layout in load_layouts().values() for table in layout.tables if table.code == code]


def _columns(code: str, methods: Methods) -> Spellings:
    found: dict[str, tuple[str, ...]] = {}
    for table in _tables(code):
        for column in table.columns:
            found[column.code] = (*found.get(column.code, ()), *column.header.values(), *column.aliases)
        if table.item_columns:
            found |= {item: (item, *spelled) for item, spelled in _items(methods, of_survey=True).items()}
    return found


def _items(methods: Methods, *, of_survey: bool = False) -> Spellings:
    """Gather the statements of each item over all methods."""
    items = [item for method in methods.all for item in (method.survey_items if of_survey else method.items)]
    return _gathered((item.code, text) for item in items for text in item.meaning.values())


def _sheets(code: str, reference: Reference) -> Spellings:
    layout = next((one for one in load_layouts().values() if one.tables[0].code == code), None)
    if layout is None:
        return {}
    if layout.tables[0].one_sheet_per_dimension:
        return spellings_of("dimension", reference)
    return {table.code: (table.sheet, *table.sheet_aliases) for table in layout.tables}


@cache
def _choices(code: str) -> Spellings:
    columns = [column for layout in load_layouts().values() for table in layout.tables for column in table.columns]
    chosen = [column for column in columns if column.code == code and column.choices]
    return _gathered((one, word) for column in chosen for one, words in column.choices.items() for word in words)


@cache
def _answers() -> Spellings:
    return _gathered(
        (code, word)
        for layout in load_layouts().values()
        for table in layout.tables
        for code, words in (table.answers or {}).items()
        for word in words
    )


@cache
def _letters() -> Spellings:
    """Give each rating the letter that stands before it in the questionnaire, which names them from the lowest."""
    columns = [column for layout in load_layouts().values() for table in layout.tables for column in table.columns]
    codes = sorted({code for column in columns if column.type == RATING for code in column.choices or {}}, key=int)
    return {code: (letter, code) for letter, code in zip(ascii_lowercase, codes)}


def scales_of(layout: Layout) -> tuple[str, ...]:
    """List the codes of the scales that a form of this kind may have had."""
    return tuple(scale.code for table in layout.tables for scale in table.scales)


def _gathered(pairs: Iterable[tuple[str, str]]) -> Spellings:
    found: dict[str, dict[str, None]] = {}
    for code, spelled in pairs:
        found.setdefault(code, {})[spelled] = None
    return {code: tuple(spelled) for code, spelled in found.items()}
