"""Examine a file that nobody vouches for: it is read, judged and asked about in a process of its own with limits."""

from dataclasses import replace

from smartcity.checks import Checked, Options, Reference, RowPlace
from smartcity.checks.answers import Answers
from smartcity.checks.costs import too_costly
from smartcity.intake import kept
from smartcity.intake.folder import identity
from smartcity.intake.inspection import Inspection
from smartcity.intake.progress import JUDGE, READ, Progress
from smartcity.intake.questions import Question, answerable, near_matches, questions_of
from smartcity.intake.verdict import judge
from smartcity.method.layout import load_layouts
from smartcity.reading import apart
from smartcity.reading.apart import done_apart
from smartcity.reading.guard import CRASH
from smartcity.reading.parcels import packed, unpacked
from smartcity.reading.prescan import MEBIBYTE
from smartcity.records.decisions import Alias, Decisions
from smartcity.records.findings import Finding, Place

BOUNDS = apart.Bounds(memory_bytes=2048 * MEBIBYTE, seconds=120.0)
"""What examining one file may cost, from its bytes to the last question."""

_STEP = f"{__name__}:examined_bytes"
_RECORDS = (Inspection, Checked, RowPlace, Answers, Finding, Place, Question, Decisions, Alias)


def stand_by() -> None:
    """Have one process wait for the next file."""
    apart.stand_by(_STEP)


def examine(content: bytes, file: str, options: Options, reference: Reference, progress: Progress) -> Inspection:
    """Return what a file is judged to be, with what a person may decide about it.

    What needs more than it may is refused with a finding, as is what ends the process.
    """

    def anew() -> Inspection:
        try:
            made = done_apart(_STEP, (content, file, options, reference), BOUNDS, progress)
            return unpacked(made, _RECORDS)
        except apart.OutOfBounds as ending:
            reason = ending.reason
        except ValueError:
            reason = CRASH
        return Inspection(file, "", options.kind, None, (too_costly(file, reason, BOUNDS),))

    return kept.remembered((identity(content), file), file, options, reference, anew, is_whole=True)


def examined_bytes(content: bytes, file: str, options: Options, reference: Reference, tell: Progress) -> bytes:
    """Read and judge a file and ask about it; what comes of it is packed for the way back."""
    tell(READ, 0.0)
    with kept.without_collector():
        reading = kept.read(content, file, lambda share: tell(READ, share)).reading()
        tell(READ, 1.0)
        tell(JUDGE, 0.0)
        found = judge(reading, file, options, reference)
        findings = [*found.findings]
        if found.checked is not None:
            findings += near_matches(found.checked.places, file, reference)
        layout = load_layouts().get(found.kind)
        questions = questions_of(findings, layout, reference) if layout else ()
        return packed(replace(found, findings=tuple(answerable(findings, questions)), questions=questions))
