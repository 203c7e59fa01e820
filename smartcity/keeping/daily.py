"""The backup of every day: when one is due, and how many of them stay."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from smartcity.access.policy import Asker
from smartcity.config import open_config
from smartcity.intake.folder import DataFolder
from smartcity.keeping.archive import Unusable, require_long
from smartcity.keeping.backups import FOLDER, SUFFIX, Backup, back_up

KEEP, PLACE, PASSPHRASE = "SMARTCITY_BACKUP_KEEP", "SMARTCITY_BACKUP_FOLDER", "SMARTCITY_BACKUP_PASSPHRASE_FILE"
"""What the environment may say in the place of `[backup]` in `config/site.toml`."""

_NAMED = "smartcity-%Y%m%d-%H%M%S"
_NAME = re.compile(rf"smartcity-\d{{8}}-\d{{6}}{re.escape(SUFFIX)}")


@dataclass(frozen=True, slots=True)
class Daily:
    """How backups are made by themselves: *keep* so many in *place*, none for 0; *passphrase_file* encrypts them."""

    keep: int
    place: Path
    passphrase_file: Path | None

    @classmethod
    def of(cls, folder: DataFolder, environment: Mapping[str, str]) -> "Daily":
        """Return what is said for a folder; raises `Unusable` where the number is none."""
        settings = open_config("site")["backup"]
        keep = environment.get(KEEP) or str(settings["keep"])
        if not keep.isascii() or not keep.isdecimal():
            raise Unusable("no_number", name=KEEP, found=keep)
        place = environment.get(PLACE) or settings["folder"]
        file = environment.get(PASSPHRASE) or settings["passphrase_file"]
        return cls(int(keep), Path(place) if place else folder.root / FOLDER, Path(file) if file else None)

    def require_passphrase(self) -> None:
        """Raise `Unusable` where backups are to be encrypted with a passphrase that cannot be had, or is too short."""
        if self.keep and self.passphrase_file:
            require_long(read_passphrase(self.passphrase_file))


def read_passphrase(file: Path) -> str:
    """Read the first line of a file as a passphrase; raises `Unusable` where there is none."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise Unusable("no_passphrase", path=file) from problem
    if not lines or not lines[0]:
        raise Unusable("no_passphrase", path=file)
    return lines[0]


def made(place: Path) -> tuple[Path, ...]:
    """List the backups that were made by themselves, the oldest first; nothing else in that folder is looked at."""
    return tuple(sorted(path for path in place.glob("*") if _NAME.fullmatch(path.name))) if place.is_dir() else ()


def latest(place: Path) -> datetime | None:
    """Return when the newest of them was made."""
    backups = made(place)
    return datetime.strptime(backups[-1].stem, _NAMED).replace(tzinfo=UTC) if backups else None


def due(daily: Daily, now: datetime) -> bool:
    """Say whether it is time for one: a day after the last, or where the clock has gone back behind it."""
    last = latest(daily.place)
    return daily.keep > 0 and (last is None or not timedelta(0) <= now - last < timedelta(days=1))


def make_daily(folder: DataFolder, daily: Daily, by: Asker, now: datetime) -> Backup:
    """Make one and drop the oldest beyond those that are kept; it is dropped only when the new one has proved good."""
    passphrase = read_passphrase(daily.passphrase_file) if daily.passphrase_file else None
    daily.place.mkdir(parents=True, exist_ok=True)
    backup = back_up(folder, daily.place / f"{now:{_NAMED}}{SUFFIX}", by, passphrase)
    others = [path for path in made(daily.place) if path != backup.path]
    for path in others[: max(0, len(others) + 1 - max(1, daily.keep))]:
        path.unlink()
    return backup
