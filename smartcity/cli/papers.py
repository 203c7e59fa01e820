"""Papers on the command line: a page, the report of a year or the minutes of a meeting as a file."""

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path

from smartcity import intake
from smartcity.answers import meetings as meetings_known
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, opened, question
from smartcity.cli.meetings import unknown
from smartcity.exhibits import pages
from smartcity.exhibits import report as yearly
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.selection import Selection
from smartcity.export import papers
from smartcity.export.papers import Paper, composed
from smartcity.intake import DataFolder, clock
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

OUTPUT = Argument("-o", "--output", required=True, help="paper_output")
FORMAT = Argument("--format", choices=tuple(papers.FORMATS), help="paper_format")


@question("export", Argument("page", help="page"), Argument("--year", type=int, help="paper_year"), FORMAT, OUTPUT)
def export(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Write all exhibits of a page to a file."""
    page = chosen.page.casefold()
    if page not in pages.codes():
        raise Refused(words("cli.export_unknown", found=chosen.page, known=words.join(pages.codes())))
    known = available(warehouse)
    years = sorted({*known.years, *known.survey_years, *known.offered_years, *warehouse.methods.years})
    if chosen.year is not None and chosen.year not in years:
        raise Refused(words("cli.export_no_year", year=chosen.year, known=words.join(years)), HAS_ERRORS)
    requested = Selection(language=words.language, year=chosen.year)
    selection = pages.of_day(page, pages.usual(warehouse, requested), clock.today())
    made = papers.paper(
        words(f"ui.page.{page}.title"),
        pages.shown(page, warehouse, selection, words),
        pages.told(requested, selection),
        words,
        names=known.lists,
    )
    return write(made, chosen, words)


PUBLIC = Argument("--public", action="store_true", help="report_public")
SHEET = Argument("--sheet", action="store_true", help="report_sheet")


@question("report", arguments.YEAR, (PUBLIC, SHEET), FORMAT, OUTPUT)
def report(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Write the report of a year, for the Bupati, for the public or for the head of office."""
    today, folder = clock.today(), DataFolder.chosen()
    years = yearly.years(warehouse, today)
    if chosen.year not in years:
        raise Refused(words("cli.export_no_year", year=chosen.year, known=words.join(years)), HAS_ERRORS)
    selection = pages.usual(warehouse, Selection(language=words.language, year=chosen.year))
    kind = composed.SHEET if chosen.sheet else composed.PUBLIC if chosen.public else composed.BUPATI
    held = partial(intake.exhibits_at, folder, language=words.language)
    return write(composed.of_year(kind, warehouse, selection, words, today, held), chosen, words)


@command("meeting export", Argument("meeting", help="meeting_code"), FORMAT, OUTPUT)
def meeting_export(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Write the minutes of a meeting, with what it looked at as it was frozen."""
    with opened(folder, words) as warehouse:
        found = meetings_known.meeting(warehouse, chosen.meeting)
        if found is None:
            raise unknown(chosen.meeting, warehouse, words)
        shown = intake.exhibits_at(folder, found, words.language)
        return write(composed.of_meeting(warehouse, found, shown, words), chosen, words)


def write(made: Paper, chosen: argparse.Namespace, words: Words) -> Reply:
    """Write a paper to the file that was named, in the format that was chosen or that its name ends in."""
    target = Path(chosen.output)
    form = chosen.format or target.suffix.removeprefix(".").casefold()
    if form not in papers.FORMATS:
        raise Refused(words("cli.export_no_format", found=form or target.name, known=words.join(papers.FORMATS)))
    kept = replace(made, audit=DataFolder.chosen().audit.head().text)
    content = papers.FORMATS[form].make(kept, words)
    target.write_bytes(content)
    keys = [one.key for one in made.exhibits]
    answer = {
        "file": str(target), "format": form, "bytes": len(content), "exhibits": keys,
        "missing": [one.key for one in made.missing], "sample": made.is_sample,
    }  # fmt: skip
    notes = [words("cli.exported", file=target.name, n=len(keys))]
    if made.missing:
        notes.append(words("cli.export_missing", messages=words.join(one.message for one in made.missing)))
    return Reply(answer, notes, [words("papers.sample")] if made.is_sample else [])
