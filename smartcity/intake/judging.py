"""What files are judged against, and every committed file judged again by what was decided for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType

from smartcity.checks import Checked, Listing, Options, Reference
from smartcity.checks.again import again
from smartcity.checks.answers import Answers
from smartcity.innovations.lists import decided_names
from smartcity.intake import clock, journal, kept
from smartcity.intake.folder import REGIONS_WORKBOOK, DataFolder, SnapshotLost, identity
from smartcity.intake.journal import COMMIT, Line
from smartcity.intake.progress import BUILD, Progress, silent
from smartcity.intake.standing import decided_of, in_tables
from smartcity.intake.touched import Touched
from smartcity.intake.verdict import judge
from smartcity.method import Methods, load_dimensions, load_methods
from smartcity.method.adopted import ITEMS, WEIGHTS, Rules, in_force, rules_of
from smartcity.method.adopted import KIND as RULES
from smartcity.method.evidence import load_evidence
from smartcity.method.layout import load_layouts, normalise
from smartcity.method.regions import MANY, Region, Regions, configured_site, load_site
from smartcity.reading import Reading
from smartcity.records.decisions import SERVICE, Decisions
from smartcity.warehouse import KINDS_OF_ALL, Entry, Frames, Subject, Tables, assemble, file_parts, told_parts
from smartcity.wording import LANGUAGES, Words

SHIPPED_BY = "bawaan"

SURVEY = "survey"

SHARED_KINDS = (RULES, "regions", "innovations")
"""Kinds that the others speak of, in the order in which they are judged."""


def methods_in_force(entries: Iterable[Entry] = ()) -> Methods:
    """Return the methods that files are judged by now: of files, of *entries*, and provisional for years to prepare.

    Of two entries that hold the rules of the same year and track the later one counts.
    """
    adopted: dict[tuple, Rules] = {}
    for entry in entries:
        if entry.checked.kind == RULES and entry.is_loaded:
            of = dict(zip(("year", "track"), entry.of))
            weights, items = ([{**row, **of} for row in entry.checked.tables[name]] for name in (WEIGHTS, ITEMS))
            adopted |= {rules.key: rules for rules in rules_of(weights, items)}
    return _methods_of(tuple(adopted.values()), clock.prepared_through())


@lru_cache(8)
def _methods_of(adopted: tuple[Rules, ...], through: int) -> Methods:
    return in_force(load_methods(), adopted, through)


def methods_of(folder: DataFolder) -> Methods:
    """Return the methods that hold in a data folder, also in one that is not built yet."""
    lines = journal.in_force(journal.read(folder.journal)) if folder.journal.exists() else ()
    own = [line for line in lines if line.kind == RULES]
    return methods_in_force(entries_of(folder, own, keeps_key=False))


def regions_of(folder: DataFolder) -> Regions:
    """Return the regions that are known in a data folder, also in one that is not built yet."""
    lines = journal.in_force(journal.read(folder.journal)) if folder.journal.exists() else ()
    own = [line for line in lines if line.kind == "regions"]
    entries = entries_of(folder, own, keeps_key=False)
    return reference_of([*([] if own else [shipped_regions()]), *entries], b"").regions


def track_labels() -> Mapping[str, str]:
    """Every spelling of a track, normalised: its code and its label in each language."""
    labels = {}
    for track in load_methods().tracks:
        labels[normalise(track)] = track
        for language in LANGUAGES:
            labels[normalise(Words(language)(f"method.track.{track}"))] = track
    return labels


def reference_of(entries: Sequence[Entry], person_key: bytes, region: str = "") -> Reference:
    """Collect what later files are judged against from the regions and innovation lists already loaded.

    Of the lists those of a *region* alone count, "" for the home region.
    """
    regions: dict[str, Region] = {}
    innovations: dict[str, str] = {}
    listings: dict[str, list[Listing]] = {}
    offices: dict[str, None] = {}
    rounds = {("round", normalise(name)): name for name in load_site().joined_rounds}
    for entry in entries:
        if not entry.is_loaded:
            continue
        for row in (*entry.checked.tables.get("regions", ()), *entry.checked.tables.get("other_regions", ())):
            aliases = tuple(part.strip() for part in str(row.get("aliases") or "").split(";") if part.strip())
            code, by_office = str(row.get("code") or ""), str(row.get("bps_code") or "")
            aliases += (by_office,) if by_office else ()
            regions[row["region"]] = Region(row["region"], row["type"], row.get("province") or "", code, aliases)
        if entry.region not in (region, MANY):
            continue
        for row in entry.checked.tables.get("innovations", ()):
            if row.get("region") not in (None, region or configured_site().home):
                continue
            innovations.setdefault(normalise(row["name"]), row["name"])
            offices |= {" ".join(str(row["owner"]).split()): None} if row.get("owner") else {}
            listing = Listing(row["dimension"], row["sub_dimension"], row.get("users"))
            listings.setdefault(normalise(row["name"]), []).append(listing)
    return Reference(
        methods=methods_in_force(entries),
        dimensions=load_dimensions(),
        regions=_regions_of(tuple(regions.values())),
        services=frozenset(innovations),
        known_services={name: tuple(own) for name, own in listings.items()},
        innovations=tuple(innovations.values()),
        offices=tuple(dict.fromkeys((*offices, *load_evidence().others, *load_site().offices))),
        aliases=rounds,
        person_key=person_key,
        track_labels=track_labels(),
    )


@lru_cache(8)
def _regions_of(known: tuple[Region, ...]) -> Regions:
    return Regions(known)


@cache
def shipped_regions() -> Entry:
    """Read the list of regions that comes with the product: who there is, where no list was loaded to say so."""
    content, name = REGIONS_WORKBOOK.read_bytes(), REGIONS_WORKBOOK.name
    checked = judge(kept.read(content, name), name, Options("regions"), reference_of((), b"")).checked
    return Entry(identity(content), "", name, None, SHIPPED_BY, checked)


def with_decisions(reference: Reference, decisions: Decisions) -> Reference:
    """Add what was decided; a service that is spelt like an innovation under another name counts under that name."""
    names = decided_names(decisions.aliases)
    services = {(SERVICE, text): name for text, name in names.taken_as.items()}
    decided = {
        key: names.canonical(meaning) if key[0] == SERVICE and meaning else meaning
        for key, meaning in decisions.meanings.items()
    }
    innovations = {normalise(name): name for name in map(names.canonical, reference.innovations)}
    listings: dict[str, tuple[Listing, ...]] = {}
    for text, own in reference.known_services.items():
        name = normalise(names.canonical(text))
        listings[name] = listings.get(name, ()) + own
    return replace(
        reference,
        known_services=listings,
        aliases={**reference.aliases, **services, **decided},
        services=reference.services | innovations.keys(),
        innovations=tuple(innovations.values()),
        decisions=decisions,
    )


def readings_of(
    folder: DataFolder, lines: Sequence[Line], unsaved: Mapping[str, bytes] = MappingProxyType({})
) -> dict[str, Reading]:
    """Read the snapshots of the commits among *lines*, by entry; one that is gone or was changed reads as an error.

    *unsaved* are the bytes of lines, by id, that no folder keeps yet.
    """
    commits = [line for line in lines if line.action == COMMIT]
    contents: dict[str, bytes] = dict(unsaved)
    lost: dict[str, Reading] = {}
    for line in commits:
        if line.id not in contents:
            try:
                contents[line.id] = folder.snapshot(line.path, line.snapshot, line.file)
            except SnapshotLost as problem:
                lost[line.id] = Reading((), (problem.finding,))
    readable = [line for line in commits if line.id in contents]
    read_now = kept.read_many([(line.file, contents[line.id]) for line in readable])
    return lost | {line.id: reading for line, reading in zip(readable, read_now)}


def entries_of(
    folder: DataFolder,
    lines: Sequence[Line],
    readings: Mapping[str, Reading] | None = None,
    *,
    keeps_key: bool = True,
    progress: Progress = silent,
) -> tuple[Entry, ...]:
    """Judge every commit among *lines*, which are in force, by the decisions among them; those spoken of come first.

    Rules and regions come before innovation lists, and these before all that names them. Without any list of regions
    the shipped one stands before the others, or no name of a region would be known. The entries come in the order of
    the lines, those of shipped workbooks first. *readings* are the files by entry, where they were read before;
    *keeps_key* is false for a dry run, which makes no key of persons.
    """
    # What people loaded counts over what ships, also where an update brought that in later.
    commits = sorted((line for line in lines if line.action == COMMIT), key=lambda line: line.by != SHIPPED_BY)
    if readings is None:
        readings = readings_of(folder, commits)
    key = folder.person_key(is_kept=keeps_key) if any(line.kind == SURVEY for line in commits) else b""
    judged: dict[str, Entry] = {}
    views = {region: journal.seen_from(lines, region or configured_site().home) for region in {*map(whose, commits)}}
    standing = () if any(line.kind == "regions" for line in commits) else (shipped_regions(),)
    for group in (*SHARED_KINDS, None):
        of_group = [line for line in commits if (line.kind if line.kind in SHARED_KINDS else None) == group]
        if not of_group:
            continue
        before = [*standing, *judged.values()]
        references = {region: reference_of(before, key, region) for region in {*map(whose, of_group)}}
        for line in of_group:
            reference, told = references[whose(line)], views[whose(line)]
            own = with_decisions(reference, decided_of(told, line.snapshot, line.id))
            found = judge(readings[line.id], line.file, options_of(line), own)
            checked = found.checked or Checked(
                line.kind, line.year, line.track, line.is_sample, 0, {}, (), found.findings
            )
            entry = Entry(line.snapshot, line.id, line.file, line.moment, line.by, checked, region=whose(line))
            judged[line.id] = _beside_the_version_before(folder, told, line, entry, reference)
            progress(BUILD, len(judged) / len(commits))
    return (*standing, *(judged[line.id] for line in commits))


def _beside_the_version_before(
    folder: DataFolder, lines: Sequence[Line], line: Line, entry: Entry, reference: Reference
) -> Entry:
    """Let the respondents of a survey say whether they are new since the version that it took the place of."""
    earlier = _version_before(line, journal.read(folder.journal))
    given = forms_of(entry.checked)
    if earlier is None or given is None or not entry.is_loaded:
        return entry
    before = judged_whole(lines, earlier, readings_of(folder, [earlier])[earlier.id], reference)
    if before is None:
        return entry
    new = again(before, given).new
    rows = zip(given.respondents["sheet"], given.respondents["row"].tolist())
    people = given.respondents.assign(is_new=[row in new for row in rows])
    tables = {**entry.checked.tables, "answers": replace(given, respondents=people)}
    checked = replace(entry.checked, tables=tables)
    return replace(entry, checked=checked, earlier_file=earlier.file, earlier_at=earlier.moment)


def _version_before(line: Line, history: Sequence[Line]) -> Line | None:
    """Return the commit that a survey's took the place of; the same file once more is no other version."""
    commits = {one.id: one for one in history if one.action == COMMIT}
    one, of = line, (line.kind, line.year, line.track)
    while one.snapshot == line.snapshot and one.entry in commits:
        one = commits[one.entry]
    return one if one.snapshot != line.snapshot and of == (SURVEY, one.year, one.track) else None


