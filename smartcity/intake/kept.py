"""What files were judged to be lately: checking, previewing, committing and rebuilding read and judge each once.

A judgement is a pure function of a file's bytes and name and of what it is judged against, so what is kept is what
would be made again. Readings hold names and telephone numbers and are kept for one step only; a long file is known for
as long as somebody holds what it was judged to be, as the page does that it stands on.
"""

import dataclasses
import gc
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import astuple, dataclass, replace
from functools import wraps

from smartcity import reading as workbook
from smartcity.checks import Checked, Options, Reference
from smartcity.checks.answers import Answers
from smartcity.checks.names import called_sheets
from smartcity.checks.tables import TAKEN, CheckedTable
from smartcity.intake.folder import identity
from smartcity.intake.inspection import Inspection
from smartcity.method.layout import load_layouts
from smartcity.method.regions import Regions
from smartcity.reading import Reading, Sheet
from smartcity.records.findings import Finding

LARGEST = 500_000
"""Values of the largest judgement that outlives its step and those who hold it."""

MOST = 2_000_000
"""Values of all judgements that are kept; those of the file that was not asked for longest go first."""

JUDGEMENTS = 4
"""So many judgements of one file are kept."""

_SURVEY, _KEY = "survey", "person_key"

Key = tuple[str, str]
"""A file: the identity of its bytes, and its name."""

Judge = Callable[[Reading, str, Options, Reference], Inspection]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a file was judged to be, as what and against what, and how many values that is.

    *is_whole* says that what a person may decide about it was asked as well. Of a long file *found* has no rows: those
    are *held* by who asked for it.
    """

    file: str
    options: Options
    reference: Reference
    found: Inspection
    size: int
    is_whole: bool
    held: weakref.ref[Checked] | None = None

    @property
    def whole(self) -> Inspection | None:
        """What it was judged to be; None where nobody holds that any more."""
        if self.held is None:
            return self.found
        checked = self.held()
        return None if checked is None else replace(self.found, checked=checked)

    def as_asked(self, options: Options, *, is_whole: bool) -> Inspection | None:
        """Return what it was judged to be as what *options* say; None where that was not asked.

        Who asks for the rows alone is given them also where the file itself said what a person says now: all that was
        said of it then is that it need not be asked.
        """
        if self.options == options:
            return self.whole if self.is_whole >= is_whole else None
        found = None if is_whole or not _is_left_to_file(self.options, options) else self.whole
        if found is None or said_by(found) != options:
            return None
        findings = [_without_taken(part) for part in (found.findings, found.checked.findings)]
        return replace(found, findings=findings[0], checked=replace(found.checked, findings=findings[1], track_from=""))


class _Shelf:
    """Judgements by file, for all threads; *most* is how many values it holds, None for any number."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._files: OrderedDict[Key, tuple[_Judged, ...]] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return any(one.whole is not None for one in self._files.get(key, ()))

    def find(self, key: Key, file: str, options: Options, reference: Reference, *, is_whole: bool) -> Inspection | None:
        """Return what a file was judged to be."""
        with self._lock:
            judged = self._files.get(key, ())
            if judged:
                self._files.move_to_end(key)
        for one in judged:
            if one.file == file and _is_same(one.reference, reference, one.found.kind):
                found = one.as_asked(options, is_whole=is_whole)
                if found is not None:
                    return found
        return None

    def put(self, key: Key, judged: _Judged) -> None:
        """Keep a judgement; of a large one only as long as it is held."""
        if self._most is not None and judged.size > LARGEST:
            bare, held = replace(judged.found, checked=None), weakref.ref(judged.found.checked)
            judged = replace(judged, found=bare, size=len(bare.findings), held=held)
        with self._lock:
            self._files[key] = (*self._files.pop(key, ()), judged)[-JUDGEMENTS:]
            while self._most is not None and sum(one.size for own in self._files.values() for one in own) > self._most:
                self._files.popitem(last=False)


@dataclass(frozen=True)
class _Step:
    """What one step has read and judged."""

    readings: dict[Key, Reading]
    shelf: _Shelf


_shared = _Shelf(MOST)
_step: ContextVar[_Step | None] = ContextVar("step", default=None)


@contextmanager
def one_step() -> Iterator[None]:
    """Keep whatever is read and judged inside, however long, until the end of the step."""
    if _step.get() is not None:
        yield
        return
    token = _step.set(_Step({}, _Shelf()))
    try:
        yield
    finally:
        _step.reset(token)


class _File(Reading):
    """A file that is read when somebody looks into it, and others of its *group* in the same process if unknown."""

    __slots__ = ("_content", "_group", "_name", "_read", "key")

    def __init__(self, content: bytes, name: str, group: Sequence["_File"] = ()) -> None:
        values = {"key": (identity(content), name), "_content": content, "_name": name, "_group": group, "_read": None}
        for attribute, value in values.items():
            object.__setattr__(self, attribute, value)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its sheets."""
        return self.reading().sheets

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said about reading it."""
        return self.reading().findings

    def reading(self, progress: workbook.Progress | None = None) -> Reading:
        """Read it, once."""
        if self._read is None:
            strangers = [other for other in self._group if other is not self and not other.is_known]
            if not self._is_remembered():
                readings = (
                    workbook.read_many([(file._name, file._content) for file in (self, *strangers)])
                    if strangers
                    else [workbook.read(self._content, self._name, progress=progress)]
                )
                for file, reading in zip((self, *strangers), readings):
                    file._remember(reading)
        return self._read

    @property
    def is_known(self) -> bool:
        """Whether it was read in this step or judged before."""
        return self._read is not None or self._is_remembered() or any(self.key in shelf for shelf in _shelves())

    def _is_remembered(self) -> bool:
        step = _step.get()
        if step is not None and self.key in step.readings:
            object.__setattr__(self, "_read", step.readings[self.key])
        return self._read is not None

    def _remember(self, reading: Reading) -> None:
        reading = _without_people(reading)
        object.__setattr__(self, "_read", reading)
        step = _step.get()
        if step is not None:
            step.readings[self.key] = reading


