"""The journal: one JSON object a line, only ever appended; what was committed and withdrawn, by whom and when."""

import json
import os
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from math import isfinite
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Protocol

from smartcity.disk import settle
from smartcity.method.regions import MANY, configured_site, load_site
from smartcity.records import meetings, survey_plans
from smartcity.records.evidence import ADDED, Piece, is_sound
from smartcity.records.reports import Report
from smartcity.records.scenarios import Terms
from smartcity.records.signs import on_one_line, whole
from smartcity.records.tasks import STEP_NUMBERS
from smartcity.warehouse import KINDS_OF_ALL

COMMIT, WITHDRAW = "commit", "withdraw"
ALIAS, SCALE, LEAVE_OUT, TAKE_IN, KEEP = "alias", "scale", "leave_out", "take_in", "keep"
SCENARIO, TASKS, TASK, REPORT = "scenario", "tasks", "task", "report"
MEETING = "meeting"
EVIDENCE, INTERVIEW = "evidence", "interview"
SURVEY_PLAN = "survey_plan"
DECISIONS = frozenset({ALIAS, SCALE, LEAVE_OUT, TAKE_IN, KEEP})
SUPPOSED = frozenset({SCENARIO, TASKS, TASK, REPORT, EVIDENCE, INTERVIEW, SURVEY_PLAN})

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        COMMIT: (),
        WITHDRAW: (),
        ALIAS: ("of", "text", "meaning"),
        SCALE: ("scale",),
        LEAVE_OUT: ("sheet", "rows"),
        TAKE_IN: ("sheet", "rows"),
        KEEP: ("of", "sheet", "rows"),
        SCENARIO: ("scenario", "marks", "terms"),
        TASKS: ("scenario", "steps"),
        TASK: ("changes",),
        REPORT: ("changes",),
        MEETING: ("meeting", "changes"),
        EVIDENCE: ("changes",),
        INTERVIEW: ("text",),
        SURVEY_PLAN: ("changes",),
    }
)
"""What a line does, each with the fields that lines of other kinds do not need: load and take back; say what a name
means, which scale a form had, which rows stay out, come in again or count although a rule doubts them; keep a
self-assessment, take on the steps of a plan, say whose a task is, until when and how far, report on innovations; make
a meeting, and say what it looks at, notes and decides;
say whose the evidence for an item is, how far, and which pieces there are of it; say when the interview is; decide
which services a survey is about, when it is and of how many.

A new kind stands here, with its fields in `Line`; `standing` says what it means; its table is in the warehouse."""


class Kept(Protocol):
    """What a journal must be able to do where it is no file; *name* says what people may call it."""

    name: str

    def exists(self) -> bool:
        """Say whether there is one."""

    def read_bytes(self) -> bytes:
        """Give all lines as they would stand in a file."""

    def append(self, spelled: bytes) -> None:
        """Append whole lines, all or none."""


class JournalDamaged(ValueError):
    """A line that is no journal line stands before the last one; *number* says which, counted from one."""

    def __init__(self, path: Path | Kept, number: int, problem: Exception) -> None:
        super().__init__(f"{path.name} line {number}: {problem}")
        self.path = path
        self.number = number


class JournalNewer(ValueError):
    """Line *number* says an *action* that only a later version of the program knows; figures without it were others."""

    def __init__(self, path: Path | Kept, number: int, action: str) -> None:
        super().__init__(f"{path.name} line {number}: unknown action {action!r}")
        self.path = path
        self.number = number
        self.action = action


_TOLD = frozenset({"by", "file", "why", "scenario"})
"""Texts that people read in the history, each on one line; the others must equal what stands in a file."""


