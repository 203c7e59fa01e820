"""Who did what: one JSON object a line, only ever appended, each line holding the hash of the one before.

No line holds what a respondent said or is called: what was done is named by its entry in the journal.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from pathlib import Path

from filelock import FileLock

from smartcity.disk import settle, write_whole
from smartcity.records.signs import on_one_line

FOLDER = "akses"
"""Where in a data folder the audit, the accounts and the sign-ins are."""

FILE, HEAD = "audit.jsonl", "audit.head"
LOCK_SECONDS = 60
LONGEST = 200
"""So many signs of each text are kept."""

CLOCK = timedelta(minutes=5)
"""A clock that stands so far before the last line runs backwards."""

SIGNED_IN, FAILED, SIGNED_OUT, SIGNED_OUT_ALL, REFUSED = (
    "signed_in",
    "failed",
    "signed_out",
    "signed_out_all",
    "refused",
)
OPENED, EXPORTED, STEP, UNDONE, CUT = "opened", "exported", "step", "undone", "cut"
BACKED_UP, RESTORED = "backed_up", "restored"
ADDED, ROLE, DISABLED, ENABLED, PASSWORD, RESET, SECOND = (
    *("user_added", "user_role", "user_disabled", "user_enabled", "user_password", "user_reset", "user_second"),
)
KINDS = (
    *(SIGNED_IN, FAILED, SIGNED_OUT, SIGNED_OUT_ALL, REFUSED, OPENED, EXPORTED, STEP, UNDONE, CUT),
    *(BACKED_UP, RESTORED),
    *(ADDED, ROLE, DISABLED, ENABLED, PASSWORD, RESET, SECOND),
)
"""What can be done: come in, fail to, go out, on all devices, be refused; open an original, take something away, take a
step of the journal, which the disk did not keep; a line that a crash cut off; make a backup, put one back; and what was
done to an account."""

REMOVED, CHANGED, REORDERED, CUT_OFF, BROKEN = "removed", "changed", "reordered", "cut_off", "broken"
_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its number, the moment, *who* did it in which *role*, what they *did*, *of* what, and from where.

    *before* is the hash of the line before, *hash* that of this one.
    """

    n: int
    at: str
    did: str
    who: str = ""
    role: str = ""
    of: str = ""
    address: str = ""
    before: str = _FIRST
    hash: str = ""

    @property
    def own_hash(self) -> str:
        """The hash that this line has by what it says."""
        content = {name: value for name, value in asdict(self).items() if name != "hash"}
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def moment(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with the audit: *code* says what, *first* to *last* which lines, by their numbers."""

    code: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Head:
    """The number and hash of the last line, to be kept elsewhere."""

    n: int = 0
    hash: str = _FIRST

    def __str__(self) -> str:
        return f"{self.n}:{self.hash}"

    @property
    def text(self) -> str:
        """What a paper says of it: nothing before anything was written down."""
        return str(self) if self.n else ""

    @classmethod
    def of(cls, text: str) -> "Head":
        """Read what `str` gives; raises `ValueError` for anything else."""
        number, sign, hashed = text.strip().partition(":")
        if not (sign and number.isascii() and number.isdecimal() and len(hashed) == 64 and int(hashed, 16) >= 0):
            raise ValueError(text)
        return cls(int(number), hashed)


class Audit:
    """The audit in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path, self._head = folder / FILE, folder / HEAD

    def note(self, did: str, who: str = "", role: str = "", of: str = "", address: str = "") -> Entry:
        """Append a line and force it to disk; a line cut off by a crash is dropped, and said to be."""
        return self.note_all([(did, of)], who, role, address)[-1]

    def note_all(
        self, done: Sequence[tuple[str, str]], who: str = "", role: str = "", address: str = ""
    ) -> tuple[Entry, ...]:
        """Append a line for each thing *done* and what it was done to."""
        if not done:
            return ()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(self.folder / "audit.lock", timeout=LOCK_SECONDS), self.path.open("ab+", buffering=0) as file:
            last, is_cut = _tail(file)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            told = [(CUT, "", "", "", "")] if is_cut else []
            told += [(did, *map(_kept, (who, role, of, address))) for did, of in done]
            entries, spelled = [], b""
            for did, *rest in told:
                entry = Entry(last.n + 1, at, did, *rest, before=last.hash)
                entry = Entry(**asdict(entry) | {"hash": entry.own_hash})
                spelled += json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n"
                entries.append(entry)
                last = Head(entry.n, entry.hash)
            file.write(spelled)
            os.fsync(file.fileno())
            if entries[0].n == 1:
                self.path.chmod(0o600)
                settle(self.folder)
            write_whole(self._head, f"{last}\n".encode())
        return tuple(entries)

    def entries(self) -> tuple[Entry, ...]:
        """Return every line that can be read, the oldest first."""
        return tuple(entry for _, entry in self._read() if entry is not None)

    def head(self) -> Head:
        """Return the head of the chain as the file holds it."""
        entries = self.entries()
        return Head(entries[-1].n, entries[-1].hash) if entries else Head()

    def verify(self, kept: Head | None = None) -> tuple[Flaw, ...]:
        """List what is wrong, in the order of the lines; *kept* is a head that was kept elsewhere."""
        flaws: list[Flaw] = []
        whole: list[Entry] = []
        for number, entry in self._read():
            if entry is None:
                flaws.append(Flaw(BROKEN, number, number))
            elif entry.own_hash != entry.hash:
                flaws.append(Flaw(CHANGED, entry.n, entry.n))
                whole.append(entry)
            else:
                whole.append(entry)
        heads = [head for head in (self._noted(), kept) if head is not None]
        by_number = {entry.n: entry for entry in whole}
        flaws += _moved(whole)
        flaws += _missing(by_number, max((head.n for head in heads), default=0))
        flaws += _unlinked(by_number, heads)
        return tuple(sorted(set(flaws), key=lambda flaw: (flaw.first, flaw.code)))

    def is_ahead_of(self, now: datetime) -> bool:
        """Say whether the last line is later than the clock, which then runs backwards."""
        entries = self.entries()
        return bool(entries) and entries[-1].moment - now > CLOCK

    def _noted(self) -> Head | None:
        try:
            return Head.of(self._head.read_text("utf-8"))
        except FileNotFoundError:
            return Head(1) if self.path.is_file() else None
        except ValueError:
            return Head(1)

    def _read(self) -> Iterator[tuple[int, Entry | None]]:
        """Yield each line by its place, None for what is no line."""
        content = self.path.read_bytes() if self.path.is_file() else b""
        for number, piece in enumerate(content.splitlines(), start=1):
            yield number, _entry(piece)


def _kept(text: str) -> str:
    return on_one_line(text)[:LONGEST]


def _entry(piece: bytes) -> Entry | None:
    try:
        values = json.loads(piece)
        entry = Entry(**values)
        sound = isinstance(entry.n, int) and all(
            isinstance(getattr(entry, field.name), str) for field in fields(Entry) if field.name != "n"
        )
        return entry if sound and entry.moment.tzinfo else None
    except (TypeError, ValueError):
        return None


def _tail(file: object) -> tuple[Head, bool]:
    """Return the head by the last whole line, and whether a line after it was cut off, which is dropped."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - (1 << 16))
    file.seek(start)
    content = file.read()
    end = content.rfind(b"\n") + 1
    is_cut = end < len(content)
    if is_cut:
        file.truncate(start + end)
    found = [entry for entry in map(_entry, content[:end].splitlines()) if entry is not None]
    return (Head(found[-1].n, found[-1].hash) if found else Head()), is_cut


def _moved(entries: Sequence[Entry]) -> list[Flaw]:
    """List the lines that stand after a later one, or stand twice."""
    flaws, most = [], 0
    for entry in entries:
        if entry.n <= most:
            flaws.append(Flaw(REORDERED, entry.n, entry.n))
        most = max(most, entry.n)
    return flaws


def _missing(by_number: dict[int, Entry], last: int) -> list[Flaw]:
    """List the runs of lines that are not there: between others, or at the end up to the *last* that was known."""
    most, flaws, start = max(by_number, default=0), [], 0
    for number in range(1, max(most, last) + 2):
        is_gone = number not in by_number and number <= max(most, last)
        if is_gone and not start:
            start = number
        elif start and (not is_gone):
            flaws.append(Flaw(REMOVED if start < most else CUT_OFF, start, number - 1))
            start = 0
    return flaws


def _unlinked(by_number: dict[int, Entry], heads: Sequence[Head]) -> list[Flaw]:
    """List the lines that are not those which the next line, or a head that was kept, was written after."""
    told = [(entry.n - 1, entry.before) for entry in by_number.values()]
    told += [(head.n, head.hash) for head in heads if head.hash != _FIRST]
    wrong = [n for n, hashed in told if n in by_number and not compare_digest(by_number[n].hash, hashed)]
    return [Flaw(CHANGED, n, n) for n in wrong]
