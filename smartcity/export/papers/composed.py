"""Papers that the office composes: the report of a year, the sheet for its head, minutes, what one office owes."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from smartcity.exhibits import report
from smartcity.exhibits.evidence import asked_of
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.meeting import meeting_said
from smartcity.export.papers.paper import Paper, Section, paper
from smartcity.method.letterhead import load_letterhead
from smartcity.method.regions import load_site
from smartcity.records.meetings import Meeting
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

BUPATI, PUBLIC, SHEET = "bupati", "public", "sheet"
TITLES = MappingProxyType({BUPATI: "report.title", PUBLIC: "report.title_public", SHEET: "sheet.title"})
"""The papers of a year: the report for the Bupati, the one for the public, and the one page for the head of office."""


def of_year(
    kind: str, warehouse: Warehouse, selection: Selection, words: Words, today: date, held: report.Held
) -> Paper:
    """Compose a paper of the year that is looked at; *kind* is one of `TITLES`."""
    if kind == SHEET:
        chapters = report.sheet(warehouse, selection, words, today)
    else:
        chapters = report.annual(warehouse, selection, words, today, held, is_public=kind == PUBLIC)
    title = words(f"papers.{TITLES[kind]}", year=selection.year, region=load_site().home)
    is_sheet = kind == SHEET
    return _composed(title, chapters, selection.year, words, signs=kind == BUPATI, is_sheet=is_sheet, helps=is_sheet)


def of_meeting(warehouse: Warehouse, meeting: Meeting, shown: Mapping[str, Exhibit | None], words: Words) -> Paper:
    """Compose the minutes of a meeting with what it looked at; *shown* are its exhibits as they were frozen."""
    title = words("papers.record.title", meeting=meeting_said(meeting, words))
    return _composed(title, report.record(warehouse, meeting, shown, words), meeting.year, words, signs=True)


def of_owner(warehouse: Warehouse, selection: Selection, owner: str, words: Words) -> Paper:
    """Compose the sheet for one office: which evidence it is asked for, until when, with room to note what it gives."""
    exhibit = asked_of(warehouse, selection, owner, words)
    title = words("papers.asked.title", owner=owner, year=selection.year)
    lead = words("papers.asked.said", year=selection.year)
    return _composed(
        title, [report.Chapter(words("papers.asked.part"), (exhibit,), (lead,))], selection.year, words, signs=True
    )


def _composed(
    title: str,
    chapters: Iterable[report.Chapter],
    year: int | None,
    words: Words,
    *,
    signs: bool,
    is_sheet: bool = False,
    helps: bool = True,
) -> Paper:
    sections = [Section(one.title, one.exhibits, one.sentences) for one in chapters]
    posts = (load_letterhead().post,) if signs else ()
    own = Selection(language=words.language, year=year)
    return paper(title, sections, own, words, signs=posts, is_sheet=is_sheet, helps=helps)
