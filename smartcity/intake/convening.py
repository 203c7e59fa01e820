"""Keep what people say of meetings as lines of the journal, and what a meeting showed beside it, by its hash."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from smartcity.access.policy import ARRANGE, MINUTE, REPORT, Asker
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.intake.building import take
from smartcity.intake.flow import in_force
from smartcity.intake.folder import DataFolder, SnapshotLost
from smartcity.intake.inspection import UnknownEntry
from smartcity.intake.journal import MEETING, WITHDRAW, Line, read
from smartcity.intake.meetings import FOLLOWED, told_of
from smartcity.office.meetings import Fault, Faulty, faults_of, next_code
from smartcity.records.meetings import ACTION, ITSELF, MINUTES, POINT, STARTED, Meeting, Point, Said, is_sound
from smartcity.records.tasks import STATUS
from smartcity.warehouse import Warehouse

FROZEN = "rapat"
"""Where frozen exhibits lie below `raw/`."""


class SaidMeanwhile(ValueError):
    """Somebody else said something of the same *field* of a part meanwhile: *theirs* stands, *own* is not written."""

    def __init__(self, part: str, field: str, theirs: object, own: object, by: str) -> None:
        self.part, self.field, self.theirs, self.own, self.by = part, field, theirs, own, by
        super().__init__(f"{part}.{field}")


def arrange_meeting(folder: DataFolder, year: int, details: Said, by: Asker, warehouse: Warehouse) -> Line:
    """Make a meeting of the evaluation of *year*, and rebuild *warehouse*; the line's entry is the meeting's code.

    Raises:
        NotAllowed: If *by* may not.

        Faulty: With all that is wrong with the details.
    """
    by.require(ARRANGE)
    line = Line(MEETING, by.name, year=year, changes={ITSELF: dict(details)})
    with folder.lock:
        _require(line.changes, None, year, warehouse)
        take(folder, [line], warehouse)
    return line


def change_meeting(
    folder: DataFolder,
    meeting: str,
    changes: Mapping[str, Said],
    by: Asker,
    warehouse: Warehouse,
    *,
    seen: Mapping[tuple[str, str], object] | None = None,
    frozen: Mapping[str, bytes] | None = None,
) -> Line | None:
    """Write what is said of the parts of a meeting, and rebuild *warehouse*; None where all is so already.

    A part `p` or `a` without a number is a new point or action item.

    Args:
        folder: The data folder.

        meeting: Its code.

        changes: What is said, by part and field; None takes back what was said.

        by: Who says it.

        warehouse: The open warehouse.

        seen: What stood in fields, by part and field, when *by* began to write: where something else stands there now
            nothing is written over it.

        frozen: What is shown at points, by part: kept, and named by the line.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If there is no such meeting.

        SaidMeanwhile: If somebody else changed a field that was *seen* otherwise.

        Faulty: With all that is wrong with what is said.
    """
    with folder.lock:
        history = read(folder.journal)
        lines = in_force(folder)
        told = told_of(lines).get(meeting)
        standing = None if told is None else told.meeting()
        _ask(by, changes, standing)
        if told is None:
            raise UnknownEntry(meeting, [line for line in lines if line.action == MEETING and not line.meeting])
        for (part, name), value in (seen or {}).items():
            theirs = told.parts.get(part, {}).get(name)
            own = changes.get(part, {}).get(name)
            if (theirs or None) not in (value or None, own):
                raise SaidMeanwhile(part, name, theirs, own, told.by.get((part, name), ""))
        taken = {part for line in history if (line.meeting or line.id) == meeting for part in line.changes}
        named = _named(changes, taken)
        kept = {part: content for part, content in zip(named, map((frozen or {}).get, changes)) if content}
        began = standing.has_begun
        named = {part: {**change, **_hashes(kept.get(part), began=began)} for part, change in named.items()}
        _require(named, standing, standing.year, warehouse)
        line = Line(MEETING, by.name, meeting=meeting, year=standing.year, changes=_news(named, told.parts))
        if not line.changes:
            return None
        with _keeping(folder, kept.values()):
            take(folder, [line], warehouse)
    return line


def start_meeting(
    folder: DataFolder,
    meeting: str,
    shown: Mapping[str, bytes],
    followed: bytes | None,
    by: Asker,
    warehouse: Warehouse,
) -> Line | None:
    """Begin a meeting: from now on its exhibits are what is *shown* at its points; None where it has begun already.

    A point that is not among them stays what it was when it was added. *followed* is what earlier meetings left to do.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If there is no such meeting.
    """
    by.require(ARRANGE)
    with folder.lock:
        lines = in_force(folder)
        told = told_of(lines).get(meeting)
        if told is None:
            raise UnknownEntry(meeting, [line for line in lines if line.action == MEETING and not line.meeting])
        standing = told.meeting()
        if standing.has_begun:
            return None
        changes: dict[str, dict[str, object]] = {ITSELF: {STARTED: True}}
        for point in standing.points:
            content = shown.get(point.code)
            frozen = folder.hash_of(content) if content else point.copy
            if frozen:
                changes[point.code] = {"frozen": frozen}
        contents = [*shown.values()]
        if followed:
            contents.append(followed)
            changes[FOLLOWED] = {"page": "rapat", "exhibit": "tindak-lanjut-rapat", "frozen": folder.hash_of(followed)}
        line = Line(MEETING, by.name, meeting=meeting, year=standing.year, changes=changes)
        with _keeping(folder, contents):
            take(folder, [line], warehouse)
    return line


def discard_meeting(folder: DataFolder, meeting: str, by: Asker, why: str, warehouse: Warehouse) -> tuple[Line, ...]:
    """Take back a meeting with all that was said of it, and rebuild *warehouse*; what it showed stays kept.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If there is no such meeting.
    """
    by.require(ARRANGE)
    with folder.lock:
        lines = [line for line in in_force(folder) if line.action == MEETING]
        own = [line for line in lines if meeting in (line.id, line.meeting)]
        if not any(line.id == meeting and not line.meeting for line in own):
            raise UnknownEntry(meeting, [line for line in lines if not line.meeting])
        gone = tuple(Line(WITHDRAW, by.name, entry=line.id, why=why) for line in own)
        take(folder, gone, warehouse)
    return gone


def shown_at(folder: DataFolder, point: Point) -> bytes:
    """Return the frozen exhibit of a point.

    Raises:
        SnapshotLost: If it is gone, or holds other bytes.
    """
    return folder.kept_by_hash(FROZEN, point.shown, ".json")


def exhibits_at(
    folder: DataFolder, meeting: Meeting, language: str, only: str | None = None
) -> dict[str, Exhibit | None]:
    """Return what a meeting shows at its points with an exhibit, or at one of them; None where its copy is lost."""
    points = [point for point in meeting.points if point.shown and only in (None, point.code)]
    return {point.code: _exhibit_at(folder, point, language) for point in points}


def _exhibit_at(folder: DataFolder, point: Point, language: str) -> Exhibit | None:
    # With it comes all that draws, which no other step needs.
    from smartcity.exhibits.kit.frozen import NotFrozen, thawed

    try:
        return thawed(shown_at(folder, point), language)
    except (SnapshotLost, NotFrozen):
        return None


def _ask(by: Asker, changes: Mapping[str, Said], standing: Meeting | None) -> None:
    """Require the right to each thing that is said: the minutes are another's than the agenda."""
    for part, change in changes.items():
        known = standing.action(part) if standing is not None and part.startswith(ACTION) else None
        if known is not None and change.keys() <= {STATUS} and not by.may(MINUTE):
            by.require(REPORT, known.owner)
        elif part.startswith(ACTION) or (part.startswith(POINT) and change.keys() <= MINUTES):
            by.require(MINUTE)
        else:
            by.require(ARRANGE)


