"""What a step touches: no file at all, some files with what is made of them, or everything.

Rules and regions are what all files are judged against: they touch everything. Innovation lists, and names that were
decided for all files, are what those of their region are judged against: where there are several, they touch all of
that one. Marks and answers make scores with those of their own year and track, published tables with
one another; the rows of other files stand alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from smartcity.intake.journal import ALIAS, COMMIT, KEEP, LEAVE_OUT, MEETING, SCALE, SUPPOSED, TAKE_IN, Line
from smartcity.intake.standing import OF_ALL_FILES
from smartcity.method.regions import MANY, configured_site
from smartcity.warehouse import KINDS_OF_ALL

_SCORED, _PUBLISHED, _LISTS = frozenset({"survey", "marks"}), "results", "innovations"
_ALONE = frozenset({"skm", "indicators", "events", "evidence"})
_OF_ROWS = frozenset({SCALE, LEAVE_OUT, TAKE_IN})
_OF_NO_FILE = frozenset({KEEP, MEETING, *SUPPOSED})


@dataclass(frozen=True)
class Touched:
    """The *commits* in force that are to be judged again, with all *snapshots* whose rows go or come.

    Of *years*, *tracks* and *regions*, empty for all, all marks and answers are among them; whether all published
    tables are, *is_published* says. Of the regions *listed* all innovations are.
    """

    commits: frozenset[str] = frozenset()
    snapshots: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    tracks: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    is_published: bool = False
    listed: frozenset[str] = frozenset()


def touched_by(before: Sequence[Line], after: Sequence[Line]) -> Touched | None:
    """Say what a step touches that lies between the lines in force *before* and *after*; None for everything."""
    old, new = ({line.id: line for line in lines} for lines in (before, after))
    gone, come = ([line for line in own if other.get(line.id) != line] for own, other in ((before, new), (after, old)))
    commits = [line for line in after if line.action == COMMIT]
    by_snapshot = {line.snapshot: line for line in commits}
    files = [line for line in (*gone, *come) if line.action == COMMIT]
    listed = {_whose(line) for line in files if line.kind == _LISTS}
    for line in (*gone, *come):
        if line.action in _OF_ROWS:
            files += [by_snapshot[line.snapshot]] if line.snapshot in by_snapshot else []
        elif line.action == ALIAS:
            # How a file is read is decided before it is loaded: what comes now changes none that was.
            if line.of in OF_ALL_FILES:
                listed.add(_whose(line))
            elif line in gone:
                return None
        elif line.action != COMMIT and line.action not in _OF_NO_FILE:
            return None
    if MANY in listed or (listed and not configured_site().is_of_many):
        return None
    own = [line for line in commits if _whose(line) in listed and line.kind not in KINDS_OF_ALL]
    files += [line for line in own if line not in files]
    scored = [line for line in files if line.kind in _SCORED]
    years, tracks = frozenset(line.year for line in scored), frozenset(line.track for line in scored)
    regions = _regions(scored)
    is_sound = len(by_snapshot) == len(commits) and None not in years | tracks
    if not is_sound or {line.kind for line in files} - {*_SCORED, *_ALONE, _PUBLISHED, _LISTS}:
        return None
    is_published = any(line.kind == _PUBLISHED for line in files)
    own = {line.id for line in files}
    judged = [
        line
        for line in commits
        if line.id in own
        or (line.kind in _SCORED and line.year in years and line.track in tracks and _meets(line, regions))
        or (line.kind == _PUBLISHED and is_published)
    ]
    snapshots = frozenset(line.snapshot for line in (*files, *judged))
    return Touched(
        frozenset(line.id for line in judged), snapshots, years, tracks, regions, is_published, frozenset(listed)
    )


def _whose(line: Line) -> str:
    return line.region or configured_site().home


def _regions(scored: Sequence[Line]) -> frozenset[str]:
    """List whose marks and answers change; nothing for all, where a file may have rows of any region.

    So may those of a time when the dashboard was of one.
    """
    whose = frozenset(line.region for line in scored)
    return frozenset() if whose & {"", MANY} and configured_site().is_of_many else whose - {""}


def _meets(line: Line, regions: frozenset[str]) -> bool:
    return not regions or line.region in {*regions, "", MANY}