@dataclass(frozen=True)
class Line:
    """One line of the journal.

    A commit carries the snapshot's hash, its path below `raw/`, the name its owner gave it, and the kind, year and
    track it was judged as; a withdrawal names the entry it takes back and says why. A commit that names an entry is a
    version of it: what takes its place, or the same file again. *rest* says how many lines of the same step follow.

    A decision about a name has the kind *of* name, its *text* and its *meaning*, and the snapshot's hash where the name
    means that for one file only; one about a file the snapshot's hash
    with the *scale* of its form, or with the *sheet* and *rows* that stay out, come in again, or count although the
    rule *of* marks them.

    A self-assessment has the name of its *scenario*, *marks* by item and the *terms* of its plan; a plan that was taken
    on has its *steps*; what is said of tasks are *changes* by node, what is reported on innovations *changes* by name,
    what is said of a *meeting*, by its entry, *changes* by part, of evidence by item; the *text* of an interview is
    its moment. The *changes* of a survey's plan are the whole of it.

    *region* is whose it is: the one for which it was asked, "" for the home region's where the dashboard reaches no
    further, `MANY` of a file with rows of several. A file of a kind that speaks of all regions is nobody's.
    """

    action: str
    by: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:8])
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    snapshot: str = ""
    path: str = ""
    file: str = ""
    kind: str = ""
    year: int | None = None
    track: str | None = None
    is_sample: bool = False
    entry: str = ""
    why: str = ""
    of: str = ""
    text: str = ""
    meaning: str = ""
    scale: str = ""
    sheet: str = ""
    rows: tuple[int, ...] = ()
    scenario: str = ""
    marks: Mapping[str, float] = field(default_factory=dict)
    terms: Mapping[str, object] = field(default_factory=dict)
    steps: tuple[Mapping[str, object], ...] = ()
    changes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    meeting: str = ""
    region: str = field(default_factory=lambda: load_site().home if load_site().is_of_many else "")
    rest: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        # The journal and the tables see the same: what neither can hold is put right before either is written.
        for name, value in vars(self).items():
            held = whole(value)
            object.__setattr__(self, name, on_one_line(held) if name in _TOLD and isinstance(held, str) else held)

    @property
    def moment(self) -> datetime:
        """When it was written."""
        return datetime.fromisoformat(self.at)

    @property
    def told(self) -> dict[str, object]:
        """Its fields for a sentence about it: the line that makes a meeting is what the meeting is known by."""
        return vars(self) | {"meeting": self.meeting or self.id}


def read(path: Path | Kept) -> tuple[Line, ...]:
    """Read the journal; a last step that a crash cut off has not happened and is passed over.

    Raises:
        JournalDamaged: If a line before the last is not a journal line.

        JournalNewer: If a line says what this version cannot do.
    """
    if not path.exists():
        return ()
    content = _finished(path.read_bytes())
    known, lines = _READ.get(path, (b"", ()))
    if not content.startswith(known):
        known, lines = b"", ()
    made = [*lines]
    for number, piece in enumerate(content[len(known) :].split(b"\n"), start=known.count(b"\n") + 1):
        if not piece.strip():
            continue
        try:
            made.append(_line(piece))
        except _UNSOUND as problem:
            raise JournalDamaged(path, number, problem) from problem
        action = str(made[-1].action)
        if action not in KINDS:
            raise JournalNewer(path, number, action)
    lines = tuple(made)
    whole = content.rfind(b"\n") + 1
    _READ.clear()
    _READ[path] = content[:whole], lines if whole == len(content) else lines[:-1]
    return lines


_READ: dict[Path | Kept, tuple[bytes, tuple[Line, ...]]] = {}
"""The journal that was read last, as far as its lines are whole, and its lines: only what was appended is read anew."""


def is_cut(path: Path | Kept) -> bool:
    """Say whether a crash cut off the last step, which therefore has not happened."""
    content = path.read_bytes() if path.exists() else b""
    return _finished(content) != content


def _finished(content: bytes) -> bytes:
    """Leave out what a crash cut off at the end: half a line, and lines of a step whose last line is missing."""
    end = len(content)
    start = content.rfind(b"\n") + 1
    if not _is_line(content[start:]):
        end = start
    while True:
        last = end
        while last and content[last - 1 : last] == b"\n":
            last -= 1
        start = content.rfind(b"\n", 0, last) + 1
        piece = content[start:last]
        if not _is_line(piece) or not _line(piece).rest:
            return content[:end]
        end = start


_UNSOUND = (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)
"""What a line that says nothing sensible raises where it is read."""


def _line(piece: bytes) -> Line:
    known = {name: value for name, value in json.loads(piece).items() if name in Line.__dataclass_fields__}
    line = Line(
        **{"region": ""} | known | {"rows": tuple(known.get("rows", ())), "steps": tuple(known.get("steps", ()))}
    )
    _require_sound(line)
    return line


def _require_sound(line: Line) -> None:
    """Raise `ValueError` for a line in whose fields stands what its kind of field cannot hold."""
    texts = [line.action, line.by, line.id, line.at, line.region]
    texts += [getattr(line, one.name) for one in fields(Line) if one.default == "" and isinstance(one.default, str)]
    path = PurePosixPath(line.path) if isinstance(line.path, str) else PurePosixPath("/")
    sound = (
        all(isinstance(text, str) for text in texts),
        line.id != "",
        line.moment.tzinfo is not None,
        line.track is None or isinstance(line.track, str),
        line.year is None or (_is_whole(line.year) and MINYEAR <= line.year <= MAXYEAR),
        isinstance(line.is_sample, bool),
        _is_whole(line.rest) and line.rest >= 0,
        not path.is_absolute() and ".." not in path.parts and "\x00" not in line.path and "\\" not in line.path,
        all(_is_whole(row) and row > 0 for row in line.rows),
        all(isinstance(node, str) and _is_number(mark) for node, mark in line.marks.items()),
        all(step["node"] is not None for step in line.steps),
        all(_is_number(value) for step in line.steps for name, value in step.items() if name in STEP_NUMBERS and value),
        all(isinstance(change, Mapping) for change in line.changes.values()),
        line.action != REPORT or (line.year is not None and all(map(Report.of, line.changes.values()))),
        line.action != MEETING or meetings.is_sound(line.changes),
        line.action != EVIDENCE or (line.year is not None and all(map(is_sound, line.changes.values()))),
        line.action != SURVEY_PLAN or (line.year is not None and survey_plans.is_sound(line.changes)),
        line.action != INTERVIEW or (line.year is not None and datetime.fromisoformat(line.text).tzinfo is not None),
        _are_terms(Terms.of(line.terms)),
    )
    if not all(sound):
        raise ValueError("a field holds what it cannot hold")


