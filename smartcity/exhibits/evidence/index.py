"""The index of a pack: every piece of evidence with its item, where it stands in the pack, and its checksum."""

from collections.abc import Sequence

import pandas as pd

from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.subject import subject_of
from smartcity.office.evidence import Dossier
from smartcity.records.evidence import Evidence, Piece, status_key
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

INDEX = "bukti-indeks"


def index(warehouse: Warehouse, found: Dossier, placed: Sequence[tuple[Evidence, Piece, str]], words: Words) -> Exhibit:
    """List the pieces of evidence of a year, each with its place in the pack; a link has none."""
    method = found.method
    subject = subject_of(warehouse, words, method, sources=[words("evidence.source")])
    if not placed:
        return subject.nothing(INDEX, "evidence.pack", year=method.year)
    rows = [
        {
            "part": words(f"method.component.{method.item(one.item).component}"),
            "item": one.item,
            "text": method.item(one.item).meaning[words.language],
            "status": words(f"evidence.status.{status_key(one.status)}"),
            "owner": one.owner,
            "path": path or None,
            "link": piece.link or None,
            "size": piece.size if piece.snapshot else None,
            "sha256": piece.snapshot or None,
            "given_by": piece.given_by,
        }
        for one, piece, path in placed
    ]
    return subject.exhibit(
        INDEX,
        words("evidence.pack.message", n=len(rows), year=method.year),
        rows=pd.DataFrame(rows),
        columns=of_page("evidence", "part=shared.component item text status owner path link size sha256 given_by"),
        caption=words("evidence.caption", year=method.year),
        alt=words("evidence.pack.message", n=len(rows), year=method.year),
        year=method.year,
    )
