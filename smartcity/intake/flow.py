"""Inspect a file without changing anything, commit it whole or not at all, withdraw it, rebuild from everything."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from smartcity.checks import Checked, Options, Reference, check, vocabulary
from smartcity.findings import Finding, Place, is_loadable
from smartcity.intake import journal
from smartcity.intake.folder import PROJECT, REGIONS_WORKBOOK, DataFolder, identity
from smartcity.intake.guess import reasons_of
from smartcity.intake.inspection import AlreadyLoaded, Inspection, NotLoadable, UnknownEntry
from smartcity.intake.journal import COMMIT, WITHDRAW, Line
from smartcity.layout import load_layouts, normalise
from smartcity.method import INDEX, Methods, load_dimensions, load_methods
from smartcity.ranking import differs
from smartcity.regions import Region, Regions, load_site
from smartcity.scoring import score
from smartcity.warehouse import Entry, Warehouse, WarehouseDamaged, assemble
from smartcity.wording import LANGUAGES, Words
from smartcity.workbook import Reading, read, read_many
from smartcity.workbook.extract import extract, guess_kind

SHIPPED_BY = "bawaan"

_ORDER = ("regions", "innovations")


def track_labels() -> Mapping[str, str]:
    """Every spelling of a track, normalised: its code and its label in each language."""
    labels = {}
    for track in load_methods().tracks:
        labels[normalise(track)] = track
        for language in LANGUAGES:
            labels[normalise(Words(language)(f"method.track.{track}"))] = track
    return labels


def judge(reading: Reading, file: str, options: Options, reference: Reference) -> Inspection:
    """Judge an already read workbook; findings of the reading stand before those of the checks."""
    if not is_loadable(reading.findings):
        return Inspection(file, "", options.kind, None, reading.findings)
    layouts = load_layouts()
    names = vocabulary(reference.methods, reference.dimensions)
    guessed = guess_kind(reading, layouts, names)
    kind = options.kind or guessed
    if kind is None:
        sheets = [sheet.name for sheet in reading.sheets]
        finding = Finding("file.kind_unknown", Place(file), ", ".join(sheets)[:200], {"kinds": list(layouts)})
        return Inspection(file, "", None, None, (*reading.findings, finding))
    if kind not in layouts:
        finding = Finding("file.kind_unknown", Place(file), kind, {"kinds": list(layouts)})
        return Inspection(file, "", None, None, (*reading.findings, finding))
    extracted = extract(reading, file, layouts[kind], names)
    checked = check(extracted, file, layouts[kind], options, reference)
    found = [*reading.findings]
    if guessed and guessed != kind and not checked.is_loadable:
        found.append(Finding("file.kind_differs", Place(file), guessed, {"expected": kind}))
    found += checked.findings
    found += differing_scores(checked, file, reference.methods)
    return Inspection(file, "", kind, checked, tuple(found), reasons_of(reading, extracted, layouts[kind], options))


def differing_scores(checked: Checked, file: str, methods: Methods) -> Iterable[Finding]:
    """Name published indices that the components beside them do not give; they are loaded as printed all the same."""
    cells = {(place.sheet, place.row): place.cell for place in checked.places if place.field == INDEX}
    for method in methods.all:
        rows = [
            row
            for row in checked.tables.get("results", ())
            if (row["year"], row["track"]) == (method.year, method.track) and row.get(INDEX) is not None
        ]
        if not rows:
            continue
        leaves = [(number, code, row.get(code)) for number, row in enumerate(rows) for code in method.weights]
        frame = pd.DataFrame(leaves, columns=["region", "node", "value"]).astype({"value": float})
        scores = score(frame, method).scores
        for number, value in scores.loc[scores["node"] == INDEX, ["region", "value"]].itertuples(index=False):
            row = rows[number]
            if differs(value, row[INDEX], method.tolerance):
                place = Place(file, row["sheet"], cells[row["sheet"], row["row"]])
                yield Finding("score.differs", place, str(row[INDEX]), {"expected": float(value)})


def reference_of(entries: Sequence[Entry], person_key: bytes) -> Reference:
    """Collect what later files are judged against from the regions and innovation lists already loaded."""
    regions: dict[str, Region] = {}
    services: set[str] = set()
    rounds = {("round", normalise(name)): name for name in load_site().joined_rounds}
    for entry in entries:
        if not entry.is_loaded:
            continue
        for row in (*entry.checked.tables.get("regions", ()), *entry.checked.tables.get("other_regions", ())):
            aliases = tuple(part.strip() for part in str(row.get("aliases") or "").split(";") if part.strip())
            code = str(row.get("code") or "")
            regions[row["region"]] = Region(row["region"], row["type"], row.get("province") or "", code, aliases)
        services |= {normalise(row["name"]) for row in entry.checked.tables.get("innovations", ())}
    return Reference(
        methods=load_methods(),
        dimensions=load_dimensions(),
        regions=Regions(regions.values()),
        services=frozenset(services),
        aliases=rounds,
        person_key=person_key,
        track_labels=track_labels(),
    )


@cache
def shipped_regions() -> Entry:
    """Read the list of regions that comes with the product: who there is, where no list was loaded to say so."""
    content, name = REGIONS_WORKBOOK.read_bytes(), REGIONS_WORKBOOK.name
    checked = judge(read(content, name), name, Options("regions"), reference_of((), b"")).checked
    return Entry(identity(content), "", name, None, SHIPPED_BY, checked)


def entries_of(
    folder: DataFolder, lines: Sequence[Line], unsaved: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Entry, ...]:
    """Read and judge every active snapshot; regions first, then innovation lists, because the rest speak of them.

    Without any list of regions the shipped one stands before the others, or no name of a region would be known.
    *unsaved* are the bytes of lines, by id, that no folder keeps yet.
    """
    readable = [line for line in lines if line.id in unsaved or (folder.raw / line.path).is_file()]
    readings = read_many(
        [(line.file, unsaved.get(line.id) or (folder.raw / line.path).read_bytes()) for line in readable]
    )
    by_id = {line.id: reading for line, reading in zip(readable, readings)}
    key = folder.person_key(is_kept=not unsaved) if any(line.kind == "survey" for line in lines) else b""
    judged: dict[str, Entry] = {}
    standing = () if any(line.kind == "regions" for line in lines) else (shipped_regions(),)
    for group in (*_ORDER, None):
        reference = reference_of([*standing, *judged.values()], key)
        for line in lines:
            if line.id in judged or (group is not None and line.kind != group):
                continue
            reading = by_id.get(line.id) or Reading((), (Finding("file.not_found", Place(line.file), line.path),))
            found = judge(reading, line.file, options_of(line), reference)
            checked = found.checked or Checked(
                line.kind, line.year, line.track, line.is_sample, 0, {}, (), found.findings
            )
            judged[line.id] = Entry(line.snapshot, line.id, line.file, line.moment, line.by, checked)
    return (*standing, *(judged[line.id] for line in lines))


def options_of(line: Line) -> Options:
    """Say of a committed file again what it was judged as."""
    return Options(line.kind, line.year if load_layouts()[line.kind].needs_year else None, line.track)


def fingerprint(folder: DataFolder) -> str:
    """Identify what a build depends on: the journal, the configuration and the code that makes the tables."""
    digest = hashlib.sha256()
    for path in sorted((PROJECT / "smartcity").rglob("*")):
        if path.suffix in {".py", ".toml", ".sql"} and "wording" not in path.parts:
            digest.update(path.relative_to(PROJECT).as_posix().encode())
            digest.update(path.read_bytes())
    digest.update(REGIONS_WORKBOOK.read_bytes())
    for line in journal.active(journal.read(folder.journal)):
        digest.update(f"{line.id}|{line.snapshot}|{line.at}".encode())
    return digest.hexdigest()[:12]


def inspect(folder: DataFolder, content: bytes, file: str, options: Options) -> Inspection:
    """Read and judge a file; nothing is written."""
    lines = journal.active(journal.read(folder.journal))
    shared = tuple(line for line in lines if line.kind in _ORDER)
    reference = reference_of(entries_of(folder, shared), folder.person_key(is_kept=False))
    found = judge(read(content, file), file, options, reference)
    snapshot = identity(content)
    same = next((line for line in lines if line.snapshot == snapshot), None)
    findings = found.findings
    if same is not None:
        values = {"entry": same.id, "at": same.at, "by": same.by}
        findings = (Finding("file.already_loaded", Place(file), same.file, values), *findings)
    return replace(found, snapshot=snapshot, findings=findings)


def commit(
    folder: DataFolder, content: bytes, file: str, by: str, options: Options, warehouse: Warehouse
) -> tuple[Line, Inspection]:
    """Load a file whole: keep its bytes, write the journal line, rebuild *warehouse*.

    The journal line is the moment of truth: whatever stops the machine after it, the next opening rebuilds.

    Raises:
        NotLoadable: If anything found forbids it; then nothing has changed.

        AlreadyLoaded: If the same bytes are loaded.
    """
    with folder.lock:
        found = inspect(folder, content, file, options)
        lines = journal.active(journal.read(folder.journal))
        same = next((line for line in lines if line.snapshot == found.snapshot), None)
        if same is not None:
            raise AlreadyLoaded(same)
        if not found.is_loadable:
            raise NotLoadable(found)
        path = folder.keep(content, file)
        line = commit_line(path, file, by, found)
        journal.append(folder.journal, [line])
        build(folder, warehouse=warehouse)
    return line, found


def commit_line(path: str, file: str, by: str, found: Inspection, *, entry: str = "", why: str = "") -> Line:
    """Make the journal line of a judged file; *entry* is the earlier commit that it is a version of."""
    checked = found.checked
    return Line(
        action=COMMIT,
        by=by,
        snapshot=found.snapshot,
        path=path,
        file=file,
        kind=checked.kind,
        year=found.year,
        track=checked.track,
        is_sample=checked.is_sample,
        entry=entry,
        why=why,
    )


def withdraw(folder: DataFolder, entries: Sequence[str], by: str, why: str, warehouse: Warehouse) -> tuple[Line, ...]:
    """Take commits back, all or none, by lines of their own, and rebuild *warehouse*; the snapshots stay.

    Raises:
        UnknownEntry: If one of *entries* is no commit in force.
    """
    with folder.lock:
        standing = active(folder)
        entries = tuple(dict.fromkeys(entries))
        by_id = {line.id: line for line in standing}
        unknown = next((entry for entry in entries if entry not in by_id), None)
        if unknown is not None:
            raise UnknownEntry(unknown, standing)
        lines = tuple(
            Line(action=WITHDRAW, by=by, entry=entry, file=by_id[entry].file, kind=by_id[entry].kind, why=why)
            for entry in entries
        )
        journal.append(folder.journal, lines)
        build(folder, warehouse=warehouse)
    return lines


def active(folder: DataFolder) -> tuple[Line, ...]:
    """List the commits in force, in the order they were made."""
    return journal.active(journal.read(folder.journal))


def samples(folder: DataFolder) -> tuple[Line, ...]:
    """List the commits in force that hold invented sample data."""
    return tuple(line for line in active(folder) if line.is_sample)


def history(folder: DataFolder) -> tuple[Line, ...]:
    """Every line of the journal, the oldest first."""
    return journal.read(folder.journal)


def prepare(folder: DataFolder, *, empty: bool = False) -> None:
    """Make a folder that has no journal usable: with the shipped workbooks committed, or without any when *empty*.

    The shipped workbooks take the same way as any upload; one that were not loadable would be an error of the product.
    """
    if folder.journal.exists():
        return
    with folder.lock:
        folder.raw.mkdir(parents=True, exist_ok=True)
        if empty:
            journal.append(folder.journal, [])
            return
        lines: list[Line] = []
        entries: list[Entry] = []
        paths = folder.copy_shipped()
        contents = {path.name: path.read_bytes() for path in paths}
        readings = dict(zip(contents, read_many(list(contents.items()))))
        names = vocabulary(load_methods(), load_dimensions())
        kinds = {name: guess_kind(reading, load_layouts(), names) for name, reading in readings.items()}
        for group in (*_ORDER, None):
            reference = reference_of(entries, folder.person_key())
            for name in _of_group(kinds, group):
                found = judge(readings[name], name, Options(kinds[name]), reference)
                found = replace(found, snapshot=identity(contents[name]))
                if not found.is_loadable:
                    raise NotLoadable(found)
                line = commit_line(name, name, SHIPPED_BY, found)
                lines.append(line)
                entries.append(Entry(line.snapshot, line.id, name, line.moment, SHIPPED_BY, found.checked))
        journal.append(folder.journal, lines)


def _of_group(kinds: Mapping[str, str | None], group: str | None) -> list[str]:
    return [name for name, kind in kinds.items() if kind == group or (group is None and kind not in _ORDER)]


def build(folder: DataFolder, *, empty: bool = False, warehouse: Warehouse | None = None) -> None:
    """Make the warehouse from journal, snapshots and configuration, all in one transaction.

    Args:
        folder: The data folder; made with the shipped workbooks when it has no journal yet.

        empty: Make it without the shipped workbooks.

        warehouse: An open warehouse to rebuild in place; otherwise the file is opened and closed again.

    Raises:
        WarehouseBusy: If another process holds the file; nothing has changed.
    """
    prepare(folder, empty=empty)
    with folder.lock:
        lines = journal.active(journal.read(folder.journal))
        frames = assemble(entries_of(folder, lines), load_methods(), load_site())
        stamp = {
            "fingerprint": fingerprint(folder),
            "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": str(len(lines)),
        }
        if warehouse is not None:
            warehouse.rebuild(frames, stamp)
            return
        try:
            target = Warehouse(folder.warehouse)
        except WarehouseDamaged:
            _remove(folder.warehouse)
            target = Warehouse(folder.warehouse)
        with target:
            target.rebuild(frames, stamp)


def _remove(path: Path) -> None:
    for file in (path, path.with_name(path.name + ".wal")):
        file.unlink(missing_ok=True)


def open_warehouse(folder: DataFolder, *, read_only: bool = True) -> Warehouse:
    """Open the warehouse as it should be now: built or rebuilt first when the journal or configuration has moved on."""
    prepare(folder)
    wanted = fingerprint(folder)
    if folder.warehouse.exists():
        try:
            warehouse = Warehouse(folder.warehouse, read_only=read_only)
        except WarehouseDamaged:
            warehouse = None
        if warehouse is not None:
            stamp = warehouse.stamp()
            if stamp and stamp["fingerprint"] == wanted:
                return warehouse
            warehouse.close()
    build(folder)
    return Warehouse(folder.warehouse, read_only=read_only)
