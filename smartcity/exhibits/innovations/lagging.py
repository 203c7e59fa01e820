"""Innovations that run, but not yet as they should: since when, what was agreed on them, and whether it was done."""

from smartcity.answers.innovations import Innovation
from smartcity.exhibits.innovations.card import agreed_said
from smartcity.exhibits.innovations.looked import Looked, of_innovations
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.records.meetings import Action
from smartcity.records.reports import LAGGING
from smartcity.records.tasks import DONE, DROPPED

KEY = "belum-maksimal"
NAMED = 3


@of_innovations(KEY)
def lagging(looked: Looked) -> Exhibit:
    """List the innovations that lag, the longest first, with what was agreed on each and how much of it is done."""
    words = looked.words
    own = sorted((one for one in looked.own if one.stage == LAGGING), key=lambda one: one.stages[-1].at)
    if not own:
        return looked.subject().nothing(KEY, "innovations.lagging", year=looked.year)
    names = [one.name for one in own]
    key = "message" if len(names) <= NAMED else "many"
    message = words(f"innovations.lagging.{key}", n=len(names), names=words.join(names[:NAMED]), year=looked.year)
    owed = [action for one in own for action in _actions(one, looked)]
    bare = sum(not looked.agreed.get(one.key) for one in own)
    return looked.subject().exhibit(
        KEY,
        message + _done_said(owed, looked),
        rows=[_row(one, looked) for one in own],
        columns=of_page("innovations", "name dimension owner since new note agreed agreed_done"),
        alt=message,
        note=(looked.older, words("innovations.lagging.bare", n=bare) if bare else ""),
    )


def _actions(one: Innovation, looked: Looked) -> list[Action]:
    """List the action items on an innovation that nobody dropped."""
    actions = (own.action for own in looked.agreed.get(one.key, ()))
    return [action for action in actions if action is not None and action.status != DROPPED]


def _done_said(actions: list[Action], looked: Looked) -> str:
    done = sum(action.status == DONE for action in actions)
    return looked.words("innovations.lagging.done", n=len(actions), done=done) if actions else ""


def _row(one: Innovation, looked: Looked) -> tuple:
    words, notes, actions = looked.words, one.notes, _actions(one, looked)
    done = sum(action.status == DONE for action in actions)
    return (
        one.name,
        dimension_name(one.dimension) if one.dimension else None,
        one.owner,
        words.moment(one.stages[-1].at),
        one.state.news,
        notes[-1].text if notes else None,
        agreed_said(looked.agreed.get(one.key, ()), words),
        words("innovations.lagging.share", n=len(actions), done=done) if actions else None,
    )