def judged_whole(lines: Sequence[Line], line: Line, reading: Reading, reference: Reference) -> Answers | None:
    """Judge the survey of a *line* with the rows that are left out of it; None where it has none that counts."""
    decided = replace(decided_of(lines, line.snapshot, line.id), left_out=frozenset())
    return forms_of(judge(reading, line.file, options_of(line), with_decisions(reference, decided)).checked)


def forms_of(checked: Checked | None) -> Answers | None:
    """Return the forms of a survey; None of what is none, or holds none."""
    given = checked.tables.get("answers") if checked is not None else None
    return given if given is not None and len(given) else None


def options_of(line: Line) -> Options:
    """Say of a committed file again what it was judged as."""
    layout = load_layouts().get(line.kind)
    region = None if line.region in ("", MANY) else line.region
    return Options(line.kind, line.year if layout and layout.needs_year else None, line.track, region)


def whose(line: Line) -> str:
    """Say whose a committed file is: "" for the home region, and where it is of all."""
    is_home = line.kind in KINDS_OF_ALL or line.region == configured_site().home
    return "" if is_home else line.region


def frames_of(
    folder: DataFolder,
    lines: Sequence[Line],
    readings: Mapping[str, Reading] | None = None,
    *,
    keeps_key: bool = True,
    progress: Progress = silent,
) -> Frames:
    """Make the tables of the warehouse while *lines* are in force; the rest as `entries_of` has it."""
    entries = entries_of(folder, lines, readings, keeps_key=keeps_key, progress=progress)
    return assemble(entries, methods_in_force(entries), configured_site(), **in_tables(lines))


def parts_of(
    folder: DataFolder, before: Sequence[Line], lines: Sequence[Line], touched: Touched, progress: Progress = silent
) -> Tables:
    """Make what changes in the tables of *before* once *lines* are in force, where the step has *touched* only that.

    Only the files that it touches are judged, and those that they are judged against.
    """
    old, new = in_tables(before), in_tables(lines)
    told = told_parts(tuple(old.values()), tuple(new.values()))
    if not touched.snapshots:
        return told
    spoken_of = {"", *(whose(line) for line in lines if line.id in touched.commits)}
    judged = {line.id for line in lines if line.kind in SHARED_KINDS and whose(line) in spoken_of} | touched.commits
    entries = entries_of(
        folder, [line for line in lines if line.action != COMMIT or line.id in judged], progress=progress
    )
    own = [entry for entry in entries if entry.entry in touched.commits]
    made = assemble(own, methods_in_force(entries), configured_site(), new["decided"])
    subject = Subject(touched.snapshots, touched.years, touched.tracks, touched.regions, touched.listed)
    return told | file_parts(made, subject, is_published=touched.is_published)
