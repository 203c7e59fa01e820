"""The yearly report, for the Bupati and for the public, and the one page for the head of office.

Its sentences are the findings of the exhibits that stand in it, so that no sentence can say other than the figures
below it. What is for the public holds nothing invented, simulated or of the office's own work.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from smartcity.answers import meetings as meetings_known
from smartcity.answers import scores
from smartcity.exhibits import dimensions, respondents, survey
from smartcity.exhibits.evidence import calendar, events, open_said
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Exhibit, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.meeting import actions, meeting_said, minutes, point_said
from smartcity.exhibits.overview import standing
from smartcity.exhibits.overview.readiness import readiness
from smartcity.exhibits.pages.parts import Make
from smartcity.exhibits.ranks import movement, standings
from smartcity.exhibits.simulation import taken
from smartcity.method.regions import load_site
from smartcity.records.meetings import Meeting, Point
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

CHAPTERS: dict[str, tuple[Make, ...]] = {
    "position": (standing.trend, standings.strip),
    "components": (standing.components, movement.moves),
    "dimensions": (dimensions.coverage,),
    "survey": (respondents.progress, survey.impact, survey.satisfaction),
    "innovations": (dimensions.owners, dimensions.partners),
}
"""What a report shows of a year, chapter by chapter; what was decided and what comes next follow."""

Held = Callable[[Meeting], Mapping[str, Exhibit | None]]
"""Gives what a meeting looked at, by point, None for what is lost."""

HOW_FAR = ("number", "node_said", "text", "part", "owner", "due", "status_said")
"""What a report tells of each task: who wrote it down when, and from which mark, is for the page."""

OPEN_ON_SHEET = 5
"""How much of what is late or due next the page for the head of office has room to name."""


@dataclass(frozen=True)
class Chapter:
    """A part of a report: its title, sentences of its own, and exhibits."""

    title: str
    exhibits: tuple[Exhibit, ...] = ()
    sentences: tuple[str, ...] = ()


def years(warehouse: Warehouse, today: date) -> tuple[int, ...]:
    """List the years that can be reported on: what is loaded is of them, or the office works in them until *today*."""
    known = available(warehouse)
    worked_in = (year for year in known.offered_years if year <= today.year)
    return tuple(sorted({*known.years, *known.survey_years, *worked_in}))


def annual(
    warehouse: Warehouse, selection: Selection, words: Words, today: date, held: Held, *, is_public: bool
) -> tuple[Chapter, ...]:
    """Put the report of a year together: a summary, the chapters, what was decided and done, and what comes next."""
    question = warehouse, selection, words
    chapters = [
        Chapter(words(f"papers.report.{name}"), tuple(_alone(make(*question)) for make in makes))
        for name, makes in CHAPTERS.items()
    ]
    happened = dimensions.agenda_of_year(*question)
    decided = () if is_public else tuple(_decided(warehouse, selection.year, words, today, held))
    chapters.append(Chapter(words("papers.report.decided"), (*decided, happened)))
    makes = (events,) if is_public else (readiness, calendar)
    following = tuple(_alone(make(warehouse, _of_today(selection, today), words)) for make in makes)
    chapters.append(Chapter(words("papers.report.next"), following))
    if is_public:
        chapters = [replace(one, exhibits=tuple(filter(is_for_public, one.exhibits))) for one in chapters]
        chapters = [one for one in chapters if one.exhibits]
    first = standing.headline(*question).text
    findings = (next((_said(own, words) for own in one.exhibits if own.empty is None), "") for one in chapters[1:])
    summary = Chapter(words("papers.report.summary"), sentences=(first, *filter(None, findings)))
    return (summary, *chapters)


def _of_today(selection: Selection, today: date) -> Selection:
    return replace(selection, year=today.year, today=today.isoformat())


def is_for_public(exhibit: Exhibit) -> bool:
    """Say whether an exhibit may go to the public: it shows something, and nothing in it is invented or simulated."""
    return exhibit.empty is None and not exhibit.is_sample and scores.SIMULASI not in exhibit.bases


def sheet(warehouse: Warehouse, selection: Selection, words: Words, today: date) -> tuple[Chapter, ...]:
    """Put the one page for the head of office together: where we stand, why, and what is due as of *today*.

    What is due is that of the round that comes, whatever year we stand in.
    """
    question = warehouse, selection, words
    coming = warehouse, _of_today(selection, today), words
    parts, moves = standing.components(*question), movement.moves(*question)
    drawn = (_alone(parts),) if parts.empty is None else ()
    moved = (moves.message,) if moves.empty is None else ()
    due = readiness(*coming).message, *open_said(*coming, OPEN_ON_SHEET)
    # The quotas of the year and the items of the round that comes are counted here.
    methods = (warehouse.methods.get(year, load_site().track) for year in (selection.year, today.year))
    whose = rules_said(methods, words)
    return (
        Chapter(
            words("papers.sheet.where"),
            sentences=(standing.headline(*question).text, " · ".join(_cards(question, words))),
        ),
        Chapter(words("papers.sheet.why"), drawn, moved if drawn else (parts.message, *moved)),
        Chapter(words("papers.sheet.due"), sentences=(*due, *filter(None, (whose,)))),
    )


def record(
    warehouse: Warehouse, meeting: Meeting, shown: Mapping[str, Exhibit | None], words: Words
) -> tuple[Chapter, ...]:
    """Put the minutes of a meeting together: who was there, what was decided point by point, and who does what.

    *shown* are the exhibits that it looked at, by point; one that is lost is not shown.
    """
    people = words.join(f"{institution} ({role})" for role, institution in meeting.people)
    there = (words("papers.record.people", people=people),) if people else ()
    held = {code: one for code, one in shown.items() if one is not None}
    opening = Chapter(
        words("papers.record.said"),
        (minutes(warehouse, meeting, held, words), actions(warehouse, meeting, words)),
        (meeting_said(meeting, words), *filter(None, (meeting.venue,)), *there),
    )
    points = (_point(number, point, held.get(point.code), words) for number, point in enumerate(meeting.points, 1))
    return (opening, *points)


def _point(number: int, point: Point, shown: Exhibit | None, words: Words) -> Chapter:
    """Put a point of the minutes together; the finding of its exhibit is not said twice."""
    topic = point.topic or ("" if shown is not None and shown.empty is None else point_said(point, shown))
    title = words(f"papers.record.{'point' if topic else 'bare_point'}", number=number, topic=topic)
    decided = (words("papers.record.decision", text=text) for text in point.decisions)
    if shown is not None and shown.empty is not None:
        return Chapter(title, (), (*filter(None, (shown.empty.why, point.note)), *decided))
    return Chapter(title, () if shown is None else (shown,), (*filter(None, (point.note,)), *decided))


def _cards(question: tuple[Warehouse, Selection, Words], words: Words) -> Iterable[str]:
    for card in standing.cards(*question):
        further = ", ".join(filter(None, (card.delta, words("ui.sample.tag") if card.is_sample else "")))
        key = "papers.sheet.card_more" if further else "papers.sheet.card"
        yield words(key, label=card.label, value=card.value, further=further)


def _decided(warehouse: Warehouse, year: int | None, words: Words, today: date, held: Held) -> Iterable[Exhibit]:
    """Give what the meetings of the year decided and left to do, the newest first, and what the plan left to do."""
    for meeting in meetings_known.meetings(warehouse):
        if meeting.year == year:
            shown = {code: one for code, one in held(meeting).items() if one is not None}
            for one in (minutes(warehouse, meeting, shown, words), actions(warehouse, meeting, words)):
                if one.empty is None:
                    named = f"{meeting_said(meeting, words)}: {one.message}"
                    yield replace(one, key=f"{one.key}-{meeting.code}", message=named)
    tasks = taken(warehouse, year, load_site().track, words, today) if year else None
    if tasks is not None and tasks.empty is None:
        told = tuple(column for column in tasks.table.columns if column.code in HOW_FAR)
        yield replace(tasks, table=Table(tasks.table.frame, told))


def _said(exhibit: Exhibit, words: Words) -> str:
    """Give the finding of an exhibit as a sentence that stands alone: what is invented or by borrowed rules says so."""
    marks = [words("ui.sample.tag")] if exhibit.is_sample else []
    marks += [words("ui.rules.tag")] if exhibit.rules else []
    return words("papers.marked", message=exhibit.message, mark=" · ".join(marks)) if marks else exhibit.message


def _alone(exhibit: Exhibit) -> Exhibit:
    """Leave out what is folded into an exhibit: a report shows the finding, the page its parts."""
    return replace(exhibit, details=())
