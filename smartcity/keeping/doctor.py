"""Look at a data folder and the machine that keeps it, and say what is not as it should be; nothing is changed."""

import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import metadata
from pathlib import Path

from smartcity.access.accounts import Accounts, AccountsDamaged
from smartcity.access.policy import ADMIN
from smartcity.disk import UNFINISHED
from smartcity.intake import journal
from smartcity.intake.building import fingerprint
from smartcity.intake.convening import FROZEN
from smartcity.intake.folder import KEY, PENDING, PROJECT, UPLOADS, DataFolder, SnapshotLost
from smartcity.intake.journal import EVIDENCE, MEETING, Line
from smartcity.intake.judging import regions_of
from smartcity.intake.trouble import TROUBLES, trouble_of
from smartcity.keeping.backups import MOVED, WORK, last_backup
from smartcity.keeping.certificates import end_of
from smartcity.method.regions import MANY, PROVINCE, configured_site
from smartcity.records.evidence import ADDED, FOLDER, Piece
from smartcity.warehouse import WarehouseBusy, WarehouseElsewhere
from smartcity.warehouse.schema import SCHEMA

FINE, NOTE, FAULT = "fine", "note", "fault"
"""All is well; somebody should look; figures or files are missing or at risk."""

LAKE = "lake"
"""What is looked at in place of the journal where that is in a lake which is not to be used."""

LEAST_FREE = 1 << 30
OLD_BACKUP = timedelta(days=2)
RENEWED_BEFORE = timedelta(days=21)
CLOCK_SLACK = timedelta(minutes=5)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)(?:\s*;\s*(.*?))?\s*\\?$")


@dataclass(frozen=True, slots=True)
class Check:
    """What one look found: its *subject*, how bad it is, and the *state* whose sentence says it with *values*."""

    subject: str
    level: str = FINE
    state: str = "fine"
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentences(self) -> tuple[str, str]:
        """The keys of what it is and of what to do: of a lake that is not to be used, what every command says."""
        ends = ("problem", "command") if self.subject == LAKE else ("is", "do")
        place = f"trouble.{self.state}" if self.subject == LAKE else f"keeping.{self.subject}.{self.state}"
        return tuple(f"{place}.{end}" for end in ends)


def examine(
    folder: DataFolder, now: datetime, *, is_daily: bool = False, certificate: Path | None = None
) -> tuple[Check, ...]:
    """Look at everything; what cannot be looked at, because something before it is broken, is left out.

    *is_daily* says that backups are to be made by themselves, so that an old one is a fault. *certificate* is the file
    of the certificate that people's browsers are shown, where one is known.
    """
    found = [_journal(folder)]
    lines: Sequence[Line] = ()
    if found[0].level != FAULT and folder.journal.exists():
        lines = journal.read(folder.journal)
        found += [_snapshots(folder, lines), _evidence(folder, lines), _meetings(folder, lines)]
    is_reached = found[0].subject != LAKE
    found += [_warehouse(folder, lines)] if is_reached else []
    found += [_person_key(folder, lines), *_accounts(folder), _disk(folder), _permissions(folder), _versions()]
    found += [_clock(lines, now)]
    found += [_leftovers(folder), *([_locks(folder)] if is_reached else []), _backup(folder, now, is_daily)]
    return (*found, look_at(certificate, now)) if certificate is not None else tuple(found)


def look_at(certificate: Path, now: datetime) -> Check:
    """Say whether a certificate still holds; one that ends within weeks is to be renewed."""
    try:
        end = end_of(certificate)
    except (OSError, ValueError):
        return Check("certificate", FAULT, "unreadable", {"path": certificate})
    values = {"path": certificate, "at": end, "days": (end - now).days}
    if end <= now:
        return Check("certificate", FAULT, "ended", values)
    is_soon = end - now < RENEWED_BEFORE
    return Check("certificate", NOTE if is_soon else FINE, "soon" if is_soon else "fine", values)


