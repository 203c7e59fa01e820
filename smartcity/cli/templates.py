"""The command that writes an empty workbook to fill in."""

import argparse
from pathlib import Path

from smartcity import intake
from smartcity.answers import scores
from smartcity.answers.evidence import evidence
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, fields, opened
from smartcity.cli.files import OF_FILE
from smartcity.cli.rules import ruled
from smartcity.exhibits.kit.selection import Selection
from smartcity.export import papers, sheets
from smartcity.export.papers import composed
from smartcity.intake import DataFolder
from smartcity.method import Method, MethodMissing, load_dimensions
from smartcity.method.layout import load_layouts, template_kinds
from smartcity.method.regions import load_site
from smartcity.reading.templates import template
from smartcity.wording import Words


def _offered_regions() -> list[str]:
    """List the regions that a template offers: those of the shipped list that can be evaluated."""
    tables = intake.shipped_regions().checked.tables
    rows = (*tables["regions"], *tables["other_regions"])
    return sorted(row["region"] for row in rows if row["type"] in scores.REGION_TYPES)


def _evidence_sheet(folder: DataFolder, method: Method, owner: str | None, words: Words, *, printed: bool) -> bytes:
    """Write the workbook of evidence with what is on record, or of one office, for which it can be *printed*."""
    with opened(folder, words) as warehouse:
        found = evidence(warehouse, method.year, method.track)
        offices = intake.offices_of(warehouse)
        known = None if owner is None else offices.find(owner)
        if owner is not None and known is None:
            near = words.join(offices.near(owner), is_choice=True)
            raise Refused(words("cli.unknown_office", found=owner, near=near), HAS_ERRORS)
        methods = warehouse.methods
        if printed:
            selection = Selection(language=words.language, year=method.year)
            return papers.FORMATS["pdf"].make(composed.of_owner(warehouse, selection, known, words), words)
    return sheets.sheet_bytes(found if known is None else found.of_owner(known), methods.tracks, methods.years, words)


@command(
    "template",
    *OF_FILE,
    Argument("template_kind", choices=template_kinds),
    Argument("--owner", help="template_owner"),
    Argument("-o", "--output", type=Path, required=True, help="output"),
)
def write_template(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Write an empty workbook of a kind."""
    layout, methods = load_layouts()[chosen.template_kind], intake.methods_of(folder)
    method = None
    if layout.needs_year:
        year = chosen.year if chosen.year is not None else intake.clock.this_year()
        track = arguments.track_of(chosen.track, words) or load_site().track
        try:
            method = methods.require(year, track)
        except MethodMissing as problem:
            known = words.join(problem.existing)
            raise Refused(words("cli.no_method", year=year, track=track, known=known)) from problem
    printed = chosen.output.suffix.casefold() == ".pdf"
    if printed and (layout.kind != sheets.KIND or chosen.owner is None):
        raise Refused(words("cli.template_pdf"))
    if layout.kind == sheets.KIND:
        content = _evidence_sheet(folder, method, chosen.owner, words, printed=printed)
    else:
        content = template(layout, words, method, load_dimensions(), _offered_regions(), methods.tracks, methods.years)
    try:
        chosen.output.write_bytes(content)
    except OSError as problem:
        raise Refused(words("cli.not_writable", path=str(chosen.output))) from problem
    answer = {"file": str(chosen.output), "kind": layout.kind, "method": method.key if method else None}
    answer |= fields(method, "method_status=certainty", "rules_from=borrowed_from")
    return Reply(answer, notes=ruled([words("cli.template_written", path=str(chosen.output))], method, words))
