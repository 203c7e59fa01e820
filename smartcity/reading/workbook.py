"""Turn the bytes of a spreadsheet nobody vouches for into cells with addresses.

Whatever the bytes are, the answer is a `Reading`: sheets, or a finding that says why there are none. The parsing
runs in a process of its own with limited memory and time, because a file of five kilobytes can abort a process
that parses it.
"""

import dataclasses
import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Any

from smartcity.reading.dense import Gathering
from smartcity.reading.guard import CRASH, TIME, Guarded, Request
from smartcity.reading.prescan import MEBIBYTE, TOML, Limits, Refusal, has_expected_extension, prescan, with_slashes
from smartcity.reading.sheets import Reading, Sheet
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Flaw

Progress = Callable[[float], None]
"""Is told the share of a file that is read, from above 0 to 1."""

_SCANNED_FIRST_BELOW = 8 * MEBIBYTE
TOML_LIMITS = Limits(file_bytes=MEBIBYTE // 4, memory_bytes=1024 * MEBIBYTE, seconds=10.0)
"""What a definition may cost; the longest that anybody wrote has twenty kilobytes."""


_NOT_FINITE = Flaw("error_value", "NaN")


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    request: Request
    findings: tuple[Finding, ...]


def read(
    content: bytes,
    name: str,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    progress: Progress | None = None,
) -> Reading:
    """Read one file; *name* is what its owner calls it, used in places and, for a csv, as the sheet's name.

    Whole numbers are `int`, others `float`, texts exactly as stored; a duration is its number of days. *progress* is
    told the share that is done while a long file is read.
    """
    return _read_all([(name, content)], limits, _Report(progress))[0]


def read_many(
    files: Sequence[tuple[str, bytes]],
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> list[Reading]:
    """Read several files, (name, content) each, in one process; one that kills it takes no other with it."""
    return _read_all(files, limits, _Report())


def read_toml(content: bytes, name: str) -> dict[str, object]:
    """Read the tables of a TOML file; raise `Refused` with the finding that says why there are none."""
    if len(content) > TOML_LIMITS.file_bytes:
        values = {"bytes": len(content), "limit": TOML_LIMITS.file_bytes, "reason": "definition"}
        raise Refused(Finding("file.too_large", Place(name), "", values))
    with Guarded([Request(TOML, content, "", True)], TOML_LIMITS) as child:
        answer = next(iter(child.frames()), None)
    if answer is None:
        raise Refused(Finding("definition.not_toml", Place(name)))
    if "refusal" in answer:
        told = answer["refusal"]
        is_told = told["code"] == "definition.not_toml"
        raise Refused(Finding("definition.not_toml", Place(name), "", told["values"] if is_told else {}))
    return json.loads(answer["toml"])


class Refused(Exception):
    """A file that is no workbook is refused; *finding* says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def _read_all(files: Sequence[tuple[str, bytes]], limits: Limits, report: "_Report") -> list[Reading]:
    readings: dict[int, Reading] = {}
    waiting: deque[tuple[int, _Job]] = deque()
    for number, (name, content) in enumerate(files):
        try:
            waiting.append((number, _job(name, content, limits)))
        except Refusal as refusal:
            readings[number] = Reading((), (_finding(refusal, name),))
    while waiting:
        jobs = [job for _, job in waiting]
        answers, ending = _converse(jobs, limits, report)
        for answer in answers:
            readings[waiting.popleft()[0]] = answer
        if waiting:
            number, job = waiting.popleft()
            readings[number] = _read_alone(job, ending, limits, report, is_retry=len(jobs) == 1)
    return [readings[number] for number in range(len(files))]


def _job(name: str, content: bytes, limits: Limits) -> _Job:
    content = with_slashes(content) if len(content) <= limits.file_bytes else content
    outside = prescan(content, limits)
    findings = [Finding(notice.code, Place(name), notice.found, notice.values) for notice in outside.notices]
    if not has_expected_extension(name, outside.kind):
        findings.insert(
            0, Finding("file.wrong_extension", Place(name), PureWindowsPath(name).suffix, {"kind": outside.kind})
        )
    request = Request(outside.kind, content, PureWindowsPath(name).stem, outside.unpacked_bytes < _SCANNED_FIRST_BELOW)
    return _Job(name, request, tuple(findings))


def _read_alone(job: _Job, ending: str, limits: Limits, report: "_Report", *, is_retry: bool) -> Reading:
    """Ask once more for a file whose process died, alone and scanned first, unless that was so already."""
    if ending != TIME and not (is_retry and job.request.is_scanned_first):
        careful = dataclasses.replace(job, request=dataclasses.replace(job.request, is_scanned_first=True))
        answers, ending = _converse([careful], limits, report)
        if answers:
            return answers[0]
    if ending == CRASH:
        refusal = Refusal("file.damaged", reason=ending)
    else:
        limit = limits.seconds if ending == TIME else limits.memory_bytes
        refusal = Refusal("file.too_many_cells", reason=ending, limit=limit)
    return Reading((), (*job.findings, _finding(refusal, job.name)))


def _converse(jobs: Sequence[_Job], limits: Limits, report: "_Report") -> tuple[list[Reading], str]:
    """Let one process read the jobs; return the readings it got to, and what it died of before the rest."""
    readings: list[Reading] = []
    with Guarded([job.request for job in jobs], limits) as child:
        frames = child.frames()
        try:
            for job in jobs:
                readings.append(_collect(frames, job, report))
                child.renew()
        except _ChildEndedError:
            return readings, child.ending()
        except Exception:
            if report.has_failed:
                raise
            # Only a process taken over by its input answers in a form nobody here knows.
            return readings, CRASH
    return readings, ""


class _ChildEndedError(Exception):
    """The reading process ended before a file was answered."""


class _Report:
    """Tells a caller how much is read, never less than before, and remembers whether the caller failed on hearing."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress, self._told = progress, 0.0
        self.has_failed = False

    def tell(self, share: float) -> None:
        """Say that *share* of the file is done."""
        if self._progress is None or not self._told < share <= 1:
            return
        self._told = share
        try:
            self._progress(share)
        except Exception:
            self.has_failed = True
            raise


def _collect(frames: Iterator[object], job: _Job, report: "_Report") -> Reading:
    sheets: list[Sheet] = []
    opening: Mapping[str, object] = {}
    gathered = Gathering(1)
    for frame in frames:
        if "columns" in frame:
            gathered.add(frame["rows"], frame["columns"])
        elif "done" in frame:
            report.tell(frame["done"])
        elif "sheet" in frame:
            opening, gathered = frame, Gathering(frame["first_column"])
        elif "flaws" in frame:
            sheets.append(_sheet(opening, gathered, frame))
        elif "refusal" in frame:
            return _refused(job, frame["refusal"])
        else:
            return Reading(tuple(sheets), (*job.findings, *(_noticed(notice, job.name) for notice in frame["end"])))
    raise _ChildEndedError


def _noticed(notice: Mapping[str, Any], file: str) -> Finding:
    place = Place(file, notice["sheet"], notice["cell"])
    return Finding(notice["code"], place, notice["found"], notice["values"])


def _refused(job: _Job, refusal: Mapping[str, Any]) -> Reading:
    place = Place(job.name, refusal["sheet"], refusal["cell"])
    finding = Finding(refusal["code"], place, refusal["found"], refusal["values"])
    # Of these the outside tells nothing: a protected .xlsx looks like an .xls, a letter like a csv.
    hides_its_kind = finding.code in ("file.encrypted", "file.not_a_workbook")
    others = (other for other in job.findings if not (hides_its_kind and other.code == "file.wrong_extension"))
    return Reading((), (*others, finding))


def _sheet(opening: Mapping[str, object], gathered: Gathering, closing: Mapping[str, list]) -> Sheet:
    flaws = {(row, column): Flaw(kind, text) for row, column, kind, text in closing["flaws"]}
    # A stored "NaN" or "INF" is no number anybody typed.
    flaws |= dict.fromkeys(gathered.not_finite, _NOT_FINITE)
    rows = gathered.rows(without=flaws)
    return Sheet(
        name=opening["sheet"],
        rows=rows,
        flaws=flaws,
        is_hidden=opening["is_hidden"],
        hidden_rows=frozenset(closing["hidden_rows"]).intersection(rows),
        merged=tuple(tuple(rectangle) for rectangle in closing["merged"]),
        hidden_columns=frozenset(closing["hidden_columns"]),
        percents={column: (row, count) for column, row, count in closing["percents"]},
        counts_from_1904=closing["counts_from_1904"],
    )


def _finding(refusal: Refusal, file: str) -> Finding:
    place = Place(file, refusal.sheet, refusal.cell)
    return Finding(refusal.code, place, refusal.found, refusal.values)
