"""What is put on record of a meeting, and what is said where it cannot be."""

from collections.abc import Callable, Mapping

from smartcity import intake
from smartcity.exhibits import meeting as exhibits
from smartcity.intake import DataFolder
from smartcity.office.meetings import Faulty
from smartcity.ui.journal import Made, Refusals, gone, record
from smartcity.ui.person import ask_name, asker
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def ask_who(key: str, words: Words) -> str:
    """Draw the field for who puts it on record."""
    return ask_name(words("meeting.page.by"), words, f"meeting-{key}-by")


def put_down(write: Callable[[], Made], outcome: str, words: Words) -> None:
    """Write a step into the journal, say its *outcome* and draw the page anew."""

    def outcome_of(made: object) -> str:
        return outcome if made else words("meeting.page.same")

    record(write, outcome_of, words("meeting.page.working"), words, refusals(words))


def change(
    code: str,
    changes: Mapping[str, Mapping[str, object]],
    by: str,
    warehouse: Warehouse,
    words: Words,
    seen: Mapping[tuple[str, str], object] | None = None,
) -> None:
    """Put on record what is said of the parts of a meeting."""

    def write() -> object:
        return intake.change_meeting(DataFolder.chosen(), code, changes, asker(by), warehouse, seen=seen)

    put_down(write, words("meeting.page.saved"), words)


def refusals(words: Words) -> Refusals:
    """Say of each thing that can stand in the way what it is."""
    return {
        **gone(words),
        Faulty: lambda problem: " ".join(exhibits.fault_said(one, words) for one in problem.faults),
        intake.SaidMeanwhile: lambda problem: meanwhile_said(problem, words),
    }


def meanwhile_said(problem: intake.SaidMeanwhile, words: Words) -> str:
    """Say what somebody else wrote meanwhile, beside what was to be written."""
    theirs, own = (_spelled(value, words) for value in (problem.theirs, problem.own))
    field = words(f"meeting.field.{problem.field}")
    return words("meeting.meanwhile", by=problem.by, field=field, part=problem.part, theirs=theirs, own=own)


def _spelled(value: object, words: Words) -> str:
    return " / ".join(value) if isinstance(value, list) else str(value or words.number(None))