def _journal(folder: DataFolder) -> Check:
    try:
        folder.require_journal()
        lines = journal.read(folder.journal)
        is_cut = journal.is_cut(folder.journal)
    except WarehouseElsewhere as problem:
        return Check(LAKE, FAULT, problem.code, problem.values)
    except TROUBLES as problem:
        trouble = trouble_of(problem, folder)
        return Check("journal", FAULT, trouble.code, trouble.values)
    if not folder.journal.exists():
        return Check("journal", NOTE, "none", {"path": folder.root})
    return Check("journal", NOTE if is_cut else FINE, "cut" if is_cut else "fine", {"n": len(lines)})


def _copies(subject: str, total: int, lost: Iterable[str]) -> Check:
    names = sorted(set(lost))
    if names:
        return Check(subject, FAULT, "lost", {"n": len(names), "files": names})
    return Check(subject, values={"n": total})


def _lost(ask: Callable[[], bytes]) -> bool:
    try:
        ask()
    except SnapshotLost:
        return True
    return False


def _snapshots(folder: DataFolder, lines: Sequence[Line]) -> Check:
    standing = journal.active(lines)
    lost = (one.file for one in standing if _lost(lambda one=one: folder.snapshot(one.path, one.snapshot, one.file)))
    return _copies("snapshots", len(standing), lost)


def _pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    for line in journal.in_force(lines):
        if line.action == EVIDENCE:
            for change in line.changes.values():
                yield from (Piece(**one) for one in change.get(ADDED, ()) or ())


def _evidence(folder: DataFolder, lines: Sequence[Line]) -> Check:
    pieces = [one for one in _pieces(lines) if one.snapshot]
    lost = (one.file for one in pieces if _lost(lambda one=one: folder.snapshot(one.path, one.snapshot, one.file)))
    return _copies("evidence", len(pieces), lost)


def _meetings(folder: DataFolder, lines: Sequence[Line]) -> Check:
    parts = (part for line in journal.in_force(lines) if line.action == MEETING for part in line.changes.values())
    held = {str(part[name]) for part in parts for name in ("copy", "frozen") if part.get(name)}
    lost = (one for one in held if _lost(lambda one=one: folder.kept_by_hash(FROZEN, one, ".json")))
    return _copies("meetings", len(held), lost)


def _warehouse(folder: DataFolder, lines: Sequence[Line]) -> Check:
    if not folder.tables.exist():
        return Check("warehouse", NOTE, "none")
    try:
        with folder.tables.open(read_only=True) as warehouse:
            stamp = warehouse.stamp()
            # A lake may know of files that are not there any more.
            for table in SCHEMA if stamp is not None else ():
                warehouse.stored(table)
    except WarehouseBusy as problem:
        return Check("warehouse", state="busy", values={"pid": problem.pid or "?"})
    except TROUBLES as problem:
        return Check("warehouse", FAULT, "damaged", trouble_of(problem, folder).values)
    if stamp is None or stamp["fingerprint"] != fingerprint(journal.in_force(lines)):
        return Check("warehouse", NOTE, "behind")
    return Check("warehouse", values={"at": datetime.fromisoformat(str(stamp["built_at"]))})


def _person_key(folder: DataFolder, lines: Sequence[Line]) -> Check:
    path = folder.raw / KEY
    if not path.exists():
        return Check("key", NOTE, "none") if lines else Check("key", state="unneeded")
    if not path.stat().st_size:
        return Check("key", FAULT, "empty", {"path": path})
    return Check("key", FAULT, "open", {"path": path}) if _is_open(path) else Check("key")


def _accounts(folder: DataFolder) -> Iterator[Check]:
    """Say whether who can sign in is bound to a region that the dashboard reaches; nothing where nobody can."""
    accounts = Accounts(folder.access)
    try:
        standing = [one for one in accounts.all().values() if not one.is_disabled]
    except (AccountsDamaged, OSError):
        yield Check("accounts", FAULT, "damaged", {"path": accounts.path})
        return
    if not standing:
        return
    site = configured_site()
    bound = [one for one in standing if one.role != ADMIN] if site.is_of_many else []
    named = [one for one in bound if one.region not in ("", MANY, site.home)]
    try:
        regions = regions_of(folder).all if named else ()
    except (*TROUBLES, WarehouseElsewhere):
        # What is wrong there has been said.
        return
    reached = {one.name for one in regions if site.reach != PROVINCE or one.province == site.province}
    lost = sorted(f"{one.name} ({one.region})" for one in named if one.region not in reached)
    unsaid = sorted(one.name for one in bound if not one.region)
    if lost:
        yield Check("accounts", NOTE, "elsewhere", {"n": len(lost), "names": lost})
    if unsaid:
        yield Check("accounts", NOTE, "unsaid", {"n": len(unsaid), "names": unsaid, "region": site.home})
    if not lost and not unsaid:
        yield Check("accounts", values={"n": len(standing)})


