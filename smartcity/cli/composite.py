"""The command that computes a composite of one's own: a definition and a table in, the index and its oddities out."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from smartcity.checks.composite.definition import read_definition
from smartcity.checks.composite.table import Table, read_table
from smartcity.checks.names import called
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, fields
from smartcity.cli.findings import finding_said, finding_shown
from smartcity.cli.given import TooLarge, bytes_of, unread
from smartcity.intake import DataFolder
from smartcity.records.findings import Finding, Place
from smartcity.scoring.composite import INDEX, Composite, Definition, Faulty, Note
from smartcity.scoring.composite import composite as computed
from smartcity.scoring.composite.definition import FIXED
from smartcity.scoring.composite.notes import CONSTANT
from smartcity.wording import Words
from smartcity.wording.messages import LISTED, spell

DECIMALS = 2
_NARROWEST = 8


@command(
    "composite",
    Argument("definition", type=Path, help="definition"),
    Argument("--data", type=Path, required=True, help="data"),
    Argument("--year", type=int, help="only_year"),
)
def composite(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Compute a composite from a definition and a table; the data folder is not touched."""
    definition = None
    try:
        definition, table = _read(chosen.definition, chosen.data)
        known = sorted(set(table.frame["year"]))
        if chosen.year is not None and chosen.year not in known:
            raise Refused(words("cli.composite.no_year", year=chosen.year, known=known), HAS_ERRORS)
        made = computed(definition, table.frame, chosen.year)
    except Faulty as faulty:
        return _refusal(definition, faulty.findings, chosen.data, words)
    notes = [spell(finding, words).sentence for finding in table.findings]
    return Reply(_shown(made, table.unused), _lines(made, words), [*notes, *_notes(made, table.unused, words)])


def _read(definition_path: Path, data_path: Path) -> tuple[Definition, Table]:
    """Read both files; what is wrong with the one does not hide that the other is not there."""
    findings, contents = [], []
    for path in (definition_path, data_path):
        try:
            contents.append(bytes_of(path))
        except TooLarge as problem:
            contents.append(None)
            findings.append(Finding("file.too_large", Place(path.name), "", vars(problem)))
        except OSError:
            contents.append(None)
            findings.append(unread(path, path.name))
    definition = None
    if contents[0] is not None:
        try:
            definition = read_definition(contents[0], called(definition_path.name))
        except Faulty as faulty:
            findings += faulty.findings
    if findings:
        raise Faulty(findings)
    return definition, read_table(contents[1], called(data_path.name), definition)


def _refusal(definition: Definition | None, findings: Sequence[Finding], data: Path, words: Words) -> Reply:
    """Say what is wrong; a finding that comes from the values themselves gets the file of the *data* for a place."""
    placed = [replace(one, place=Place(data.name)) if one.code.startswith("composite.") else one for one in findings]
    answer = {**fields(definition, "name"), "findings": [finding_shown(finding, words) for finding in placed]}
    notes = [finding_said(finding, words) for finding in placed]
    notes.append(words("cli.composite.not_computed", n=sum(finding.is_error for finding in placed)))
    return Reply(answer, notes=notes, code=HAS_ERRORS)


def _shown(made: Composite, unused: Sequence[str]) -> dict[str, object]:
    """Return a composite as it stands in JSON, unrounded.

    Scores of an outranking stand by unit, with several years by year and unit; *unused* are columns left aside.
    """
    groups = made.groups.drop(columns=["unit", "year"]).to_dict("records")
    rows = [row | {"groups": own} for row, own in zip(made.rows.to_dict("records"), groups)]
    for name in made.definition.outranking:
        for row, score in zip(rows, made.outranking[name]):
            row[name] = score
    years = made.rows["year"].unique()
    shown = fields(made.definition, "name", "scale", "comparable_over_years=is_comparable") | {"rows": rows}
    for name in made.definition.outranking:
        by_year = {year: dict(zip(own["unit"], own[name])) for year, own in made.outranking.groupby("year", sort=False)}
        shown[name] = by_year if len(years) > 1 else next(iter(by_year.values()), {})
    notes = [
        {"code": note.code, "node": note.node or None, "unit": note.unit or None, "year": note.year, **note.values}
        for note in made.notes
    ]
    return shown | {"missing": made.missing, "notes": notes, "unused_columns": unused}


def _lines(made: Composite, words: Words) -> Iterator[str]:
    """Lay out the rows of each year as a table for people."""
    shown = [(words("cli.composite.index"), made.rows["index"])]
    if "change" in made.rows:
        shown.append((words("cli.composite.change"), made.rows["change"]))
    shown += [(code, made.groups[code]) for code in made.definition.index_node.children]
    shown += [(words(f"cli.composite.{name}"), made.outranking[name]) for name in made.definition.outranking]
    columns = [[words.number(value, DECIMALS) for value in values] for _, values in shown]
    widths = [max(_NARROWEST, len(name), *map(len, cells)) for (name, _), cells in zip(shown, columns)]
    unit = words("cli.composite.unit")
    longest = max(len(unit), *made.rows["unit"].str.len())
    header = "  ".join(f"{name:>{width}}" for (name, _), width in zip(shown, widths))
    for number, (year, own) in enumerate(made.rows.groupby("year")):
        if number:
            yield ""
        yield words("cli.composite.heading", name=made.definition.name, year=year)
        yield f"{words('cli.composite.rank'):>4}  {unit:<{longest}}  {header}"
        for row in own.itertuples():
            values = "  ".join(f"{cells[row.Index]:>{width}}" for cells, width in zip(columns, widths))
            rank = words.digits(None if pd.isna(row.rank) else row.rank)
            yield f"{rank:>4}  {row.unit:<{longest}}  {values}"


def _notes(made: Composite, unused: Sequence[str], words: Words) -> Iterator[str]:
    """Say what is to be known of a composite, one sentence for all units that share it."""
    yield words(f"cli.composite.scale.{made.definition.scale}")
    if unused:
        yield words("cli.composite.unused", columns=words.first(unused, LISTED))
    together: dict[tuple[object, ...], list[Note]] = {}
    for note in made.notes:
        key = (note.code, note.node, note.values.get("of"), None if note.unit else note.year)
        together.setdefault(key, []).append(note)
    for (code, *_), own in together.items():
        form = f"{code}_fixed" if code == CONSTANT and made.definition.scale == FIXED else code
        yield words(f"cli.composite.note.{form}", **_values(own, words))
    lacking = made.missing.assign(missing=made.missing["missing"].map(tuple))
    for (node, missing, has_value), own in lacking.groupby(["node", "missing", "has_value"], sort=False):
        places = [words("cli.composite.place", unit=row.unit, year=row.year) for row in own.itertuples()]
        key = "cli.composite.rescaled" if has_value else "cli.composite.no_value"
        yield words(key, node=_named(node, words), missing=missing, places=words.join(words.first(places, LISTED)))


def _values(own: Sequence[Note], words: Words) -> dict[str, object]:
    first = own[0]
    form = "cli.composite.moved" if "treated" in first.values else "cli.composite.place"
    places = [words(form, unit=note.unit, year=note.year, **note.values) for note in own]
    values = {**first.values, "node": _named(first.node, words), "places": words.join(words.first(places, LISTED))}
    if "of" in values:
        values["of"] = _named(values["of"], words)
    return values | {"year": first.year or words("cli.composite.all_years")}


def _named(node: object, words: Words) -> str:
    return words("cli.composite.index") if node == INDEX else str(node)
