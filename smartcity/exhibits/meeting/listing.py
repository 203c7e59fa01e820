"""Which meetings there are, with what each looked at and what is still to be done of it."""

from smartcity.answers.meetings import meetings
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.exhibits.meeting.minutes import meeting_said
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "rapat"
_COLUMNS = "date kind=kind title year points decided_n open state code"


def listing(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List all meetings, the newest first."""
    found = meetings(warehouse)
    subject = subject_of(warehouse, words, sources=[words("meeting.source")])
    if not found:
        return subject.nothing(KEY, "meeting.listing")
    rows = [
        (
            one.date,
            words(f"meeting.kind.{one.kind}"),
            one.title or None,
            one.year,
            len(one.points),
            sum(len(point.decisions) for point in one.points),
            sum(act.is_open for act in one.actions),
            words("meeting.state.begun" if one.has_begun else "meeting.state.planned"),
            one.code,
        )
        for one in found
    ]
    owed = sum(act.is_open for one in found for act in one.actions)
    message = words("meeting.listing.message", n=len(found), last=meeting_said(found[0], words), owed=owed)
    return subject.exhibit(KEY, message, "meeting.listing", rows=rows, columns=of_page("meeting", _COLUMNS))