def _is_open(path: Path) -> bool:
    """Say whether others on this machine may read a file."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _disk(folder: DataFolder) -> Check:
    place = next(place for place in (folder.root, *folder.root.parents) if place.exists())
    free, held = shutil.disk_usage(place).free, _size_of(folder.raw)
    # A rebuild and the proof of a backup each need about as much again as there is.
    needed = max(LEAST_FREE, 2 * held)
    values = {"free": free / LEAST_FREE, "needed": needed / LEAST_FREE, "path": place}
    return Check("disk", FINE if free >= needed else NOTE, "fine" if free >= needed else "little", values)


def _size_of(place: Path) -> int:
    return sum((Path(at) / name).lstat().st_size for at, _, names in os.walk(place) for name in names)


def _permissions(folder: DataFolder) -> Check:
    owned = [place for place in (folder.root, folder.raw, folder.own_journal, folder.warehouse) if place.exists()]
    closed = [place for place in owned if not os.access(place, os.R_OK | os.W_OK)]
    if closed:
        return Check("permissions", FAULT, "closed", {"path": closed[0]})
    kept = (place for name in (UPLOADS, FOLDER) for place in (folder.raw / name).glob("*"))
    bare = next((place for place in kept if place.is_file() and _is_open(place)), None)
    return Check("permissions", NOTE, "open", {"path": bare}) if bare else Check("permissions")


def _versions() -> Check:
    """Compare what is installed with what the requirements pin; lines for other systems are left out."""
    other = []
    for line in (PROJECT / "requirements.txt").read_text("utf-8").splitlines():
        pin = _PIN.match(line)
        if pin is None or (pin[3] and "sys_platform" in pin[3]):
            continue
        try:
            installed = metadata.version(pin[1])
        except metadata.PackageNotFoundError:
            installed = "–"
        if installed != pin[2]:
            other.append(f"{pin[1]} {installed} ({pin[2]})")
    python = ".".join(map(str, sys.version_info[:3]))
    if other:
        return Check("versions", NOTE, "other", {"python": python, "n": len(other), "packages": other})
    return Check("versions", values={"python": python})


def _clock(lines: Sequence[Line], now: datetime) -> Check:
    last = max((line.moment for line in lines), default=None)
    if last is not None and now < last - CLOCK_SLACK:
        return Check("clock", FAULT, "behind", {"at": now, "last": last})
    return Check("clock", values={"at": now})


def _leftovers(folder: DataFolder) -> Check:
    marks = [*folder.root.glob(f"{WORK}*"), *folder.root.rglob(f"{UNFINISHED}*"), *folder.raw.rglob(f"{PENDING}*")]
    if marks:
        return Check("leftovers", NOTE, "unfinished", {"n": len(marks), "paths": sorted(map(str, marks))})
    aside = sorted(map(str, folder.root.glob(f"{MOVED}*")))
    return Check("leftovers", NOTE, "aside", {"n": len(aside), "paths": aside}) if aside else Check("leftovers")


def _locks(folder: DataFolder) -> Check:
    """Say whether somebody writes now; a lock of a process that ended is let go by the system, its file may stay."""
    if not folder.root.is_dir():
        return Check("locks")
    try:
        with folder.lock.acquire(timeout=0):
            return Check("locks")
    except (TimeoutError, OSError):
        return Check("locks", NOTE, "held", {"path": folder.lock.lock_file})


def _backup(folder: DataFolder, now: datetime, is_daily: bool) -> Check:
    last = last_backup(folder)
    if last is None:
        return Check("backup", FAULT if is_daily else NOTE, "none")
    if now - last > OLD_BACKUP:
        return Check("backup", FAULT if is_daily else NOTE, "old", {"at": last, "days": (now - last).days})
    return Check("backup", values={"at": last})