def _named(changes: Mapping[str, Said], taken: set[str]) -> dict[str, Said]:
    """Give new points and action items their codes."""
    named: dict[str, Said] = {}
    for part, change in changes.items():
        is_new = part[:1] in (POINT, ACTION) and not part[1:].isdecimal()
        named[next_code(part[0], taken | named.keys()) if is_new else part] = change
    return named


def _hashes(content: bytes | None, *, began: bool) -> dict[str, object]:
    """Name what is shown at a point that is added; once the meeting has begun, it is what it will stay."""
    if not content:
        return {}
    held = DataFolder.hash_of(content)
    return {"copy": held} | ({"frozen": held} if began else {})


def _require(changes: Mapping[str, Said], standing: Meeting | None, year: int, warehouse: Warehouse) -> None:
    faults = [] if is_sound(changes) else [Fault("unsound")]
    known = {ITSELF, *(() if standing is None else (one.code for one in (*standing.points, *standing.actions)))}
    faults = faults or faults_of(changes, standing, year, warehouse.methods.years)
    fresh = [part for part in changes if part not in known]
    if standing is not None and not faults:
        faults = [
            Fault("no_part", part, {"known": sorted(known - {ITSELF})}) for part in fresh if not _is_new(changes[part])
        ]
    if faults:
        raise Faulty(faults)


def _is_new(change: Said) -> bool:
    return bool(change.get("topic") or change.get("exhibit") or change.get("what"))


def _news(changes: Mapping[str, Said], parts: Mapping[str, Said]) -> dict[str, dict[str, object]]:
    """Keep what is not said already."""
    news = {}
    for part, change in changes.items():
        held = parts.get(part, {})
        own = {name: value for name, value in change.items() if (value or None) != (held.get(name) or None)}
        if own:
            news[part] = own
    return news


@contextmanager
def _keeping(folder: DataFolder, contents: Iterable[bytes]) -> Iterator[None]:
    """Keep what is shown while a line that names it is written; what was not there before goes again if that fails."""
    made = [folder.keep_by_hash(FROZEN, content, ".json") for content in contents]
    try:
        yield
    except BaseException:
        for path, is_new in made:
            if is_new:
                path.unlink(missing_ok=True)
        raise
