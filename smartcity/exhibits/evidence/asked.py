"""What one office is asked for: its items with how far each is, and room to note by hand what it hands in."""

import pandas as pd

from smartcity.exhibits.evidence.gathered import Gathered, look
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.records.evidence import COMPLETE
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

ASKED = "bukti-skpd"
BLANK = "\u00a0"
"""What stands in a cell that is filled in by hand."""


def asked_of(warehouse: Warehouse, selection: Selection, owner: str, words: Words) -> Exhibit:
    """List the items of an office, those that are not complete first, the most valuable first among them."""
    found = look(ASKED, warehouse, selection, words)
    if not isinstance(found, Gathered):
        return found
    own = found.dossier.of_owner(owner)
    if not own.counted:
        return found.subject.nothing(ASKED, "evidence.asked", owner=owner, year=found.year)
    complete = [one for one in own.counted if one.status == COMPLETE]
    rows = [found.row(one) | {"handed_in": BLANK} for one in (*own.missing, *complete)]
    return found.subject.exhibit(
        ASKED,
        words("evidence.asked.message", owner=owner, n=len(own.missing), count=len(own.counted), year=found.year),
        "evidence.asked",
        rows=pd.DataFrame(rows),
        columns=of_page("evidence", "item text due status person note handed_in"),
        owner=owner,
        year=found.year,
    )
