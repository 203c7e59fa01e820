"""When evidence is due: what is late first, then day by day, and what has no day last."""

import pandas as pd

from smartcity.exhibits.evidence.gathered import ITEM, Gathered, evidence_exhibit
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.office.evidence import is_late

DUE = "bukti-tenggat"


@evidence_exhibit(DUE)
def due(found: Gathered) -> Exhibit:
    """List what is not complete by its last day."""
    words, texts = found.words, "evidence.due"
    dated = sorted((one for one in found.dossier.missing if one.due), key=lambda one: one.due)
    undated = sum(one.due is None for one in found.dossier.missing)
    if not dated:
        return found.subject.nothing(DUE, texts, year=found.year)
    late = [one for one in dated if found.today is not None and is_late(one, found.today)]
    rows = [
        found.row(one) | {"left": None if found.today is None else (pd.Timestamp(one.due).date() - found.today).days}
        for one in dated
    ]
    values = {"late": len(late), "n": len(dated), "day": dated[0].due, "item": dated[0].item, "year": found.year}
    return found.subject.exhibit(
        DUE,
        words(f"{texts}.{'message_late' if late else 'message'}", **values),
        texts,
        rows=pd.DataFrame(rows),
        columns=of_page("evidence", f"due left {ITEM} owner person status"),
        note=[words(f"{texts}.undated", n=undated) if undated else ""],
        year=found.year,
    )