def _are_terms(terms: Terms) -> bool:
    numbers = (terms.effort, *terms.ceilings.values(), *terms.budgets.values())
    efforts = all(steps and all(map(_is_number, steps)) for steps in terms.efforts.values())
    return efforts and all(map(_is_number, numbers)) and all(isinstance(one, str) for one in terms.owners.values())


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_line(piece: bytes) -> bool:
    """Say whether a last line is whole although its newline is missing: an editor may have dropped that."""
    try:
        _line(piece)
    except _UNSOUND:
        return False
    return True


def append(path: Path | Kept, lines: Iterable[Line]) -> None:
    """Append *lines* as one step, all or none, and force them to disk; a step cut off by a crash is dropped first.

    Raises `OSError` when the disk does not take them; then the journal holds what it held before.
    """
    step = tuple(lines)
    counted = [replace(line, rest=len(step) - number) for number, line in enumerate(step, start=1)]
    spelled = b"".join(
        json.dumps(_plain(line), ensure_ascii=False).encode(errors="replace") + b"\n" for line in counted
    )
    if isinstance(path, Path):
        _write(path, spelled)
    else:
        path.append(spelled)


def _write(path: Path, spelled: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("ab+", buffering=0) as file:
        file.seek(0)
        kept = _finished(file.read())
        file.truncate(len(kept))
        if kept and not kept.endswith(b"\n"):
            spelled = b"\n" + spelled
        try:
            while spelled:
                spelled = spelled[file.write(spelled) :]
            os.fsync(file.fileno())
        except OSError:
            file.truncate(len(kept))
            raise
    if is_new:
        settle(path.parent)


def _plain(line: Line) -> dict:
    return {name: value for name, value in asdict(line).items() if value not in ("", None, False, (), {})}


def in_force(lines: Iterable[Line]) -> tuple[Line, ...]:
    """List every line but withdrawals that no later line withdrew, in the order they were made."""
    standing: dict[str, Line] = {}
    for line in lines:
        if line.action == WITHDRAW:
            standing.pop(line.entry, None)
        else:
            standing[line.id] = line
    return tuple(standing.values())


def seen_from(lines: Sequence[Line], region: str) -> tuple[Line, ...]:
    """List the lines that a region is told of: its own, those of files that speak of all, and of several regions.

    What decides about a file is whose the file is, and what takes a line back whose that line is.
    """
    if region == configured_site().home and not any(line.region for line in lines):
        return tuple(lines)
    told, owners = {"", region, MANY}, whose(lines)
    return tuple(line for line in lines if owners[line.id] in told)


def whose(lines: Iterable[Line]) -> Mapping[str, str]:
    """Say whose each line is, by its entry: a region's, `MANY` for several, "" for all.

    What decides about a file is whose the file is, and what takes a line back whose that line is.
    """
    home = configured_site().home
    lines = tuple(lines)
    own = {
        line.id: "" if line.action == COMMIT and line.kind in KINDS_OF_ALL else line.region or home for line in lines
    }
    of_files = {line.snapshot: own[line.id] for line in lines if line.action == COMMIT}
    decided = {line.id: of_files.get(line.snapshot, own[line.id]) for line in lines}
    return decided | {line.id: decided.get(line.entry, own[line.id]) for line in lines if line.action == WITHDRAW}


def kept_paths(lines: Sequence[Line]) -> frozenset[str]:
    """Name the copies below `raw/` that any of *lines* speaks of."""
    gathered = [line for line in lines if line.action == EVIDENCE]
    pieces = (piece for line in gathered for change in line.changes.values() for piece in change.get(ADDED, ()))
    return frozenset((*(line.path for line in lines), *(Piece(**piece).path for piece in pieces)))


def active(lines: Iterable[Line]) -> tuple[Line, ...]:
    """List the commits that no later line withdrew, in the order they were made."""
    return tuple(line for line in in_force(lines) if line.action == COMMIT)
