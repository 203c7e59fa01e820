"""Entries of the journal in words and in JSON, and the commands about them: history, withdraw, restore."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from smartcity import intake
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, fields, opened, operator
from smartcity.cli.keeping import PASSPHRASE, restore_backup
from smartcity.intake import DataFolder, Line
from smartcity.intake.journal import ALIAS, KINDS, SUPPOSED
from smartcity.keeping import is_backup
from smartcity.method.layout import load_layouts
from smartcity.records.decisions import DIFFERENT, IGNORED
from smartcity.records.signs import on_one_line
from smartcity.warehouse import Warehouse
from smartcity.wording import MISSING, Words


def kind_said(of: str, words: Words) -> str:
    """Name a kind of name: "judul kolom", "isian “Jenis kelamin”"."""
    kind, _, where = of.partition(":")
    tables = [table for layout in load_layouts().values() for table in layout.tables]
    headers = [column.header[words.language] for table in tables for column in table.columns if column.code == where]
    return words(f"cli.of.{kind}", column=headers[0] if headers else where)


def line_said(line: Line, words: Words) -> str:
    """Say what a journal line is about: what it decides or supposes, else the file of a commit or withdrawal.

    A kind of line that needs no more than its own fields has its sentence in the catalogue, under `cli.decided`.
    """
    if line.action == ALIAS:
        kind = kind_said(line.of, words)
        form = "ignored" if line.meaning == IGNORED else "different" if line.of == DIFFERENT else "alias"
        return words(f"cli.decided.{form}", kind=kind, text=line.text, meaning=line.meaning)
    if line.action in SUPPOSED:
        name, names = line.scenario or words("simulation.unnamed"), words.join(line.changes)
        n = len(line.marks or line.steps or line.changes)
        return words(f"cli.decided.{line.action}", name=name, n=n, names=names, at=line.text)
    if line.rows:
        return words("cli.decided.rows", sheet=line.sheet, rows=words.join(line.rows), file=line.file)
    key = f"cli.decided.{line.action}"
    return words(key, **line.told) if words.has(key) else line.file


def line_shown(line: Line) -> dict[str, object]:
    """Return a journal line as it stands in JSON: what it says of every kind of line, and the fields of its own."""
    shown = fields(line, "id", "action", "at", "by", "file", "kind", "year", "track", "is_sample", "entry", "why")
    shown["snapshot"] = line.snapshot
    return {name: value for name, value in shown.items() if value not in ("", None)} | fields(line, *KINDS[line.action])


@contextmanager
def known_entries(key: str, words: Words, most: int | None = None) -> Iterator[None]:
    """Refuse an entry that is not there with the sentence of *key*, which names those that are.

    Of what was asked for the first *most* signs are named.
    """
    try:
        yield
    except intake.UnknownEntry as problem:
        known = words.join(f"{line.id} ({line_said(line, words)})" for line in problem.known) or MISSING
        raise Refused(words(key, found=problem.entry[:most], known=known)) from problem


def already_loaded(line: Line, words: Words) -> Reply:
    """Say that a file is loaded as the entry *line*."""
    values = {"entry": line.id, "at": words.moment(line.moment), "by": line.by, "file": line.file}
    json = {"entry": line.id, "already_loaded": True}
    return Reply(json, notes=[words("cli.already_loaded", **values)], code=HAS_ERRORS)


def cut_said(folder: DataFolder, words: Words) -> list[str]:
    """Say that a crash cut off the last step of the journal, where one did."""
    return [words("trouble.cut.problem")] if intake.is_cut(folder) else []


@command("history")
def history(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """List what was committed and withdrawn."""
    lines = intake.history(folder)
    standing = {line.id for line in intake.in_force(folder)}
    json = [{**line_shown(line), "active": line.id in standing} for line in lines]
    rows = (_row(line, line.id in standing, words) for line in lines)
    return Reply(json, rows, notes=cut_said(folder, words))


def _row(line: Line, is_standing: bool, words: Words) -> str:
    state = words("cli.state_active" if is_standing else "cli.state_past")
    year = "" if line.year is None else str(line.year)
    what, about = words(f"cli.action.{line.action}"), line_said(line, words)
    told = (line.id, words.moment(line.moment), line.by, what, about, line.kind, year, state, line.why)
    return "\t".join(map(on_one_line, told))


@command(
    "restore",
    Argument("entry", metavar="ENTRY|FILE", help="withdrawn_entry"),
    arguments.BY,
    arguments.WHY,
    Argument("--replace", action="store_true", help="replace_folder"),
    PASSPHRASE,
)
def restore(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Load a withdrawn file again, or put a backup back."""
    if is_backup(chosen.entry):
        return restore_backup(chosen, folder, words)
    if chosen.by is None or chosen.why is None:
        raise Refused(words("cli.by_and_why"))
    with opened(folder, words, read_only=False) as warehouse, known_entries("cli.unknown_withdrawn", words):
        line = intake.restore(folder, chosen.entry, operator(chosen.by), chosen.why, warehouse)
    json = {**line_shown(line), "entry": line.id, "restores": chosen.entry}
    return Reply(json, notes=[words("cli.restored", entry=line.id, file=line.file, old=chosen.entry)])


@command(
    "withdraw",
    Argument("entry", nargs="?", help="entry"),
    Argument("--sample", action="store_true", help="sample"),
    arguments.REQUIRED_BY,
    arguments.REQUIRED_WHY,
)
def withdraw(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Take back one entry, or every invented sample."""
    if bool(chosen.entry) == chosen.sample:
        raise Refused(words("cli.entry_or_sample"))
    with opened(folder, words, read_only=False) as warehouse:
        entries = [chosen.entry] if chosen.entry else [line.id for line in intake.samples(folder)]
        if not entries:
            return Reply(notes=[words("cli.no_sample")])
        before = _refused(warehouse)
        with known_entries("cli.unknown_entry", words):
            lines = intake.withdraw(folder, entries, operator(chosen.by), chosen.why, warehouse)
        refused = _refused(warehouse) - before
    by_id = {line.id: line for line in intake.history(folder)}
    notes = [words("cli.withdrawn", entry=line.entry, file=line_said(by_id[line.entry], words)) for line in lines]
    if refused:
        notes.append(words("cli.now_refused", files=words.join(sorted(refused))))
    return Reply([line_shown(line) for line in lines], notes=notes)


def _refused(warehouse: Warehouse) -> set[str]:
    """Name the files in force that count for nothing because the checks refuse them."""
    snapshots = warehouse.query("snapshot_list")
    return set(snapshots.loc[~snapshots["is_loaded"] & ~snapshots["is_sample"], "file"])
