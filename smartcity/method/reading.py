"""Reading and checking the method's TOML files: all faults of all files in one `MethodError`."""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from smartcity.method.records import (
    Availability,
    Component,
    Dimension,
    Item,
    Method,
    MethodError,
    Methods,
    SubDimension,
    Survey,
    UnverifiedYear,
    method_key,
)
from smartcity.method.tables import Table, open_table

UNVERIFIED = "unverified.toml"
WEIGHT_SUM_TOLERANCE = 1e-9


def normal(text: str) -> str:
    """Reduce a spelling to lower-case words, so that case, punctuation, underscores and spaces do not matter."""
    return " ".join(re.findall(r"[^\W_]+", str(text).casefold()))


def spellings(named: Dimension | SubDimension) -> frozenset[str]:
    """List the normalised spellings a dimension or sub-dimension is known by."""
    names = (named.name,) if isinstance(named, Dimension) else tuple(named.names.values())
    return frozenset(normal(text) for text in (named.code, *names, *named.aliases))


def read_dimensions(path: Path) -> tuple[Dimension, ...]:
    """Read and check a file of dimensions; raise `MethodError` with all faults at once."""
    problems: list[str] = []
    table = open_table(path, problems)
    dimensions = _dimensions(table) if table else ()
    _note_repeats(path.name, "dimension", [dimension.code for dimension in dimensions], problems)
    _note_shared_spellings(path.name, dimensions, problems)
    for dimension in dimensions:
        where = f"{path.name}: {dimension.code}"
        _note_repeats(where, "sub-dimension", [part.code for part in dimension.sub_dimensions], problems)
        _note_shared_spellings(where, dimension.sub_dimensions, problems)
    if problems:
        raise MethodError(problems)
    return dimensions


def read_methods(folder: Path, dimensions: tuple[Dimension, ...]) -> Methods:
    """Read and check every method of a folder, oldest first; raise `MethodError` with all faults at once."""
    problems: list[str] = []
    paths = [path for path in sorted(folder.glob("*.toml")) if path.name != UNVERIFIED]
    if not paths:
        problems.append(f"{folder.name}: no method; expected one file <year>_<track>.toml per year and track")
    methods = []
    for path in paths:
        table = open_table(path, problems)
        if table:
            methods.append(_method(path, table, dimensions))
    unverified_table = open_table(folder / UNVERIFIED, problems)
    unverified = _unverified(unverified_table) if unverified_table else ()
    with_method = {method.year for method in methods}
    problems += [
        f"{UNVERIFIED}: {entry.year} also has a method file; remove it from one of the two"
        for entry in unverified
        if entry.year in with_method
    ]
    if problems:
        raise MethodError(problems)
    return Methods(tuple(methods), unverified)


def _note_repeats(where: str, what: str, values: Iterable[str], problems: list[str]) -> None:
    problems += [
        f"{where}: {what} {value!r} stands {count} times; keep one"
        for value, count in Counter(values).items()
        if count > 1
    ]


def _note_shared_spellings(where: str, named: Iterable[Dimension | SubDimension], problems: list[str]) -> None:
    _note_repeats(where, "spelling", [spelling for one in named for spelling in sorted(spellings(one))], problems)


def _dimensions(file: Table) -> tuple[Dimension, ...]:
    with file:
        return tuple(_dimension(table) for table in file.take_tables("dimensions"))


def _dimension(table: Table) -> Dimension:
    code, colour = table.take("code", str), table.take("colour", str)
    if colour and not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        table.note(f"colour is {colour!r}; expected # and six hexadecimal digits, such as #117733")
    parts = tuple(_sub_dimension(part, code) for part in table.take_tables("sub_dimensions"))
    return Dimension(code, table.take("name", str), colour, table.take_list("aliases", str), parts)


def _sub_dimension(table: Table, dimension: str) -> SubDimension:
    number = table.take("number", int)
    names, aliases = table.take_texts("names"), table.take_list("aliases", str)
    return SubDimension(f"{dimension}.{number}", number, names, aliases)


def _unverified(file: Table) -> tuple[UnverifiedYear, ...]:
    with file:
        return tuple(
            UnverifiedYear(table.take("year", int), table.take_certainty(), table.take_texts("notes"))
            for table in file.take_tables("years")
        )


