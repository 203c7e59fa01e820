"""Let newer contents of shipped workbooks take the place of those that a folder has, when the product was updated."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from smartcity.config import open_config
from smartcity.intake import journal, kept
from smartcity.intake.folder import SHIPPED, DataFolder, identity
from smartcity.intake.inspection import Inspection, commit_line
from smartcity.intake.journal import COMMIT, WITHDRAW, Line
from smartcity.intake.judging import SHIPPED_BY, entries_of, readings_of

UPDATED = "pembaruan produk"
"""The reason that the journal gives."""


@cache
def shipped_identities() -> Mapping[str, str]:
    """Load what the shipped workbooks of this version are known by, by their names."""
    return open_config("shipped")


def let_in_updates(folder: DataFolder) -> tuple[Line, ...]:
    """Load every shipped workbook that came newer with the product in the place of the one in force.

    One step of the journal. What was withdrawn stays out, what people loaded in the place of a shipped workbook stays,
    and content that this folder has had before is not brought back. A content that does not load with what is there
    changes nothing.
    """
    if not _outdated(folder):
        return ()
    with folder.lock, kept.one_step():
        lines = journal.in_force(journal.read(folder.journal))
        contents = {line.id: (SHIPPED / line.file).read_bytes() for line in _outdated(folder)}
        planned = {
            entry: replace(line, snapshot=identity(contents[entry]), path="")
            for entry, line in ((line.id, line) for line in lines)
            if entry in contents
        }
        coming = tuple(planned.get(line.id, line) for line in lines)
        step: list[Line] = []
        for entry in entries_of(folder, coming, readings_of(folder, coming, contents), keeps_key=False):
            if entry.entry not in planned or not entry.is_loaded:
                continue
            old = planned[entry.entry]
            found = Inspection(old.file, old.snapshot, old.kind, entry.checked, entry.checked.findings)
            path = folder.keep(contents[old.id], old.file)
            new = commit_line(path, old.file, SHIPPED_BY, found, entry=old.id, why=UPDATED)
            step += [
                Line(WITHDRAW, SHIPPED_BY, at=new.at, entry=old.id, file=old.file, kind=old.kind, why=f"→ {new.id}"),
                new,
            ]
        if step:
            journal.append(folder.journal, step)
    return tuple(step)


def _outdated(folder: DataFolder) -> list[Line]:
    """List the commits in force of shipped workbooks of which the product now has another content."""
    history = journal.read(folder.journal)
    had = {line.snapshot for line in history if line.action == COMMIT}
    outdated = []
    for line in journal.active(history):
        current = shipped_identities().get(line.file)
        if line.by == SHIPPED_BY and current is not None and current != line.snapshot and current not in had:
            path = SHIPPED / line.file
            if path.is_file() and identity(path.read_bytes()) == current:
                outdated.append(line)
    return outdated
