"""The commands that take files in and give them back."""

import argparse
import sys
from collections.abc import Sequence

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.cli.decisions.forms import Filled, match_of, proposed, read_form, require_rows
from smartcity.cli.decisions.questions import line_said
from smartcity.cli.speech import (
    DONE,
    HAS_ERRORS,
    Refused,
    content_of,
    finding_shown,
    line_shown,
    opened,
    options_of,
    print_json,
    report,
    track_of,
)
from smartcity.innovations.lists import NearPair
from smartcity.intake import DataFolder, Inspection, Line, Question
from smartcity.intake.folder import identity
from smartcity.method import MethodMissing, load_dimensions, load_methods
from smartcity.method.layout import load_layouts
from smartcity.method.regions import load_site
from smartcity.reading.templates import template
from smartcity.records.decisions import INNOVATION, NOTHING
from smartcity.warehouse import Warehouse
from smartcity.wording import MISSING, Words


def build(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Make the warehouse from `raw/`; a file whose copy is lost is named, and the others are built all the same."""
    intake.build(folder, empty=chosen.empty)
    _say_cut(folder, words)
    with opened(folder, words) as warehouse:
        stamp = dict(warehouse.stamp())
        is_whole = not scores.lost(warehouse)
    if chosen.json:
        print_json({**stamp, "files": int(stamp["files"])})
    print(words("cli.built", files=stamp["files"], path=str(folder.warehouse)), file=sys.stderr)
    return DONE if is_whole else HAS_ERRORS


def _say_cut(folder: DataFolder, words: Words) -> None:
    if intake.is_cut(folder):
        print(words("trouble.cut.problem"), file=sys.stderr)


def check(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Judge a file without changing anything, with what was decided about it where that is given."""
    options = options_of(chosen, words)
    content = content_of(chosen.file, chosen.kind)
    found = _inspected(chosen, content, options, folder, words)
    return report(found, chosen.json, words, proposed(found, folder))


def _inspected(
    chosen: argparse.Namespace, content: bytes, options: Options, folder: DataFolder, words: Words
) -> Inspection:
    """Inspect a file with the decisions that are given; raises `Refused` for those that cannot be of this file."""
    filled = Filled()
    if chosen.decisions is not None:
        filled = read_form(chosen.decisions, folder, words, snapshot=identity(content))
    found = intake.inspect(folder, content, chosen.file.name, options, filled.decisions)
    require_rows(filled, found, words)
    return found


def commit(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Load a file whole or not at all."""
    options = options_of(chosen, words)
    content = content_of(chosen.file, chosen.kind)
    decisions = NOTHING
    if chosen.decisions is not None:
        decisions = _inspected(chosen, content, options, folder, words).decisions
    with opened(folder, words, read_only=False) as warehouse:
        try:
            given = (content, chosen.file.name, chosen.by, options, warehouse, decisions)
            line, found = intake.commit(folder, *given, replaces=chosen.replace or "")
        except intake.AlreadyLoaded as problem:
            return _already_loaded(problem.line, chosen.json, words)
        except intake.UnknownEntry as problem:
            raise Refused(words("cli.unknown_entry", found=problem.entry, known=_listed(problem, words))) from problem
    if chosen.json:
        findings = [finding_shown(one, words) for one in found.findings]
        version = {"replaces": chosen.replace} if chosen.replace else {}
        print_json({**line_shown(line), "entry": line.id, **version, "findings": findings})
    print(words("cli.committed", entry=line.id, file=line.file, rows=found.rows_read), file=sys.stderr)
    return DONE


def _already_loaded(line: Line, as_json: bool, words: Words) -> int:
    values = {"entry": line.id, "at": words.moment(line.moment), "by": line.by, "file": line.file}
    if as_json:
        print_json({"entry": line.id, "already_loaded": True})
    print(words("cli.already_loaded", **values), file=sys.stderr)
    return HAS_ERRORS


def _listed(problem: intake.UnknownEntry, words: Words) -> str:
    return words.join(f"{line.id} ({line_said(line, words)})" for line in problem.known) or MISSING


def restore(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Load a withdrawn file again."""
    with opened(folder, words, read_only=False) as warehouse:
        try:
            line = intake.restore(folder, chosen.entry, chosen.by, chosen.why, warehouse)
        except intake.AlreadyLoaded as problem:
            return _already_loaded(problem.line, chosen.json, words)
        except intake.UnknownEntry as problem:
            known = _listed(problem, words)
            raise Refused(words("cli.unknown_withdrawn", found=problem.entry, known=known)) from problem
    if chosen.json:
        print_json({**line_shown(line), "entry": line.id, "restores": chosen.entry})
    print(words("cli.restored", entry=line.id, file=line.file, old=chosen.entry), file=sys.stderr)
    return DONE


def withdraw(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Take back one entry, or every invented sample."""
    if bool(chosen.entry) == chosen.sample:
        raise Refused(words("cli.entry_or_sample"))
    with opened(folder, words, read_only=False) as warehouse:
        entries = [chosen.entry] if chosen.entry else [line.id for line in intake.samples(folder)]
        if not entries:
            print(words("cli.no_sample"), file=sys.stderr)
            return DONE
        before = _refused(warehouse)
        try:
            lines = intake.withdraw(folder, entries, chosen.by, chosen.why, warehouse)
        except intake.UnknownEntry as problem:
            raise Refused(words("cli.unknown_entry", found=problem.entry, known=_listed(problem, words))) from problem
        refused = _refused(warehouse) - before
    if chosen.json:
        print_json([line_shown(line) for line in lines])
    by_id = {line.id: line for line in intake.history(folder)}
    for line in lines:
        print(words("cli.withdrawn", entry=line.entry, file=line_said(by_id[line.entry], words)), file=sys.stderr)
    if refused:
        print(words("cli.now_refused", files=words.join(sorted(refused))), file=sys.stderr)
    return DONE


def _refused(warehouse: Warehouse) -> set[str]:
    """Name the files in force that count for nothing because the checks refuse them."""
    snapshots = warehouse.query("snapshot_list")
    return set(snapshots.loc[~snapshots["is_loaded"] & ~snapshots["is_sample"], "file"])


def decide(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Decide what names mean and which rows of a loaded file stay out; without a form, propose one for near names."""
    with opened(folder, words, read_only=chosen.form is None) as warehouse:
        if chosen.form is None:
            return _propose_names(scores.near_innovations(warehouse), chosen.json, words)
        if not chosen.by or not chosen.why:
            raise Refused(words("cli.by_and_why"))
        filled = read_form(chosen.form, folder, words)
        given = (filled.decisions, chosen.by, chosen.why, warehouse)
        try:
            lines = intake.decide(folder, *given, snapshot=filled.snapshot, take_in=filled.take_in)
        except intake.UnknownEntry as problem:
            known = _listed(problem, words)
            raise Refused(words("cli.form.not_loaded", found=problem.entry[:12], known=known)) from problem
    if chosen.json:
        print_json([line_shown(line) for line in lines])
    for line in lines:
        action = words(f"cli.action.{line.action}")
        print(words("cli.decided.done", entry=line.id, action=action, said=line_said(line, words)), file=sys.stderr)
    if not lines:
        print(words("cli.decided.nothing"), file=sys.stderr)
    return DONE


def _propose_names(pairs: Sequence[NearPair], as_json: bool, words: Words) -> int:
    questions = [
        Question(INNOVATION, pair.first, pair.second, pair.likeness, (pair.second,), (), is_needed=False)
        for pair in pairs
    ]
    if as_json:
        print_json({"matches": [match_of(question) for question in questions]})
    for pair in pairs:
        said = {"text": pair.first, "guess": pair.second, "likeness": pair.likeness}
        print(words("cli.ask.near", **said), file=sys.stderr)
    print(words("cli.ask.near_how" if pairs else "cli.ask.near_none"), file=sys.stderr)
    return DONE


def history(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """List what was committed and withdrawn."""
    lines = intake.history(folder)
    _say_cut(folder, words)
    standing = {line.id for line in intake.in_force(folder)}
    if chosen.json:
        print_json([{**line_shown(line), "active": line.id in standing} for line in lines])
        return DONE
    for line in lines:
        state = words("cli.state_active") if line.id in standing else words("cli.state_past")
        what = words(f"cli.action.{line.action}")
        year = "" if line.year is None else str(line.year)
        about = line_said(line, words)
        row = (line.id, words.moment(line.moment), line.by, what, about, line.kind, year, state, line.why)
        print("\t".join(row))
    return DONE


def _offered_regions() -> list[str]:
    """List the regions that a template offers: those of the shipped list that can be evaluated."""
    tables = intake.shipped_regions().checked.tables
    rows = (*tables["regions"], *tables["other_regions"])
    return sorted(row["region"] for row in rows if row["type"] in scores.REGION_TYPES)


def write_template(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Write an empty workbook of a kind."""
    layout = load_layouts()[chosen.template_kind]
    method = None
    if layout.needs_year:
        year = chosen.year if chosen.year is not None else load_methods().years[-1]
        track = track_of(chosen.track, words) or load_site().track
        try:
            method = load_methods().require(year, track)
        except MethodMissing as problem:
            known = words.join(problem.existing)
            raise Refused(words("cli.no_method", year=year, track=track, known=known)) from problem
    methods = load_methods()
    content = template(layout, words, method, load_dimensions(), _offered_regions(), methods.tracks, methods.years)
    try:
        chosen.output.write_bytes(content)
    except OSError as problem:
        raise Refused(words("cli.not_writable", path=str(chosen.output))) from problem
    if chosen.json:
        print_json({"file": str(chosen.output), "kind": layout.kind, "method": method.key if method else None})
    print(words("cli.template_written", path=str(chosen.output)), file=sys.stderr)
    return DONE
