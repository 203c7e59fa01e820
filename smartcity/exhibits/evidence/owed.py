"""What one office owes, whatever it is: evidence, steps of the plan, what meetings decided, innovation reports."""

from datetime import date

import pandas as pd

from smartcity.answers.owed import EVIDENCE, KINDS, Owed
from smartcity.answers.owed import owed as owed_by
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "tugas-skpd"
_TEXTS = "evidence.owed"
_COLUMNS = "kind due left item text status where"


def owed(warehouse: Warehouse, selection: Selection, words: Words, office: str) -> Exhibit:
    """List what *office* owes for the chosen year and day, what is late first; of other offices it says nothing."""
    year, today, track = selection.year, date.fromisoformat(selection.today), load_site().track
    found = owed_by(warehouse, year, track, office, today)
    method = warehouse.methods.get(year, track)
    source = [words(f"{_TEXTS}.source")]
    subject = subject_of(warehouse, words, method, sources=source, is_sample=any(one.is_sample for one in found))
    if not found:
        return subject.nothing(KEY, _TEXTS, office=office, year=year)
    parts = [
        words(f"{_TEXTS}.n_{kind}", n=count) for kind in KINDS if (count := sum(one.kind == kind for one in found))
    ]
    late = sum(one.is_late for one in found)
    values = {"office": office, "year": year, "parts": words.join(parts), "late": late}
    meanings = {} if method is None else {item.code: item.meaning[words.language] for item in method.items}
    return subject.exhibit(
        KEY,
        words(f"{_TEXTS}.{'message_late' if late else 'message'}", **values),
        _TEXTS,
        rows=pd.DataFrame([_row(one, meanings, today, words) for one in found]),
        columns=of_page("evidence", _COLUMNS),
        office=office,
    )


def _row(one: Owed, meanings: dict[str, str], today: date, words: Words) -> dict[str, object]:
    component = f"method.component.{one.code}"
    text = one.text or meanings.get(one.code) or (words(component) if words.has(component) else one.code)
    of = "evidence.status" if one.kind == EVIDENCE else "simulation.status"
    status = words(f"{of}.{one.status}") if words.has(f"{of}.{one.status}") else words(f"{_TEXTS}.{one.status}")
    return {
        "kind": words(f"{_TEXTS}.{one.kind}"),
        "due": one.due,
        "left": None if one.due is None else (date.fromisoformat(one.due) - today).days,
        "item": one.code if one.code in meanings else None,
        "text": text,
        "status": status,
        "where": words(f"{_TEXTS}.where_{one.kind}"),
    }
