"""Versions of one file: which of the loaded ones a new one may be a version of, by its name or by forms that both have.

Only one version is in force at a time.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath

from rapidfuzz import fuzz

from smartcity.checks import Options, Reference
from smartcity.checks.again import Again, again
from smartcity.checks.answers import Answers
from smartcity.checks.told_apart import few_apart
from smartcity.intake import journal
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import Follows, Inspection
from smartcity.intake.journal import COMMIT, EVIDENCE, KEEP, WITHDRAW, Line
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
    """List the commits of the same kind, year and track as *found*, the likest name first.

    Those that the region is told of for which it is asked: another region's is neither named nor replaced.

    A sheet of evidence has none: it changes what it says, and with another one in its place what that one changed, its
    office's or another's, would be gone.
    """
    if found.kind == EVIDENCE:
        return ()
    told = journal.seen_from(journal.read(folder.journal), load_site().home)
    return _rated(journal.active(told), found)


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


def beside(
    folder: DataFolder, lines: Sequence[Line], found: Inspection, loaded: Reference, given: Answers
) -> tuple[Follows | None, tuple[str, ...]]:
    """Hold a survey against those among *lines*: which one it is the next version of, and of which few people it tells.

    It follows the one that has most of its forms, if enough. The dimensions are those in which the means before and
    after tell what fewer people answered than may be told of; invented people have nothing to be told.

    *given* are its forms with those that are left out of it: what a person takes out is not missing, neither here nor
    in the earlier version. The first survey of its year has nothing to be held against.
    """
    candidates = [one.line for one in _rated(lines, found) if one.line.is_sample == found.checked.is_sample]
    if not candidates:
        return None, ()
    nobody = Answers(given.respondents[:0], given.values[:0], given.raws[:0])
    line, before, met, most, standing = None, nobody, again(nobody, given), HALF, []
    for one, reading in zip(candidates, readings_of(folder, candidates).values()):
        answers = judged_whole(lines, one, reading, loaded)
        if answers is None:
            continue
        standing.append(answers)
        own = again(answers, given)
        if own.share >= most:
            line, before, met, most = one, answers, own, own.share
    left_out = decided_of(lines, line.snapshot, line.id).left_out if line is not None else frozenset()
    few: tuple[str, ...] = ()
    if not found.checked.is_sample:
        out = left_out, decided_of(lines, found.snapshot).followed_by(found.decisions).left_out
        few = few_apart(standing, (before, given), met, out, load_site().smallest_group)
    return (_followed(line, met, left_out) if line is not None else None), few


def _followed(line: Line, met: Again, left_out: frozenset[tuple[str, int]]) -> Follows:
    return Follows(
        line,
        same=len(met.found) - len(met.changed),
        changed=len(met.changed),
        new=len(met.new),
        missing=len(met.missing - left_out),
        rows=met.found,
        left_out=frozenset(met.found[row] for row in left_out if row in met.found),
    )


def read_as_before(lines: Sequence[Line], line: Line, options: Options) -> tuple[Options, Decisions]:
    """Return what a file was read as and what was decided of its own names and scale; *options* count over that."""
    decided = decided_of(lines, line.snapshot, line.id)
    names = tuple(alias for alias in decided.aliases if alias.is_of_one_file)
    known = options_of(line)
    of = Options(options.kind or known.kind, options.year or known.year, options.track or known.track)
    return of, Decisions(names, decided.scale)
