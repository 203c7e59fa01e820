"""Whose the lines of the journal are, and whether who asks reaches so far."""

from collections.abc import Iterable, Sequence

from smartcity.access.policy import UPLOAD, Asker, NotAllowed
from smartcity.intake.inspection import Inspection, commit_line
from smartcity.intake.journal import Line, whose
from smartcity.method.regions import MANY
from smartcity.wording import Words


def require_reach(by: Asker, action: str, lines: Iterable[Line], standing: Sequence[Line] = ()) -> None:
    """Ask whether *by* may do *action* to each of *lines*: what several regions or all share is not everybody's.

    *standing* are lines among which is the file that a line decides about.

    Raises:
        NotAllowed: If they may not.
    """
    lines = tuple(lines)
    owners = whose((*standing, *lines))
    for line in lines:
        if owners[line.id]:
            by.require_for(action, owners[line.id])
        else:
            by.require_all(action)


def beyond(who: Asker, file: str, found: Inspection) -> NotAllowed | None:
    """Say before a judged file is loaded why somebody may not load it; None where they may."""
    try:
        require_reach(who, UPLOAD, [commit_line("", file, who.name, found)])
    except NotAllowed as problem:
        return problem
    return None


def refused(problem: NotAllowed, words: Words) -> str:
    """Say that the role of who asks does not allow what was asked for, or that they do not reach so far."""
    role, action = words(f"ui.person.role.{problem.by.role}"), words(f"access.action.{problem.action}")
    if not problem.region:
        return words("access.refused", role=role, action=action)
    kind = "shared" if problem.region == MANY else "region"
    return words(f"access.out_of_reach.{kind}", action=action, region=problem.region)
