"""The journal of a lake: the same lines as in a file, a row each, every row with the hash of the one before.

What the last row is stands beside the files of the lake as well, so that rows which the catalogue lost are missed.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from smartcity.access.audit import Head
from smartcity.lake.statements import statement
from smartcity.warehouse.store import WarehouseElsewhere

if TYPE_CHECKING:
    from smartcity.lake.catalogue import Lake

TABLE = "smartcity_journal"


class LakeJournal:
    """The lines of one lake's journal; what was read is kept, and only what came since is asked for."""

    name = TABLE

    def __init__(self, lake: "Lake") -> None:
        self._lake = lake
        self._reading = Lock()
        self._lines: list[bytes] = []
        self._hashes = [Head().hash]
        """What each line has the hash of before it, and that of the last one."""
        self._read_in = 0

    def __str__(self) -> str:
        return self.name

    def exists(self) -> bool:
        """Say whether there is a journal."""
        return self._lake.is_begun()

    def read_bytes(self) -> bytes:
        """Give all lines as they would stand in a file.

        Raises:
            WarehouseElsewhere: If a row was changed or taken away.
        """
        with self._reading:
            self._read_on()
            return b"".join(line + b"\n" for line in self._lines)

    def append(self, spelled: bytes) -> None:
        """Append whole lines, all or none."""
        if not self._lake.is_moved:
            self._lake.is_begun()
        with self._reading:
            self._read_on()
            rows, before = [], self._hashes[-1]
            for number, line in enumerate(spelled.split(b"\n")[:-1], start=len(self._lines) + 1):
                hashed = hash_of(before, line)
                rows.append((number, line.decode(), before, hashed))
                before = hashed
            self._write(rows)
            self._lines += [line.encode() for _, line, _, _ in rows]
            self._hashes += [hashed for *_, hashed in rows]
            head = Head(len(self._lines), self._hashes[-1])
        self._lake.begin()
        # The lines stand: a head that lags behind them is none of theirs that is missing.
        with suppress(OSError):
            self._lake.keep_head(head)

    def replace(self, content: bytes) -> None:
        """Let it hold *content* instead of what it holds."""
        self._lake.keep_head(Head())
        with self._reading, self._lake.asking() as cursor:
            self._lake.told(cursor, statement("forget_lines"))
            self._lines, self._hashes = [], [Head().hash]
        self.append(content)

    def _write(self, rows: Sequence[tuple]) -> None:
        if not rows:
            return
        with self._lake.asking() as cursor:
            cursor.begin()
            cursor.executemany(statement("add_line"), rows)
            cursor.commit()

    def _read_on(self) -> None:
        """Read the rows that came since the last time; once while this thread is the one who writes."""
        term = self._lake.lock.term
        if term and term == self._read_in:
            return
        # Before the rows: whoever writes meanwhile adds to both.
        head = self._lake.head()
        with self._lake.asking() as cursor:
            known = len(self._lines)
            rows = self._lake.rows_of(cursor, statement("lines_since").format(known=known))
        if known:
            if not rows or rows[0][0] != known or rows[0][3] != self._hashes[-1]:
                raise WarehouseElsewhere("lake_chain", line=known)
            rows = rows[1:]
        for number, text, before, hashed in rows:
            line, last = text.encode(), self._hashes[-1]
            if (number, before, hashed) != (len(self._lines) + 1, last, hash_of(last, line)):
                raise WarehouseElsewhere("lake_chain", line=len(self._lines) + 1)
            self._lines.append(line)
            self._hashes.append(hashed)
        if head.n > len(self._lines):
            raise WarehouseElsewhere("lake_cut", lines=len(self._lines), head=head.n)
        if head.hash != self._hashes[head.n]:
            raise WarehouseElsewhere("lake_chain", line=head.n)
        self._read_in = term


def hash_of(before: str, line: bytes) -> str:
    """Return the hash of a *line* that stands after the one with the hash *before*."""
    return hashlib.sha256(before.encode() + line).hexdigest()
