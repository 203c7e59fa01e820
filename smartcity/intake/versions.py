"""Versions of one file: which of the loaded ones a new one may be a version of, by its name or by rows that both have.

Only one version is in force at a time.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import PureWindowsPath

import numpy as np
from rapidfuzz import fuzz

from smartcity.checks import Reference
from smartcity.checks.answers import Answers
from smartcity.intake import journal
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import Inspection
from smartcity.intake.journal import COMMIT, WITHDRAW, Line
from smartcity.intake.judging import options_of, readings_of, with_decisions
from smartcity.intake.standing import decided_of
from smartcity.intake.verdict import judge
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.records.findings import Finding, Place

HALF = 0.5
"""Share of the rows of the smaller survey from which two files are taken for versions of one."""

_COPY_MARK = re.compile(r"copy|salinan|revisi|rev|perbaikan|final|baru|v|versi|bertanda|marked|\d{1,2}")
_UNANSWERED = -1.0
_OF_PERSON = ("dimension", "date", "gender", "age_group", "occupation", "district", "service", "sub_dimension")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A commit in force that a new file may be a version of; *likeness* of the names is in percent."""

    line: Line
    likeness: float


def earlier_versions(folder: DataFolder, found: Inspection) -> tuple[Earlier, ...]:
    """List the commits of the same kind, year and track as *found*, the likest name first."""
    return _rated(journal.active(journal.read(folder.journal)), found)


def replaces(
    folder: DataFolder, lines: Sequence[Line], found: Inspection, loaded: Reference, replaced: str
) -> Iterable[Finding]:
    """Say which commit among *lines* the file looks like a new version of, unless that is the one *replaced*.

    By the likeness of the names; of a survey, where no name is like, by the rows that both have.
    """
    rated = [one for one in _rated(lines, found) if one.line.is_sample == found.checked.is_sample]
    earlier = next((one.line for one in rated if one.likeness >= load_site().near), None)
    given = found.checked.tables.get("answers")
    if earlier is None and given is not None and len(given):
        earlier = _with_same_rows(folder, [one.line for one in rated], lines, given, loaded)
    if earlier is not None and earlier.id != replaced:
        values = {"entry": earlier.id, "at": earlier.at, "by": earlier.by}
        yield Finding("file.replaces", Place(found.file), earlier.file, values)


def withdrawal(old: Line, by: str, new: Line) -> Line:
    """Make the line that withdraws *old* because *new* comes; the moment is the same, since it is one step."""
    return Line(WITHDRAW, by, at=new.at, entry=old.id, file=old.file, kind=old.kind, why=f"→ {new.id}")


def _rated(lines: Iterable[Line], found: Inspection) -> tuple[Earlier, ...]:
    same = [
        line
        for line in lines
        if line.action == COMMIT
        and (line.kind, line.year, line.track) == (found.kind, found.year, found.track)
        and line.snapshot != found.snapshot
    ]
    rated = [Earlier(line, fuzz.ratio(_plain_name(line.file), _plain_name(found.file))) for line in same]
    return tuple(sorted(rated, key=lambda one: -one.likeness))


def _plain_name(file: str) -> str:
    """Reduce a file's name to what its versions share: without folder, suffix and marks such as "(1)" or "revisi"."""
    words = normalise(PureWindowsPath(file).stem).split()
    while len(words) > 1 and _COPY_MARK.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _with_same_rows(
    folder: DataFolder, candidates: Sequence[Line], lines: Sequence[Line], given: Answers, loaded: Reference
) -> Line | None:
    """Return the commit that has most rows of the survey at hand, if it has enough of them."""
    best, most = None, HALF
    for line, reading in zip(candidates, readings_of(folder, candidates).values()):
        reference = with_decisions(loaded, decided_of(lines, line.snapshot, line.id))
        checked = judge(reading, line.file, options_of(line), reference).checked
        answers = checked.tables.get("answers") if checked else None
        share = _share_of_same(answers, given) if answers is not None and len(answers) else 0.0
        if share >= most:
            best, most = line, share
    return best


def _share_of_same(first: Answers, second: Answers) -> float:
    """Count the rows that two surveys share, each as often as both have it, over the rows of the smaller one."""
    items = sorted({*first.values, *second.values})
    one, other = (Counter(_prints(answers, items)) for answers in (first, second))
    return (one & other).total() / min(len(first), len(second))


def _prints(answers: Answers, items: Sequence[str]) -> Iterable[int]:
    """Reduce each row to a number: what was answered by whom and when, wherever it stands in the file."""
    given = answers.respondents
    columns = (given[code].astype(object) for code in _OF_PERSON if code in given)
    people = zip(*(column.where(column.notna(), None).tolist() for column in columns))
    matrix = np.ascontiguousarray(answers.values.reindex(columns=items).fillna(_UNANSWERED).to_numpy(float))
    rows = matrix.view(np.dtype((np.void, matrix.itemsize * len(items)))).ravel().tolist() if items else repeat(b"")
    return map(hash, zip(people, rows))
