"""Innovations that run, but not yet as they should: since when, and what they say of it."""

from smartcity.answers.innovations import Innovation
from smartcity.exhibits.innovations.looked import Looked, of_innovations
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.records.reports import LAGGING

KEY = "belum-maksimal"
NAMED = 3


@of_innovations(KEY)
def lagging(looked: Looked) -> Exhibit:
    """List the innovations that lag, the longest first."""
    words = looked.words
    own = sorted((one for one in looked.own if one.stage == LAGGING), key=lambda one: one.stages[-1].at)
    if not own:
        return looked.subject().nothing(KEY, "innovations.lagging", year=looked.year)
    names = [one.name for one in own]
    key = "message" if len(names) <= NAMED else "many"
    message = words(f"innovations.lagging.{key}", n=len(names), names=words.join(names[:NAMED]), year=looked.year)
    return looked.subject().exhibit(
        KEY,
        message,
        alt=message,
        rows=[_row(one, looked) for one in own],
        columns=of_page("innovations", "name dimension owner since new note"),
        note=(looked.older,),
    )


def _row(one: Innovation, looked: Looked) -> tuple:
    notes = one.notes
    return (
        one.name,
        dimension_name(one.dimension) if one.dimension else None,
        one.owner,
        looked.words.moment(one.stages[-1].at),
        one.state.news,
        notes[-1].text if notes else None,
    )
