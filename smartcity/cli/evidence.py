"""The command about evidence: what there is for each item of a year, and what a person says of one of them."""

import argparse
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from smartcity import intake
from smartcity.answers.evidence import evidence as evidence_of
from smartcity.checks.evidence import MEGABYTE, Given
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, fields, opened, operator
from smartcity.cli.findings import finding_said, finding_shown
from smartcity.cli.given import unread
from smartcity.cli.rules import ruled, rules_shown
from smartcity.intake import DataFolder
from smartcity.intake.folder import SnapshotLost
from smartcity.method import MethodMissing
from smartcity.method.evidence import load_evidence
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.office.evidence import Dossier
from smartcity.records.evidence import FIELDS, Evidence, Piece, status_key
from smartcity.records.findings import Finding, Place
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

SET = "set"


@command(
    "evidence",
    Argument("of", nargs="+", metavar="[set] YEAR [ITEM]", help="evidence_of"),
    Argument("--owner", help="evidence_owner"),
    Argument("--status", help="evidence_status"),
    Argument("--due", metavar="DAY", help="evidence_due"),
    Argument("--person", help="evidence_person"),
    Argument("--mark", help="evidence_mark"),
    Argument("--note", help="evidence_note"),
    Argument("--file", dest="files", action="append", nargs="+", type=Path, default=[], help="evidence_file"),
    Argument("--link", dest="links", action="append", default=[], help="evidence_link"),
    Argument("--drop", dest="dropped", action="append", default=[], metavar="PIECE", help="evidence_drop"),
    Argument("--pack", metavar="FILE.zip", type=Path, help="evidence_pack"),
    arguments.BY,
    arguments.WHY,
)
def evidence(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """List the evidence of a year; with `set`, put on record what is said of one item and keep its files."""
    year, item = _meant(chosen, words)
    when = (year, load_site().track)
    with opened(folder, words, read_only=item is None) as warehouse:
        if item is None:
            if chosen.pack is not None:
                return _packed(chosen.pack, folder, warehouse, when, words)
            return _listed(warehouse, when, chosen.owner, words)
        return _set(chosen, folder, warehouse, when, item, words)


def _meant(chosen: argparse.Namespace, words: Words) -> tuple[int, str | None]:
    """Read which year is meant, and which item is to be changed, if any."""
    is_set, operands = chosen.of[0] == SET, chosen.of[chosen.of[0] == SET :]
    if len(operands) != (2 if is_set else 1) or not operands[0].isdecimal() or len(operands[0]) > 4:
        raise Refused(words("cli.evidence_usage"))
    if is_set and not (chosen.by or "").strip():
        raise Refused(words("cli.by_missing"))
    return int(operands[0]), operands[1] if is_set else None


def _listed(warehouse: Warehouse, when: tuple[int, str], owner: str | None, words: Words) -> Reply:
    found = _dossier(warehouse, when, words)
    if owner is not None:
        offices = intake.offices_of(warehouse)
        known = offices.find(owner)
        if known is None:
            finding = Finding("evidence.owner_unknown", Place("--owner"), owner, {"near": offices.near(owner)})
            return _refused([finding], words)
        found = found.of_owner(known)
    return Reply(shown(found), ruled(_lines(found, words), found.method, words))


def _packed(path: Path, folder: DataFolder, warehouse: Warehouse, when: tuple[int, str], words: Words) -> Reply:
    """Write the pack for the portal, whole or not at all."""
    from smartcity.export.pack import placed, write_pack

    found, asker = _dossier(warehouse, when, words), operator("")

    def read(one: Evidence, piece: Piece) -> bytes:
        return intake.evidence_file(folder, when, one.item, piece.snapshot, asker)

    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as target:
            write_pack(target, warehouse, found, read, words)
        part.replace(path)
    except SnapshotLost as problem:
        return _refused([problem.finding], words)
    except OSError as problem:
        raise Refused(words("cli.not_writable", path=str(path))) from problem
    finally:
        part.unlink(missing_ok=True)
    files = [one.path for one in placed(found) if one.path]
    answer = {"file": str(path), "files": files}
    return Reply(answer, notes=[words("cli.evidence_packed", n=len(files), path=str(path))])


def _dossier(warehouse: Warehouse, when: tuple[int, str], words: Words) -> Dossier:
    try:
        return evidence_of(warehouse, *when)
    except MethodMissing as missing:
        known = words.join(missing.existing)
        values = {"year": when[0], "track": words(f"method.track.{when[1]}"), "known": known}
        raise Refused(words("cli.no_method", **values), HAS_ERRORS) from missing


def _set(
    chosen: argparse.Namespace,
    folder: DataFolder,
    warehouse: Warehouse,
    when: tuple[int, str],
    item: str,
    words: Words,
) -> Reply:
    """Put on record what is said of an item; all that is wrong with it is said at once."""
    changes = {name: getattr(chosen, name) for name in FIELDS if getattr(chosen, name) is not None}
    paths = [path for group in chosen.files for path in group]
    if not (changes or paths or chosen.links or chosen.dropped):
        raise Refused(words("cli.evidence_nothing"))
    files, unread = _read(paths)
    given = {item: Given(changes, chosen.links, files, chosen.dropped)}
    if unread:
        return _refused([*intake.judged(warehouse, when, given).findings, *unread], words)
    try:
        line = intake.gather(folder, when, given, operator(chosen.by), chosen.why or "", warehouse)
    except intake.NotEvidence as problem:
        return _refused(problem.findings, words)
    found = evidence_of(warehouse, *when)
    changed = next(one for one in found.items if normalise(one.item) == normalise(item))
    answer = {"entry": None if line is None else line.id, "item": _item(changed, found), **_sums(found)}
    note = words("cli.evidence_recorded", entry=line.id, item=changed.item) if line else words("cli.tasks_same")
    return Reply(answer, notes=[note])


def _read(paths: Iterable[Path]) -> tuple[list[tuple[str, bytes]], list[Finding]]:
    """Read files of evidence; a device, a folder, what is not there and what is too large is not read but found."""
    files, findings = [], []
    most = load_evidence().most_megabytes * MEGABYTE
    for path in paths:
        found = unread(path, str(path))
        try:
            status = path.stat()
            if status.st_size > most:
                values = {"bytes": status.st_size, "limit": most, "reason": "evidence"}
                found = Finding("file.too_large", Place(path.name), path.name, values)
            elif stat.S_ISREG(status.st_mode):
                files.append((path.name, path.read_bytes()))
                continue
        except (OSError, ValueError):
            pass
        findings.append(found)
    return files, findings


def _refused(findings: Sequence[Finding], words: Words) -> Reply:
    """Say all that is wrong; nothing is on record."""
    notes = [finding_said(finding, words) for finding in findings]
    return Reply(
        {"entry": None, "findings": [finding_shown(one, words) for one in findings]}, notes=notes, code=HAS_ERRORS
    )


def shown(found: Dossier) -> dict[str, object]:
    """Return the evidence of a year as it stands in JSON."""
    whose = {**fields(found.method, "year", "track"), **rules_shown(found.method)}
    return {**whose, "items": [_item(one, found) for one in found.items], **_sums(found)}


def _sums(found: Dossier) -> dict[str, object]:
    return {"completeness": {code: found.complete(code) for code in found.method.weights}, "complete": found.complete()}


def _item(one: Evidence, found: Dossier) -> dict[str, object]:
    what = {"item": one.item, "component": found.method.item(one.item).component}
    standing = fields(one, "owner", "status", "due") | {"worth": found.worth(one.item)}
    pieces = [
        fields(piece, "file", "kind", "size", "sha256=snapshot", "given_at", "given_by")
        for piece in one.pieces
        if piece.file
    ]
    links = [piece.link for piece in one.pieces if piece.link]
    more = fields(one, "person", "mark", "note", "changed_at", "changed_by") | {"entry": one.entry or None}
    return {**what, **standing, "files": pieces, "links": links, **more}


def _lines(found: Dossier, words: Words) -> Iterator[str]:
    """Say how complete the evidence is, and list what is missing, the most valuable first."""
    from smartcity.exhibits.evidence.sentences import complete_said

    yield complete_said(found, words)
    for one in found.missing:
        status, due = words(f"evidence.status.{status_key(one.status)}"), words.date(one.due)
        owner = one.owner or words.number(None)
        yield f"{one.item:<12} {words.number(found.worth(one.item), 4)}  {status:<14} {due:<12} {owner}"
    shares = {code: found.complete(code) for code in found.method.weights}
    for code, share in shares.items():
        if share is None:
            continue
        yield f"{words(f'method.component.{code}')}: {words.percent(share)}"
