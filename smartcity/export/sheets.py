"""The workbook of evidence that goes out to be filled in: of all items, or of those that one office owns."""

from collections.abc import Sequence
from datetime import date

from smartcity.method.layout import load_layouts
from smartcity.office.evidence import Dossier
from smartcity.reading.templates import Filling, template
from smartcity.records.evidence import NONE
from smartcity.wording import Words

KIND = "evidence"


def sheet_bytes(found: Dossier, tracks: Sequence[str], years: Sequence[int], words: Words) -> bytes:
    """Write the workbook with what is on record of each item; one of an office says in each row whom it is for.

    Each row names the entry that it shows, so that what others change meanwhile is noticed when it comes back.
    """
    layout, method = load_layouts()[KIND], found.method
    rows = [
        {
            "item": one.item,
            "question": method.item(one.item).meaning[words.language],
            "owner": one.owner,
            "person": one.person,
            "due": date.fromisoformat(one.due) if one.due else None,
            "status": one.status if one.status != NONE else None,
            "mark": one.mark,
            "links": " ".join(piece.link for piece in one.pieces if piece.link) or None,
            "note": one.note,
            "office": found.owner,
            "version": one.entry or None,
        }
        for one in found.items
    ]
    sheet = layout.tables[0].sheet
    return template(layout, words, method, tracks=tracks, years=years, filling=Filling({sheet: rows}))