def _method(path: Path, file: Table, dimensions: tuple[Dimension, ...]) -> Method:
    with file:
        year, track = file.take("year", int), file.take("track", str)
        if path.stem != method_key(year, track):
            file.note(f"year {year} and track {track!r} belong in {method_key(year, track)}.toml; rename the file")
        with file.take_table("scale") as scale:
            scale_min, scale_max = scale.take("minimum", float), scale.take("maximum", float)
            levels, nothing = scale.take_list("assessor_levels", int), scale.take("nothing_there", int)
            if not scale_min < scale_max:
                scale.note(f"minimum {scale_min} is not below maximum {scale_max}")
            for mark in (*levels, nothing):
                if not scale_min <= mark <= scale_max:
                    scale.note(f"mark {mark} lies outside {scale_min} to {scale_max}")
        with file.take_table("assessors") as assessors:
            count, count_certainty = assessors.take("count", int), assessors.take_certainty()
        with file.take_table("tolerance") as tolerance:
            allowed, allowed_certainty = tolerance.take("value", float), tolerance.take_certainty()
        with file.take_table("availability") as shares:
            availability = Availability(shares.take("component", float), shares.take("index", float))
            if not (0 < availability.component <= 1 and 0 < availability.index <= 1):
                shares.note("a share lies outside 0 to 1; expected a share above 0 and at most 1")
        with file.take_table("instrument") as instrument:
            instrument_certainty = instrument.take_certainty()
        survey = _survey(file.take_table("survey"))
        return Method(
            year,
            track,
            _components(file, dimensions, survey.statements_per_sub_dimension),
            scale_min,
            scale_max,
            file.take_certainty(),
            allowed,
            file.take_list("sources", str),
            file.take_texts("notes"),
            survey,
            file.take_texts("title"),
            levels,
            nothing,
            count,
            count_certainty,
            allowed_certainty,
            instrument_certainty,
            availability,
            hashlib.sha256(path.read_bytes()).hexdigest()[:12],
        )


def _survey(table: Table) -> Survey:
    with table:
        mappings = table.take_list("mappings", str)
        survey = Survey(
            table.take("quota", int),
            table.take("answer_min", float),
            table.take("answer_max", float),
            mappings,
            table.take_choice("default_mapping", mappings),
            table.take_certainty("mapping_certainty"),
            table.take_certainty("quota_certainty"),
            table.take_certainty("answer_certainty"),
            table.take("statements_per_sub_dimension", int),
        )
        if not survey.answer_min < survey.answer_max:
            table.note(f"answer_min {survey.answer_min} is not below answer_max {survey.answer_max}")
        if survey.quota < 1:
            table.note(f"quota is {survey.quota}; expected at least one respondent")
        return survey


def _components(file: Table, dimensions: tuple[Dimension, ...], statements: int) -> tuple[Component, ...]:
    weights = [(table.take("code", str), _weight(table)) for table in file.take_tables("components")]
    codes = [code for code, _ in weights]
    total = math.fsum(weight for _, weight in weights)
    if abs(total - 1) > WEIGHT_SUM_TOLERANCE:
        file.note(f"the weights sum to {total:.10g}; expected 1")
    items = [_item(table, codes, dimensions) for table in file.take_tables("items")]
    faults: list[str] = []
    _note_repeats("[[components]]", "component", codes, faults)
    _note_repeats("[[items]]", "item", [item.code for item in items], faults)
    faults += [
        f"component {code!r} has no items" for code in codes if not any(item.component == code for item in items)
    ]
    counts = Counter((item.component, item.sub_dimension) for item in items if item.sub_dimension)
    for component in {component for component, _ in counts}:
        for part in (part.code for dimension in dimensions for part in dimension.sub_dimensions):
            if counts[component, part] != statements:
                faults.append(f"{component} has {counts[component, part]} statements on {part}; expected {statements}")
    for fault in faults:
        file.note(fault)
    return tuple(
        Component(code, weight, tuple(item for item in items if item.component == code)) for code, weight in weights
    )


def _weight(table: Table) -> float:
    weight = table.take("weight", float)
    if not 0 < weight <= 1:
        table.note(f"weight is {weight}; expected a share above 0 and at most 1")
    return weight


def _item(table: Table, components: list[str], dimensions: tuple[Dimension, ...]) -> Item:
    parts = {dimension.code: [part.code for part in dimension.sub_dimensions] for dimension in dimensions}
    item = Item(
        table.take("code", str),
        table.take_choice("component", components),
        table.take("indicator", str),
        table.take("dimension", str, optional=True),
        table.take("sub_dimension", str, optional=True),
        table.take_texts("meaning"),
    )
    if item.dimension is not None and item.dimension not in parts:
        table.note(f"dimension is {item.dimension!r}; expected one of {', '.join(parts)}")
    elif item.sub_dimension is not None and item.sub_dimension not in parts.get(item.dimension, ()):
        known = ", ".join(parts.get(item.dimension, ())) or "none without a dimension"
        table.note(f"sub_dimension is {item.sub_dimension!r}; expected one of {known}")
    return item
