"""Commands about what survives: backup, the way back from one, and a look at the health of a data folder."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from smartcity import keeping
from smartcity.cli.command import DONE, HAS_ERRORS, WRONG_USAGE, Argument, Refused, Reply, command, operator
from smartcity.intake import DataFolder
from smartcity.keeping.daily import read_passphrase
from smartcity.keeping.doctor import FAULT, FINE, Check
from smartcity.wording import Words

PASSPHRASE = Argument("--passphrase-file", metavar="FILE", type=Path, help="passphrase_file")

_WRONG_USAGE = frozenset({
    "exists", "in_lake", "moved_already", "no_folder", "no_number", "no_passphrase", "needs_passphrase", "not_found",
    "occupied", "short_passphrase",
})  # fmt: skip
"""What is wrong with how the command was asked; all else is wrong with the backup or the folder."""


@contextmanager
def usable(words: Words) -> Iterator[None]:
    """Refuse a backup that cannot be made or put back with its sentence."""
    try:
        yield
    except keeping.Unusable as problem:
        code = WRONG_USAGE if problem.code in _WRONG_USAGE else HAS_ERRORS
        raise Refused(words(f"keeping.refused.{problem.code}", **problem.values), code) from problem
    except keeping.FolderInUse as problem:
        process = " ".join(problem.process.split()) or words("cli.another_process")
        sentence = words("keeping.in_use", path=problem.folder.root, process=process, pid=problem.pid or "?")
        raise Refused(sentence) from problem


def _passphrase(chosen: argparse.Namespace) -> str | None:
    return None if chosen.passphrase_file is None else read_passphrase(chosen.passphrase_file)


@command(
    "backup",
    Argument("file", nargs="?", type=Path, metavar="FILE", help="backup_file"),
    Argument("--daily", action="store_true", help="daily"),
    PASSPHRASE,
    Argument("--by", default="", help="by"),
)
def backup(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Write the data folder to one file that has proved to be it."""
    if (chosen.file is None) != chosen.daily:
        raise Refused(words("keeping.file_or_daily"))
    by = operator(chosen.by)
    with usable(words):
        if chosen.daily:
            daily = keeping.Daily.of(folder, os.environ)
            made = keeping.make_daily(folder, daily, by, datetime.now(UTC))
        else:
            made = keeping.back_up(folder, chosen.file, by, _passphrase(chosen))
    manifest = made.manifest
    json = {"file": str(made.path), "made_at": manifest.made_at, "files": len(manifest.files), "bytes": manifest.size}
    json |= {"is_encrypted": made.is_encrypted, "lost": list(made.lost)}
    notes = [words("keeping.made", path=made.path, n=len(manifest.files), size=_megabytes(manifest.size))]
    if not made.is_encrypted:
        notes.append(words("keeping.is_plain"))
    return Reply(json, notes=[*notes, *_lost_said(made.lost, words)])


def restore_backup(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Put a backup back into the data folder."""
    with usable(words):
        given = (Path(chosen.entry), operator(chosen.by or ""), _passphrase(chosen))
        restored = keeping.put_back(folder, *given, replaces=chosen.replace)
    manifest, aside = restored.manifest, restored.moved_to
    json = {"folder": str(folder.root), "made_at": manifest.made_at, "files": len(manifest.files)}
    json |= {"moved_to": None if aside is None else str(aside), "lost": list(restored.lost)}
    at = words.moment(datetime.fromisoformat(manifest.made_at))
    notes = [words("keeping.restored", path=folder.root, n=len(manifest.files), at=at)]
    if aside is not None:
        notes.append(words("keeping.moved", path=aside))
    return Reply(json, notes=[*notes, *_lost_said(restored.lost, words)])


def _lost_said(lost: tuple[str, ...], words: Words) -> list[str]:
    return [words("keeping.lost", files=words.join(lost))] if lost else []


def _megabytes(size: int) -> float:
    return size / (1 << 20)


@command("doctor")
def doctor(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Say what is not as it should be with the data folder and this machine, and what to do about it."""
    with usable(words):
        is_daily = keeping.Daily.of(folder, os.environ).keep > 0
    certificate = keeping.said_certificate(os.environ) or keeping.proxy_certificate()
    checks = keeping.examine(folder, datetime.now(UTC), is_daily=is_daily, certificate=certificate)
    json = {"folder": str(folder.root), "checks": [_shown(check, words) for check in checks]}
    lines = (words(f"keeping.line.{check.level}", said=" ".join(_said(check, words))) for check in checks)
    return Reply(json, lines, code=HAS_ERRORS if any(check.level == FAULT for check in checks) else DONE)


def _said(check: Check, words: Words) -> list[str]:
    """Say what one look found, and what to do about it where all is not well."""
    values = {name: _worded(value, words) for name, value in check.values.items()}
    keys = check.sentences[:1] if check.level == FINE else check.sentences
    return [words(key, **values) for key in keys]


def _worded(value: object, words: Words) -> object:
    if isinstance(value, list | tuple):
        return words.join(value)
    return words.moment(value) if isinstance(value, datetime) else str(value) if isinstance(value, Path) else value


def _shown(check: Check, words: Words) -> dict[str, object]:
    sentences = _said(check, words)
    values = {name: str(value) if isinstance(value, Path) else value for name, value in check.values.items()}
    done = sentences[1] if len(sentences) > 1 else None
    return {"check": check.subject, "level": check.level, "state": check.state, "is": sentences[0], "do": done} | values
