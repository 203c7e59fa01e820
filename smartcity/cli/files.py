"""The commands about files and what is made of them: build, check, commit."""

import argparse
from dataclasses import replace
from pathlib import Path

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.cli import arguments
from smartcity.cli.command import DONE, HAS_ERRORS, Argument, Refused, Reply, command, fields, opened, operator
from smartcity.cli.decisions import Filled, proposed, questions_said, read_form, require_rows
from smartcity.cli.entries import cut_said, known_entries, line_shown
from smartcity.cli.findings import finding_said, finding_shown
from smartcity.cli.given import TooLarge, bytes_of, unread
from smartcity.intake import DataFolder, Follows, Inspection
from smartcity.intake.folder import identity
from smartcity.method.layout import load_layouts
from smartcity.records.decisions import NOTHING, Decisions
from smartcity.records.findings import Finding, Place
from smartcity.wording import Words
from smartcity.wording.few import few_said
from smartcity.wording.messages import once

OF_FILE = (
    Argument("--kind", choices=lambda: sorted(load_layouts()), help="kind"),
    Argument("--year", type=int, help="year"),
    arguments.TRACK,
)
FILE = Argument("file", type=Path)
DECISIONS = Argument("--decisions", metavar="FORM", type=Path, help="decisions")


@command("build", Argument("--empty", action="store_true", help="empty"))
def build(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Make the warehouse from `raw/`; a file whose copy is lost is named, and the others are built all the same."""
    intake.adopt(folder)
    swept = intake.sweep(folder)
    intake.build(folder, empty=chosen.empty)
    notes = [words("cli.swept", n=swept)] if swept else []
    notes += cut_said(folder, words)
    with intake.open_warehouse(folder) as warehouse:
        stamp, lost = dict(warehouse.stamp()), scores.lost(warehouse)
    notes += [finding_said(finding, words) for finding in lost]
    notes.append(words("cli.built", files=stamp["files"], path=str(folder.warehouse)))
    return Reply({**stamp, "files": int(stamp["files"])}, notes=notes, code=HAS_ERRORS if lost else DONE)


def content_of(path: Path, kind: str | None) -> bytes:
    """Read the file; raises `intake.NotLoadable` when it is not there, no file, too large, or may not be read."""
    try:
        return bytes_of(path)
    except (OSError, TooLarge) as problem:
        found = unread(path, str(path))
        if isinstance(problem, TooLarge):
            found = Finding("file.too_large", Place(path.name), "", {"bytes": problem.bytes, "limit": problem.limit})
        raise intake.NotLoadable(Inspection(path.name, "", kind, None, (found,))) from problem


def report(found: Inspection, words: Words, form: dict | None = None) -> Reply:
    """Say what a dry run found and what a person may decide; *form* is that of the decisions, which only JSON shows."""
    answer = {"loadable": found.is_loadable, **fields(found, "kind", "year", "rows_read")}
    answer["findings"] = [finding_shown(finding, words) for finding in found.findings]
    answer |= {"next": _next_shown(found.follows), "few_apart": list(found.few)}
    notes = [finding_said(finding, words, sentence) for finding, sentence in once(found.findings, words)]
    notes += [] if found.follows is None else [_next_said(found.follows, words)]
    notes += [few_said(found.few, words)] if found.few else []
    notes += questions_said(found.questions, words)
    if found.questions:
        notes.append(words("cli.ask.how"))
    verdict = "cli.loadable" if found.is_loadable else "cli.not_loadable"
    notes.append(words(verdict, n=len(found.findings), rows=found.rows_read))
    if form is not None:
        answer["decisions"] = form
    return Reply(answer, notes=notes, code=DONE if found.is_loadable else HAS_ERRORS)


def _next_shown(follows: Follows | None) -> dict[str, object] | None:
    counts = ("same", "changed", "new", "missing")
    return follows and fields(follows, "entry=line.id", "file=line.file", *counts) | {"left_out": len(follows.left_out)}


def _next_said(follows: Follows, words: Words) -> str:
    counts = ("same", "changed", "new", "missing")
    values = {"entry": follows.line.id, "file": follows.line.file, "at": follows.line.moment, "by": follows.line.by}
    return words("cli.next.found", **values, **fields(follows, *counts), out=len(follows.left_out))


@command("check", *OF_FILE, FILE, DECISIONS)
def check(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Judge a file without changing anything, with what was decided about it where that is given."""
    intake.stand_by()
    options = _options_of(chosen, words)
    _, found = _inspected(chosen, content_of(chosen.file, chosen.kind), options, folder, words)
    return report(found, words, proposed(found, folder))


def _options_of(chosen: argparse.Namespace, words: Words) -> Options:
    return Options(chosen.kind, chosen.year, arguments.track_of(chosen.track, words))


def _inspected(
    chosen: argparse.Namespace, content: bytes, options: Options, folder: DataFolder, words: Words
) -> tuple[Options, Inspection]:
    """Inspect a file with the decisions that are given; raises `Refused` for those that cannot be of this file."""
    filled = Filled()
    if chosen.decisions is not None:
        filled = read_form(chosen.decisions, folder, words, snapshot=identity(content))
    of, found = intake.inspect_next(folder, content, chosen.file.name, options, filled.decisions)
    require_rows(filled, found, words)
    return of, found


@command(
    "commit",
    *OF_FILE,
    FILE,
    DECISIONS,
    arguments.REQUIRED_BY,
    Argument("--replace", metavar="ENTRY", help="replace"),
    Argument("--next", action="store_true", help="next"),
    Argument("--missing", metavar="N", type=int, default=0, help="missing"),
    Argument("--overtake", action="store_true", help="overtake"),
)
def commit(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Load a file whole or not at all."""
    intake.stand_by()
    options = _options_of(chosen, words)
    content = content_of(chosen.file, chosen.kind)
    decisions, replaced = NOTHING, chosen.replace or ""
    if chosen.next and replaced:
        raise Refused(words("cli.next.twice"))
    if chosen.decisions is not None or chosen.next:
        of, found = _inspected(chosen, content, options, folder, words)
        decisions = found.decisions
        if chosen.next:
            options = of
            replaced, left_out = _followed(found, chosen.missing, words)
            decisions = decisions.followed_by(Decisions(left_out=left_out))
    with opened(folder, words, read_only=False) as warehouse, known_entries("cli.unknown_entry", words):
        given = (content, chosen.file.name, operator(chosen.by), options, warehouse, decisions)
        try:
            line, found = intake.commit(folder, *given, replaces=replaced, told=None if chosen.overtake else ())
        except intake.Unseen as problem:
            told = report(problem.inspection, words)
            return replace(told, notes=[*told.notes, words("cli.unseen")], code=HAS_ERRORS)
    answer = {**line_shown(line), "entry": line.id, **({"replaces": replaced} if replaced else {})}
    answer |= {"next": _next_shown(found.follows), "few_apart": list(found.few)}
    answer["findings"] = [finding_shown(one, words) for one in found.findings]
    notes = [] if found.follows is None or not chosen.next else [_next_said(found.follows, words)]
    notes += [few_said(found.few, words)] if found.few else []
    return Reply(answer, notes=[*notes, words("cli.committed", entry=line.id, file=line.file, rows=found.rows_read)])


def _followed(found: Inspection, missing: int, words: Words) -> tuple[str, frozenset[tuple[str, int]]]:
    """Return the entry whose next version a file is, and the rows that stay out here as they do there.

    A file that cannot be loaded is none; why it cannot, the commit says. Raises `Refused` where the file is the next
    version of nothing, or other forms are missing than the person said.
    """
    follows = found.follows
    if not found.is_loadable:
        return "", frozenset()
    if follows is None:
        raise Refused(words("cli.next.none", file=found.file), HAS_ERRORS)
    if follows.missing != missing:
        values = {"n": follows.missing, "file": follows.line.file, "entry": follows.line.id}
        raise Refused(words("cli.next.missing", **values, said=missing), HAS_ERRORS)
    return follows.line.id, follows.left_out
