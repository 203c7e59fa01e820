"""Who owes what: evidence by office, and what may be said to each."""

from datetime import date

import pandas as pd

from smartcity import charts
from smartcity.exhibits.evidence.gathered import Gathered, evidence_exhibit
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.office.evidence import Dossier, is_late
from smartcity.records.evidence import Evidence
from smartcity.wording import Words

OWNERS = "bukti-pemilik"


@evidence_exhibit(OWNERS)
def owners(found: Gathered) -> Exhibit:
    """Show what each office owes, the one that owes most first; what nobody owns stands last."""
    words, texts = found.words, "evidence.owners"
    named = [name for name in found.dossier.owners if name is not None]
    if not named:
        return found.subject.nothing(OWNERS, texts, year=found.year)
    rows = [_row(name, found.dossier.of_owner(name), found) for name in found.dossier.owners]
    frame = pd.DataFrame([row for row in rows if row["items"]])
    frame["is_nobody"] = frame["label"] == words("evidence.nobody")
    frame = frame.sort_values(["is_nobody", "owed"], ascending=[True, False], kind="stable").reset_index(drop=True)
    first, nobody = frame.iloc[0], float(frame.loc[frame["is_nobody"], "owed"].sum())
    key = "message" if first["owed"] > 0 and not first["is_nobody"] else "message_none"
    message = words(f"{texts}.{key}", owner=first["label"], n=int(first["open"]), worth=first["owed"], year=found.year)
    return found.subject.exhibit(
        OWNERS,
        message + (words(f"{texts}.unowned", worth=nobody) if nobody else ""),
        texts,
        rows=frame,
        columns=of_page("evidence", "label=evidence.owner items complete open late whole there owed"),
        figure=charts.filled_bars(frame[frame["whole"] > 0], words),
        year=found.year,
    )


def _row(name: str | None, own: Dossier, found: Gathered) -> dict[str, object]:
    whole = sum(own.worth(one.item) for one in own.counted)
    owed = sum(own.worth(one.item) for one in own.missing)
    late = None if found.today is None else sum(is_late(one, found.today) for one in own.items)
    return {
        "label": name or found.words("evidence.nobody"),
        "items": len(own.counted),
        "complete": len(own.counted) - len(own.missing),
        "open": len(own.missing),
        "late": late,
        "whole": whole,
        "there": whole - owed,
        "owed": owed,
    }


def reminder(own: Dossier, today: date, words: Words) -> str:
    """Write what may be sent to an office in a chat: what it has not sent yet, until when, the most valuable first."""
    owed = own.to_send
    head = words("evidence.reminder.head", owner=own.owner, year=own.method.year, n=len(owed))
    lines = [
        words(
            f"evidence.reminder.{_when(one, today)}",
            item=one.item,
            text=own.method.item(one.item).meaning[words.language].removesuffix("."),
            due=one.due,
        )
        for one in owed
    ]
    return "\n".join([head, "", *lines, "", words("evidence.reminder.foot", n=len(owed))])


def _when(one: Evidence, today: date) -> str:
    return "line" if one.due is None else "line_late" if is_late(one, today) else "line_due"