def _without_people(reading: Reading) -> Reading:
    """Let no sheet go by a name that holds personal data, nor a finding tell one."""
    own = [sheet.name for sheet in reading.sheets]
    shown = dict(zip(own, called_sheets(own)))
    told = {finding.place.sheet for finding in reading.findings} - shown.keys()
    shown |= {name: called_sheets([name])[0] for name in told}
    if all(name == given for name, given in shown.items()):
        return reading
    sheets = tuple(replace(sheet, name=shown[sheet.name]) for sheet in reading.sheets)
    findings = (replace(one, place=replace(one.place, sheet=shown[one.place.sheet])) for one in reading.findings)
    return Reading(sheets, tuple(findings))


def read(content: bytes, name: str, progress: workbook.Progress | None = None) -> _File:
    """Read a file as `workbook.read` does; one that was judged before is read only when somebody looks into it."""
    file = _File(content, name)
    if not file.is_known:
        file.reading(progress)
    return file


def read_many(files: Sequence[tuple[str, bytes]]) -> list[Reading]:
    """Read files, (name, content) each, when somebody looks into them."""
    group: list[_File] = []
    group += [_File(content, name, group) for name, content in files]
    return [*group]


_collector = threading.Lock()
_waiting = 0
_was_enabled = False


@contextmanager
def without_collector() -> Iterator[None]:
    """Put off the search for reference cycles: it looks at every row of a long file and finds nothing.

    Once nobody is inside any more, the collector is as it was.
    """
    global _waiting, _was_enabled
    with _collector:
        if not _waiting:
            _was_enabled = gc.isenabled()
            gc.disable()
        _waiting += 1
    try:
        yield
    finally:
        with _collector:
            _waiting -= 1
            if not _waiting and _was_enabled:
                gc.enable()


def remembered(
    key: Key,
    file: str,
    options: Options,
    reference: Reference,
    judge: Callable[[], Inspection],
    *,
    is_whole: bool = False,
) -> Inspection:
    """Return what a file was judged to be as this and against that; *judge* says it where nothing remembers.

    What it returns is the caller's own: changing it changes nothing that is kept. A long file's is everybody's, and is
    known for as long as one of them holds it.
    """
    for shelf in _shelves():
        found = shelf.find(key, file, options, reference, is_whole=is_whole)
        if found is not None:
            return _own(found)
    found = judge()
    # A refusal to read may be the fault of a busy machine.
    if found.checked is not None:
        for shelf in _shelves():
            shelf.put(key, _Judged(file, options, reference, found, _size(found), is_whole))
    return _own(found)


def judging(judge: Judge) -> Judge:
    """Make a function that judges by *judge*, or returns what it gave for the same file and the same reference."""

    @wraps(judge)
    def judged(reading: Reading, file: str, options: Options, reference: Reference) -> Inspection:
        if not isinstance(reading, _File):
            return judge(reading, file, options, reference)

        def anew() -> Inspection:
            with without_collector():
                return judge(reading, file, options, reference)

        return remembered(reading.key, file, options, reference, anew)

    return judged


def _shelves() -> tuple[_Shelf, ...]:
    step = _step.get()
    return (_shared,) if step is None else (step.shelf, _shared)


def _is_same(one: Reference, other: Reference, kind: str | None) -> bool:
    """Say whether two references judge a file of a kind alike: all their parts are equal, regions by what they list.

    The key of persons is for surveys alone.
    """
    parts = [part.name for part in dataclasses.fields(Reference) if kind == _SURVEY or part.name != _KEY]
    pairs = ((getattr(one, name), getattr(other, name)) for name in parts)
    return all(_contents(left) == _contents(right) for left, right in pairs)


def _contents(part: object) -> object:
    return part.all if isinstance(part, Regions) else part


def said_by(found: Inspection) -> Options:
    """Return the options that say of a judged file what it was judged as, so that nothing is left to the file."""
    layout = load_layouts().get(found.kind)
    return Options(found.kind, found.checked.year if layout and layout.needs_year else None, found.checked.track)


def _is_left_to_file(before: Options, now: Options) -> bool:
    return all(old in (None, new) for old, new in zip(astuple(before), astuple(now)))


def _without_taken(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.code != TAKEN)


def _size(found: Inspection) -> int:
    tables = () if found.checked is None else found.checked.tables.values()
    rows = sum(
        rows.respondents.size + 2 * rows.values.size if isinstance(rows, Answers) else sum(map(len, rows))
        for rows in tables
    )
    return rows + len(found.findings) + (0 if found.checked is None else len(found.checked.places))


def _own(found: Inspection) -> Inspection:
    if found.checked is None or _size(found) > LARGEST:
        return found
    tables = {name: _own_rows(rows) for name, rows in found.checked.tables.items()}
    return replace(found, checked=replace(found.checked, tables=tables))


def _own_rows(rows: CheckedTable) -> CheckedTable:
    if not isinstance(rows, Answers):
        return tuple(map(dict, rows))
    return replace(rows, **{name: getattr(rows, name).copy(deep=False) for name in ("respondents", "values", "raws")})
