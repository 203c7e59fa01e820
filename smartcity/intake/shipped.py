"""The workbooks that come with the product: the first files of a folder, and newer contents of them after an update.

They take the same way as any upload; one that were not loadable would be an error of the product.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from smartcity.checks import vocabulary
from smartcity.config import open_config
from smartcity.intake import journal, kept
from smartcity.intake.folder import SHIPPED, DataFolder, identity
from smartcity.intake.inspection import Inspection, NotLoadable, commit_line
from smartcity.intake.journal import COMMIT, Line
from smartcity.intake.judging import SHARED_KINDS, SHIPPED_BY, entries_of, readings_of
from smartcity.intake.versions import withdrawal
from smartcity.method import load_dimensions, load_methods
from smartcity.method.layout import load_layouts
from smartcity.reading.extract import guess_kind
from smartcity.warehouse import Entry

UPDATED = "pembaruan produk"
"""The reason that the journal gives."""


@cache
def shipped_identities() -> Mapping[str, str]:
    """Load what the shipped workbooks of this version are known by, by their names."""
    return open_config("shipped")


def prepare(folder: DataFolder, *, empty: bool = False) -> None:
    """Make a folder that has no journal usable: with the shipped workbooks committed, or without any when *empty*.

    Where they are committed and the product came with newer ones, those take their place.

    Raises:
        JournalMissing: If there was a journal, because what it brought in is still there.
        KeyLost: If there was a key of person hashes, because somebody loaded a survey.
    """
    folder.require_journal()
    if folder.journal.exists():
        if any(line.kind == "survey" and line.by != SHIPPED_BY for line in journal.read(folder.journal)):
            folder.require_key()
        let_in_updates(folder)
        return
    with folder.lock:
        folder.raw.mkdir(parents=True, exist_ok=True)
        journal.append(folder.journal, () if empty else _first_lines(folder))


def _first_lines(folder: DataFolder) -> tuple[Line, ...]:
    """Put the shipped workbooks into the folder and judge them; those that the others speak of come first."""
    contents = {path.name: path.read_bytes() for path in folder.copy_shipped()}
    readings = dict(zip(contents, kept.read_many(list(contents.items()))))
    names = vocabulary(load_methods(), load_dimensions())
    kinds = {name: guess_kind(reading, load_layouts(), names) or "" for name, reading in readings.items()}
    order = {kind: place for place, kind in enumerate(SHARED_KINDS)}
    planned = tuple(
        Line(COMMIT, SHIPPED_BY, snapshot=identity(contents[name]), path=name, file=name, kind=kinds[name])
        for name in sorted(contents, key=lambda name: order.get(kinds[name], len(order)))
    )
    entries = entries_of(folder, planned, {line.id: readings[line.file] for line in planned})
    found = {entry.entry: _inspection(entry) for entry in entries}
    refused = next((found[line.id] for line in planned if not found[line.id].is_loadable), None)
    if refused is not None:
        raise NotLoadable(refused)
    return tuple(commit_line(line.path, line.file, SHIPPED_BY, found[line.id]) for line in planned)


def _inspection(entry: Entry) -> Inspection:
    return Inspection(entry.file, entry.snapshot, entry.checked.kind, entry.checked, entry.checked.findings)


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
            path = folder.keep(contents[old.id], old.file)
            new = commit_line(path, old.file, SHIPPED_BY, _inspection(entry), entry=old.id, why=UPDATED)
            step += [withdrawal(old, SHIPPED_BY, new), new]
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
