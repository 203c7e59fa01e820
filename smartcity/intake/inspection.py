"""What a dry run of a file answers, where it took kind, year and track from, and why something can be refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from smartcity.checks import Checked, Options
from smartcity.checks.answers import Answers
from smartcity.checks.worded import worded
from smartcity.intake.journal import COMMIT, Line
from smartcity.intake.questions import Question
from smartcity.method.layout import Layout, load_layouts, normalise
from smartcity.method.regions import MANY, configured_site
from smartcity.reading import Reading
from smartcity.reading.extract import INSTRUCTIONS, KIND_LABELS, instruction_fields
from smartcity.records.decisions import NOTHING, Decisions
from smartcity.records.findings import Finding, is_loadable
from smartcity.records.observations import Extract
from smartcity.warehouse import KINDS_OF_ALL

PERSON, GUIDE, SHEET, HEADERS, ROWS, UNKNOWN = "person", "guide", "sheet", "headers", "rows", "unknown"
"""A person said so; the instruction sheet does; a field above the table; the headers; the rows; nothing does."""


class NotLoadable(ValueError):
    """The file has errors; nothing was changed."""

    def __init__(self, inspection: "Inspection") -> None:
        super().__init__("file has errors")
        self.inspection = inspection


class Unseen(NotLoadable):
    """The file would take the place of what others put down meanwhile, and who loads it was not told; nothing changed.

    The inspection says what stands against what.
    """


class AlreadyLoaded(ValueError):
    """The same bytes are loaded already; *line* is the entry."""

    def __init__(self, line: Line) -> None:
        super().__init__(f"already loaded as {line.id}")
        self.line = line


class UnknownEntry(LookupError):
    """No such commit that could be withdrawn; *known* lists those that can."""

    def __init__(self, entry: str, known: Sequence[Line]) -> None:
        super().__init__(entry)
        self.entry = entry
        self.known = tuple(known)


Row = tuple[str, int]
"""A sheet and the number of a row on it."""


@dataclass(frozen=True)
class Follows:
    """Of which survey in force (*line*) a file holds the next version, and how many forms are what beside it.

    *same* stand in both as they were, *changed* in both with other answers; *new* ones came, *missing* ones are not
    there any more. *rows* finds each that stands in both by its row in the earlier version; *left_out* are the rows
    here of forms that a person left out there.
    """

    line: Line
    same: int
    changed: int
    new: int
    missing: int
    rows: Mapping[Row, Row]
    left_out: frozenset[Row] = frozenset()


@dataclass(frozen=True)
class Inspection:
    """What a dry run finds: the judged workbook, or only findings when it could not be read as any kind.

    *reasons* says for "kind", "year" and "track" what each was taken from, one of the codes above.
    *questions* are what a person may decide about it; *decisions* those given with it, which no journal has yet.
    *follows* says which survey in force it is the next version of, told by its forms; *few* are the dimensions in which
    who remembers the means before can tell from those after what a few people answered.
    """

    file: str
    snapshot: str
    kind: str | None
    checked: Checked | None
    findings: tuple[Finding, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    decisions: Decisions = NOTHING
    follows: Follows | None = None
    few: tuple[str, ...] = ()

    @property
    def is_loadable(self) -> bool:
        """Whether a commit would be accepted."""
        return self.checked is not None and is_loadable(self.findings)

    @cached_property
    def year(self) -> int | None:
        """The year the file speaks of: its own, or the only or latest one of its rows."""
        if self.checked is None:
            return None
        if self.checked.year is not None:
            return self.checked.year
        # The rows of a survey have no year of their own, and there may be hundreds of thousands of them.
        tables = [rows for rows in self.checked.tables.values() if not isinstance(rows, Answers)]
        years = {row["year"] for rows in tables for row in rows if row.get("year") is not None}
        return max(years) if years else None

    @cached_property
    def region(self) -> str:
        """Whose the file is: the region that its rows state, `MANY` for several, "" for the one it is asked for."""
        stated: set[str] = set()
        for rows in self.checked.tables.values() if self.checked else ():
            if isinstance(rows, Answers):
                stated |= {*rows.respondents["region"].dropna()} if "region" in rows.respondents else set()
            else:
                stated |= {row["region"] for row in rows if row.get("region")}
        return stated.pop() if len(stated) == 1 else MANY if stated else ""

    @property
    def track(self) -> str | None:
        """The track of the whole file, where it has one."""
        return self.checked.track if self.checked else None

    @property
    def rows_read(self) -> int:
        """How many rows the tables hold."""
        return self.checked.rows_read if self.checked else 0

    @cached_property
    def worded(self) -> tuple[tuple[float, tuple[str, ...]], ...]:
        """The numbers that answers given in words were read as, each with its words."""
        return worded(self.checked, load_layouts()[self.checked.kind]) if self.checked else ()


def commit_line(path: str, file: str, by: str, found: Inspection, *, entry: str = "", why: str = "") -> Line:
    """Make the journal line of a judged file; *entry* is the earlier commit that it is a version of."""
    checked = found.checked
    whose = {"region": ""} if checked.kind in KINDS_OF_ALL else {}
    if configured_site().is_of_many and not whose and found.region:
        whose = {"region": found.region}
    return Line(
        action=COMMIT,
        by=by,
        snapshot=found.snapshot,
        path=path,
        file=file,
        kind=checked.kind,
        year=found.year,
        track=checked.track,
        is_sample=checked.is_sample,
        entry=entry,
        why=why,
        **whose,
    )


def reasons_of(
    reading: Reading, extracted: Extract, layout: Layout, options: Options, track_from: str = ""
) -> Mapping[str, str]:
    """Say for "kind", "year" and "track" what each was taken from.

    A year or track that the kind does not ask of the whole file stands in its rows. *track_from* says why the track is
    known where it is stated nowhere.
    """
    stated = instruction_fields(reading)
    says_kind = any(label in stated and normalise(stated[label].cell.value) == layout.kind for label in KIND_LABELS)
    reasons = {"kind": PERSON if options.kind else GUIDE if says_kind else HEADERS}
    of_file = {"year": (layout.needs_year, options.year), "track": (layout.needs_track, options.track)}
    for name, (is_needed, given) in of_file.items():
        field = extracted.fields.get(name)
        if not is_needed:
            reasons[name] = ROWS
        elif given is not None:
            reasons[name] = PERSON
        elif field is None or field.cell.value is None:
            reasons[name] = (track_from if name == "track" else "") or UNKNOWN
        else:
            reasons[name] = GUIDE if normalise(field.sheet) in INSTRUCTIONS else SHEET
    return reasons
