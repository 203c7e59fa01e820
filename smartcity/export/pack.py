"""The pack for the ministry's portal: evidence by component and item, an index of it, and a checksum list."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from smartcity.exhibits.evidence import index
from smartcity.exhibits.kit.selection import Selection
from smartcity.export.downloads import printable, xlsx_bytes
from smartcity.office.evidence import Dossier
from smartcity.records.evidence import Evidence, Piece
from smartcity.records.signs import on_one_line
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

ZIP = "application/zip"
CHECKSUMS = "sha256sum.txt"
_BORN = (1980, 1, 1, 0, 0, 0)
_UNNAMEABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever ending it has: nobody could unpack it there."""

_NAME_KEPT = 100

Read = Callable[[Evidence, Piece], bytes]
"""Gives the bytes of a piece; raises where its copy is lost or who asks may not have it."""


@dataclass(frozen=True)
class Placed:
    """A piece of the evidence for an item and where it stands in the pack; "" for a link."""

    one: Evidence
    piece: Piece
    path: str


def placed(found: Dossier) -> tuple[Placed, ...]:
    """Say where each piece stands in the pack: under its component and item, by its first name, no two alike."""
    taken: set[str] = set()
    return tuple(_placed(found, taken))


def _placed(found: Dossier, taken: set[str]) -> Iterator[Placed]:
    for one in found.items:
        for piece in one.pieces:
            path = ""
            if piece.snapshot:
                folder = f"{found.method.item(one.item).component}/{one.item}"
                stem, dot, ending = _nameable(piece.file).rpartition(".")
                stem, number, path = stem or ending, 1, f"{folder}/{_nameable(piece.file)}"
                while path.casefold() in taken:
                    number += 1
                    path = f"{folder}/{stem} ({number}){dot}{ending if dot else ''}"
                taken.add(path.casefold())
            yield Placed(one, piece, path)


def _nameable(name: str) -> str:
    """Return a file's name as any system holds it."""
    plain = _UNNAMEABLE.sub("_", on_one_line(printable(name))).strip(". ") or "berkas"
    kept = plain[-_NAME_KEPT:].lstrip(". ") or "berkas"
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def write_pack(target: BinaryIO, warehouse: Warehouse, found: Dossier, read: Read, words: Words) -> int:
    """Write the pack of all evidence there is into *target*, and count its files.

    Raises what *read* raises; then the pack is not whole.
    """
    own = placed(found)
    selection = Selection(language=words.language, year=found.method.year)
    exhibit = index(warehouse, found, [(one.one, one.piece, one.path) for one in own], words)
    files = [one for one in own if one.path]
    with ZipFile(target, "w", ZIP_STORED) as pack:
        for one in files:
            _add(pack, one.path, read(one.one, one.piece))
        sums = {one.path: one.piece.snapshot for one in files}
        if exhibit.table is not None:
            name, content = f"{words('evidence.pack.index')}.xlsx", xlsx_bytes(exhibit, selection, words, "")
            _add(pack, name, content)
            sums[name] = sha256(content).hexdigest()
        # As `sha256sum -c` reads it; a list cannot hold its own sum.
        _add(pack, CHECKSUMS, "".join(f"{own}  {path}\n" for path, own in sums.items()).encode())
    return len(files)


def _add(pack: ZipFile, name: str, content: bytes) -> None:
    part = ZipInfo(name, _BORN)
    part.create_system = 0
    pack.writestr(part, content)
