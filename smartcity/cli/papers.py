"""Papers on the command line: a page, the report of a year or the minutes of a meeting as a file."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from smartcity import intake
from smartcity.answers import meetings as meetings_known
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, opened, question
from smartcity.cli.meetings import unknown
from smartcity.exhibits import pages
from smartcity.exhibits import report as composed
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.meeting import meeting_said
from smartcity.export import papers
from smartcity.export.papers import Paper
from smartcity.intake import DataFolder, clock
from smartcity.method.letterhead import load_letterhead
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

OUTPUT = Argument("-o", "--output", required=True, help="paper_output")
FORMAT = Argument("--format", choices=tuple(papers.FORMATS), help="paper_format")


@question("export", Argument("page", help="page"), Argument("--year", type=int, help="paper_year"), FORMAT, OUTPUT)
def export(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Write all exhibits of a page to a file."""
    page = chosen.page.casefold()
    if page not in pages.PAGES:
        raise Refused(words("cli.export_unknown", found=chosen.page, known=words.join(pages.PAGES)))
    known = available(warehouse)
    years = sorted({*known.years, *known.survey_years, *known.offered_years, *warehouse.methods.years})
    if chosen.year is not None and chosen.year not in years:
        raise Refused(words("cli.export_no_year", year=chosen.year, known=words.join(years)), HAS_ERRORS)
    selection = pages.usual(warehouse, Selection(language=words.language, year=chosen.year))
    selection = pages.of_day(page, selection, clock.today())
    made = papers.paper(
        words(f"ui.page.{page}.title"),
        pages.shown(page, warehouse, selection, words),
        selection,
        words,
        names=known.lists,
    )
    return write(made, chosen, words)


PUBLIC = Argument("--public", action="store_true", help="report_public")
SHEET = Argument("--sheet", action="store_true", help="report_sheet")


@question("report", arguments.YEAR, (PUBLIC, SHEET), FORMAT, OUTPUT)
def report(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Write the report of a year, for the Bupati, for the public or for the head of office."""
    known = available(warehouse)
    if chosen.year not in known.years:
        raise Refused(words("cli.export_no_year", year=chosen.year, known=words.join(known.years)), HAS_ERRORS)
    selection = pages.usual(warehouse, Selection(language=words.language, year=chosen.year))
    today = clock.today()
    if chosen.sheet:
        kind, chapters = "sheet.title", composed.sheet(warehouse, selection, words, today)
    else:
        kind = "report.title_public" if chosen.public else "report.title"
        chapters = composed.annual(warehouse, selection, words, today, is_public=chosen.public)
    title = words(f"papers.{kind}", year=chosen.year, region=load_site().home)
    signs = () if chosen.public or chosen.sheet else (load_letterhead().post,)
    return write(_paper(title, chapters, selection, words, signs, is_sheet=chosen.sheet), chosen, words)


@command("meeting export", Argument("meeting", help="meeting_code"), FORMAT, OUTPUT)
def meeting_export(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Write the minutes of a meeting, with what it looked at as it was frozen."""
    with opened(folder, words) as warehouse:
        found = meetings_known.meeting(warehouse, chosen.meeting)
        if found is None:
            raise unknown(chosen.meeting, warehouse, words)
        shown = intake.exhibits_at(folder, found, words.language)
        chapters = composed.record(warehouse, found, shown, words)
        title = words("papers.record.title", meeting=meeting_said(found, words))
        selection = Selection(language=words.language, year=found.year)
        made = _paper(title, chapters, selection, words, (load_letterhead().post,))
        return write(made, chosen, words)


def _paper(
    title: str,
    chapters: Iterable[composed.Chapter],
    selection: Selection,
    words: Words,
    signs: Iterable[str],
    *,
    is_sheet: bool = False,
) -> Paper:
    sections = [papers.Section(one.title, one.exhibits, one.sentences) for one in chapters]
    own = Selection(language=words.language, year=selection.year)
    return papers.paper(title, sections, own, words, signs=signs, is_sheet=is_sheet)


def write(made: Paper, chosen: argparse.Namespace, words: Words) -> Reply:
    """Write a paper to the file that was named, in the format that was chosen or that its name ends in."""
    target = Path(chosen.output)
    form = chosen.format or target.suffix.removeprefix(".").casefold()
    if form not in papers.FORMATS:
        raise Refused(words("cli.export_no_format", found=form or target.name, known=words.join(papers.FORMATS)))
    content = papers.FORMATS[form].make(made, words)
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
