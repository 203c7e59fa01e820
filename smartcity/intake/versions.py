"""Versions of one file: which of the loaded ones a new one may be a version of, by its name or by forms that both have.

Only one version is in force at a time.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath

from rapidfuzz import fuzz

from smartcity.checks import Options, Reference
from smartcity.checks.again import again
from smartcity.checks.answers import Answers
from smartcity.intake import journal
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import Follows, Inspection
from smartcity.intake.journal import COMMIT, KEEP, WITHDRAW, Line
from smartcity.intake.judging import judged_whole, options_of, readings_of
from smartcity.intake.standing import decided_of, kept_of, row_lines
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.records.decisions import Decisions
from smartcity.records.findings import Finding, Place

HALF = 0.5
"""Share of the forms of the smaller survey from which two files are taken for versions of one."""

_COPY_MARK = re.compile(r"copy|salinan|revisi|rev|perbaikan|final|baru|v|versi|bertanda|marked|\d{1,2}")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A commit in force that a new file may be a version of; *likeness* of the names is in percent."""

    line: Line
    likeness: float


def earlier_versions(folder: DataFolder, found: Inspection) -> tuple[Earlier, ...]:
    """List the commits of the same kind, year and track as *found*, the likest name first."""
    return _rated(journal.active(journal.read(folder.journal)), found)


def replaces(lines: Sequence[Line], found: Inspection, replaced: str) -> Iterable[Finding]:
    """Say which commit among *lines* the file looks like a new version of, unless that is the one *replaced*.

    By the likeness of the names; of a survey, where no name is like, by the forms that both have.
    """
    rated = [one for one in _rated(lines, found) if one.line.is_sample == found.checked.is_sample]
    earlier = next((one.line for one in rated if one.likeness >= load_site().near), None)
    if earlier is None and found.follows is not None:
        earlier = found.follows.line
    if earlier is not None and earlier.id != replaced:
        values = {"entry": earlier.id, "at": earlier.at, "by": earlier.by}
        yield Finding("file.replaces", Place(found.file), earlier.file, values)


def kept_again(lines: Sequence[Line], found: Inspection, commit: Line) -> tuple[Line, ...]:
    """Make the lines that let doubted rows count which a person kept in the version that *commit* replaces."""
    earlier, made = found.follows, []
    if earlier is None or earlier.line.id != commit.entry:
        return ()
    rows: dict[str, set[tuple[str, int]]] = {}
    for code, snapshot, *row in kept_of(lines):
        if snapshot == earlier.line.snapshot and tuple(row) in earlier.rows:
            rows.setdefault(code, set()).add(earlier.rows[tuple(row)])
    for code, own in rows.items():
        made += row_lines(KEEP, own, commit.by, of=code, snapshot=commit.snapshot, file=commit.file)
    return tuple(replace(line, at=commit.at) for line in made)


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


def follows(
    folder: DataFolder, lines: Sequence[Line], found: Inspection, loaded: Reference, given: Answers
) -> Follows | None:
    """Say which survey among *lines* the file is the next version of: the one that has most of its forms, if enough.

    *given* are its forms with those that are left out of it: what a person takes out is not missing, neither here nor
    in the earlier version.
    """
    candidates = [one.line for one in _rated(lines, found) if one.line.is_sample == found.checked.is_sample]
    best, most = None, HALF
    for line, reading in zip(candidates, readings_of(folder, candidates).values()):
        answers = judged_whole(lines, line, reading, loaded)
        met = again(answers, given) if answers is not None else None
        if met is not None and met.share >= most:
            best, most = (line, met), met.share
    if best is None:
        return None
    line, met = best
    left_out = decided_of(lines, line.snapshot, line.id).left_out
    out = frozenset(met.found[row] for row in left_out if row in met.found)
    return Follows(
        line,
        same=len(met.found) - len(met.changed),
        changed=len(met.changed),
        new=len(met.new),
        missing=len(met.missing - left_out),
        rows=met.found,
        left_out=out,
    )


def read_as_before(lines: Sequence[Line], line: Line, options: Options) -> tuple[Options, Decisions]:
    """Return what a file was read as and what was decided of its own names and scale; *options* count over that."""
    decided = decided_of(lines, line.snapshot, line.id)
    names = tuple(alias for alias in decided.aliases if alias.is_of_one_file)
    known = options_of(line)
    of = Options(options.kind or known.kind, options.year or known.year, options.track or known.track)
    return of, Decisions(names, decided.scale)
