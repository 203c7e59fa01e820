"""What the reports changed since a day: field by field, with what held before."""

from datetime import UTC, datetime

from smartcity.answers import innovations as answers
from smartcity.exhibits.innovations.card import partners_said
from smartcity.exhibits.innovations.looked import Looked, day_of, of_innovations
from smartcity.exhibits.innovations.overview import truth_said
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.office.reports import Change, changes_since
from smartcity.records.meetings import Meeting
from smartcity.records.reports import Report
from smartcity.wording import Words, timezone

KEY = "perubahan-laporan"


@of_innovations(KEY)
def changed(looked: Looked) -> Exhibit:
    """List the changes of the innovations looked at, the newest first."""
    words, last = looked.words, answers.last_meeting(looked.warehouse)
    day = looked.selection.since or (_held_on(last) if last else None)
    since = day_of(day) if day else None
    names = {one.key: one.name for one in looked.own}
    every = changes_since(answers.reports(looked.warehouse), since or datetime.min.replace(tzinfo=UTC))
    own = sorted((one for one in every if one.innovation in names), key=lambda one: one.reported.at, reverse=True)
    values = {"since": day, "year": looked.year}
    kind = "since" if since else "ever"
    if not own:
        return looked.subject().nothing(KEY, f"innovations.changed_{kind}", **values)
    stages = sum(one.field == "stage" and one.before is not None for one in own)
    message = words(f"innovations.changed_{kind}.message", n=len({one.innovation for one in own}), **values)
    return looked.subject().exhibit(
        KEY,
        message + (words("innovations.changed_since.stages", n=stages) if stages else ""),
        rows=[
            (
                names[one.innovation],
                words(f"innovations.field.{one.field}"),
                value_said(one, one.before, words),
                value_said(one, one.after, words),
                words.moment(one.reported.at),
                one.reported.by,
            )
            for one in own
        ],
        columns=of_page("innovations", "name field before_said after_said at by"),
        alt=message,
    )


def _held_on(meeting: Meeting) -> str:
    """Return the day (ISO) that a meeting was held on: the planned one, unless it began before."""
    began = meeting.started_at and meeting.started_at.astimezone(timezone()).date().isoformat()
    return min(meeting.date, began or meeting.date)


def value_said(change: Change, value: object, words: Words) -> str | None:
    """Spell what stood or stands in a field; None where nothing was reported before."""
    if value is None:
        return None
    match change.field:
        case "stage":
            return words(f"innovations.stage.{value}")
        case "is_quick_win":
            return truth_said(value, words)
        case "partners":
            return partners_said(Report(partners=value), words)
        case "risks":
            return "; ".join(f"{risk.what} ({risk.likelihood} × {risk.impact})" for risk in value) or _none(words)
        case "figures":
            return "; ".join(figure.what for figure in value) or _none(words)
        case "items":
            return "; ".join(value) or _none(words)
    return str(value) or _none(words)


def _none(words: Words) -> str:
    return words("innovations.card.none")
