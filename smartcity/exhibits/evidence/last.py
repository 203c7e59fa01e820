"""Jam terakhir: what can still be sent after the interview, the most valuable first, and until when."""

from datetime import datetime

import pandas as pd

from smartcity.exhibits.evidence.gathered import ITEM, Gathered, evidence_exhibit
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.office.evidence import Interview
from smartcity.wording import Words, timezone

LAST = "bukti-jam-terakhir"


@evidence_exhibit(LAST)
def last(found: Gathered) -> Exhibit:
    """List what is missing at the interview and can be sent until its hours are over; then nothing can."""
    words, texts, own = found.words, "evidence.last", found.dossier.missing
    if found.interview is None:
        return found.subject.nothing(LAST, texts, year=found.year)
    values = {"at": found.interview.at, "end": found.interview.end, "hours": found.interview.hours, "year": found.year}
    if not own:
        return found.subject.nothing(LAST, f"{texts}.all", **values)
    rows = pd.DataFrame([found.row(one) | {"place": number} for number, one in enumerate(own, start=1)])
    worth = sum(found.dossier.worth(one.item) for one in own)
    is_over = found.today is not None and found.today > found.interview.end.astimezone(timezone()).date()
    return found.subject.exhibit(
        LAST,
        words(f"{texts}.{'message_over' if is_over else 'message'}", n=len(own), worth=worth, **values),
        texts,
        rows=rows,
        columns=of_page("evidence", f"place {ITEM} owner person status pieces"),
        note=words(f"{texts}.note", **values),
        **values,
    )


def left_said(interview: Interview, now: datetime, words: Words) -> str:
    """Say how long evidence can still be sent at the moment *now*, or that it is over."""
    left = interview.left(now)
    if now < interview.at:
        return words("evidence.last.before", at=interview.at, hours=interview.hours)
    if left is None:
        return words("evidence.last.over", end=interview.end)
    minutes = int(left.total_seconds() // 60)
    return words("evidence.last.left", hours=minutes // 60, minutes=minutes % 60, end=interview.end)
