"""Assemble the warehouse's tables from judged workbooks: facts, item statistics, scores, contributions.

Pure: the same entries give the same frames, whatever order the rows of a file stand in.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import pandas as pd

from smartcity.checks import Checked
from smartcity.method import Methods
from smartcity.method.adopted import ITEMS, WEIGHTS
from smartcity.method.layout import normalise
from smartcity.method.regions import Site
from smartcity.method.skm import KIND as SKM
from smartcity.records.decisions import SERVICE
from smartcity.survey.disclosure import without_few
from smartcity.warehouse.answered import answers_of, joined, statistics_of
from smartcity.warehouse.ratings import TABLE as SKM_ANSWERS
from smartcity.warehouse.ratings import ratings_of
from smartcity.warehouse.schema import AS_THEY_ARE, KINDS_OF_ALL, LATEST_FILES, LATEST_ROWS, RULE_TABLES, SCHEMA
from smartcity.warehouse.scored import scored
from smartcity.warehouse.supposed import Supposed
from smartcity.warehouse.told import Decision, Named, names_by_region, told_rows
from smartcity.warehouse.typed import cast, frame_of

SURVEY = "survey"
FIGURES = ("item_statistics", "scores", "contributions")
"""The tables that no file fills: they are counted of the others."""

_STATEMENT = ["year", "track", "region", "dimension", "sub_dimension", "item"]

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Entry:
    """One committed snapshot, judged: what the journal says of it and what its rows are.

    Where it is the next version of a survey, *earlier_file* is the one before and *earlier_at* when that was loaded;
    its respondents then say whether they are new.

    *region* is whose it is, "" for the home region's, `MANY` where its rows say so themselves.
    """

    snapshot: str
    entry: str
    file: str
    committed_at: datetime
    committed_by: str
    checked: Checked
    earlier_file: str | None = None
    earlier_at: datetime | None = None
    region: str = ""

    @property
    def is_loaded(self) -> bool:
        """Whether its rows count: a snapshot that today's checks refuse is listed, never half-loaded."""
        return self.checked.is_loadable

    @property
    def of(self) -> tuple[int | None, str | None, str]:
        """The year and track that it speaks of, and whose it is."""
        return self.checked.year, self.checked.track, self.region


def assemble(
    entries: Sequence[Entry],
    methods: Methods,
    site: Site,
    decided: Sequence[Decision] = (),
    supposed: Mapping[str, Supposed] = MappingProxyType({}),
) -> dict[str, pd.DataFrame]:
    """Build every table of `SCHEMA` from *entries* in the order they were committed: `facts` and `figures`."""
    made = facts(entries, methods, site, decided, supposed)
    return made | figures(made, methods, site)


def facts(
    entries: Sequence[Entry],
    methods: Methods,
    site: Site,
    decided: Sequence[Decision] = (),
    supposed: Mapping[str, Supposed] = MappingProxyType({}),
) -> dict[str, pd.DataFrame]:
    """Build the tables of what the files, and people beside them, say.

    Innovations and the services of respondents bear the names that were *decided*; how they were spelt stands beside.

    What people *supposed* and took on, by region, stands in tables of its own and changes no other figure. What is
    told of a region is of the rows and names of that region alone.

    Where two files speak of the same thing the later one counts: the whole result of a year, round, region and
    basis, a mark of the same item, a whole innovation list, a region. An invented survey stops counting once a real
    one of the same year and track is there.
    """
    loaded = _counting(entries)
    names = names_by_region(decided)
    rows: dict[str, list[dict]] = {table: [] for table in SCHEMA} | told_rows(decided, supposed)
    parts: dict[str, list[pd.DataFrame]] = {"respondents": [], "answers": []}
    rows["site"] = [{"home": site.home, "prepared_through": methods.years[-1]}]
    for entry in entries:
        rows["snapshots"].append(_snapshot(entry, site.home) | {"is_loaded": entry in loaded})
        rows["findings"] += _findings(entry)
    for entry in loaded:
        places = _places(entry)
        stamp = {"snapshot": entry.snapshot}
        whose = entry.region or site.home
        invented = {"is_sample": entry.checked.is_sample}
        tables = entry.checked.tables
        for table, sheets in AS_THEY_ARE.items():
            own = stamp | ({"region": whose} if table == "innovation_lists" else {})
            rows[table] += [{**own, **_whose(row)} for sheet in sheets for row in tables.get(sheet, ())]
        for row in tables.get("innovations", ()):
            listed = row["list"] or f"daftar-{row['year']}"
            of = row.get("region") or whose
            named = {"name": names[of].of_all.canonical(row["name"]), "spelling": row["name"]}
            cell = places[_at("innovations", row, "name")][0]
            rows["innovations"].append({**stamp, **row, **named, "region": of, "list": listed, "cell": cell})
        for row in tables.get("indicators", ()):
            rows["indicators"].append({**stamp, **row, "cell": places[_at("indicators", row, "value")][0]})
        for row in tables.get("results", ()):
            rows["results"] += _long_results(row, stamp | invented, places)
        for table in (WEIGHTS, ITEMS):
            of = {"year": entry.checked.year, "track": entry.checked.track}
            rows[RULE_TABLES[table]] += [{**stamp, **row, **of} for row in tables.get(table, ())]
        for row in tables.get("marks", ()):
            if row["value"] is not None or row.get("rubric"):
                cell, raw = places.get(_at("marks", row, "value"), ("", ""))
                of = {"year": entry.checked.year, "track": entry.checked.track}
                rows["marks"].append({**stamp, **invented, **row, **of, "cell": cell, "raw": raw})
        rated = ratings_of(tables.get(SKM, ()), entry.snapshot, entry.checked.is_sample, places)
        rows[SKM_ANSWERS] += [{**row, "region": whose} for row in rated]
        if len(tables.get("answers", ())):
            for table, part in zip(parts, _survey(entry, methods, whose)):
                parts[table].append(part)
    frames = {table: frame_of(table, table_rows) for table, table_rows in rows.items()}
    if parts["answers"]:
        frames["respondents"] = pd.concat(parts["respondents"], ignore_index=True)
        frames["answers"] = joined(parts.pop("answers"))
    frames["respondents"] = _with_services(frames["respondents"], names)
    for table, subject in LATEST_ROWS.items():
        if rows[table]:
            frames[table] = frames[table].drop_duplicates(subject, keep="last").reset_index(drop=True)
    for table, subject in LATEST_FILES.items():
        if not rows[table]:
            continue
        last = frames[table].groupby(subject)["snapshot"].transform("last")
        frames[table] = frames[table][frames[table]["snapshot"] == last].reset_index(drop=True)
    return {table: frame for table, frame in frames.items() if table not in FIGURES}


def figures(frames: Frames, methods: Methods, site: Site) -> dict[str, pd.DataFrame]:
    """Build the tables of what is counted of the facts in *frames*."""
    statistics = _item_statistics(frames["answers"], frames["respondents"], site.smallest_group)
    return dict(zip(FIGURES, (statistics, *scored({**frames, "item_statistics": statistics}, methods, site))))


def _counting(entries: Sequence[Entry]) -> list[Entry]:
    """List the entries whose rows count, in their order."""
    loadable = [entry for entry in entries if entry.is_loaded]
    surveyed = {entry.of for entry in loadable if entry.checked.kind == SURVEY and not entry.checked.is_sample}
    return [
        entry
        for entry in loadable
        if not (entry.checked.kind == SURVEY and entry.checked.is_sample and entry.of in surveyed)
    ]


def _at(table: str, row: Mapping, field: str) -> tuple:
    return table, row["sheet"], row["row"], field


def _places(entry: Entry) -> dict[tuple, tuple[str, str]]:
    return {
        (place.table, place.sheet, place.row, place.field): (place.cell, place.raw) for place in entry.checked.places
    }


def _snapshot(entry: Entry, home: str) -> dict:
    journaled = ("snapshot", "entry", "file", "committed_at", "committed_by", "earlier_file", "earlier_at")
    judged = ("kind", "year", "track", "is_sample")
    return {
        **{name: getattr(entry, name) for name in journaled},
        **{name: getattr(entry.checked, name) for name in judged},
        "region": "" if entry.checked.kind in KINDS_OF_ALL else entry.region or home,
        "rows": entry.checked.rows_read,
    }


def _findings(entry: Entry) -> list[dict]:
    return [
        {
            "snapshot": entry.snapshot,
            "file": entry.file,
            "code": finding.code,
            "severity": finding.severity,
            "sheet": finding.place.sheet,
            "cell": finding.place.cell,
            "found": finding.found,
        }
        for finding in entry.checked.findings
    ]


def _long_results(row: Mapping, stamp: Mapping, places: Mapping) -> Iterable[dict]:
    shared = ("sheet", "row", "year", "round", "track", "region", "basis", "source", "note")
    own = {**stamp, **{name: row[name] for name in shared}}
    for component, value in row.items():
        if component not in shared and value is not None:
            cell, raw = places[_at("results", row, component)]
            yield {**own, "component": component, "value": value, "cell": cell, "raw": raw}


def _survey(entry: Entry, methods: Methods, whose: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the respondents of one survey and their answers, one a row with cell and text.

    They are of the region *whose* it is; of a file of several regions each row says that itself.
    """
    checked = entry.checked
    given = checked.tables["answers"]
    rows = given.respondents
    regions = rows["region"].fillna(whose).tolist() if "region" in rows else [whose] * len(rows)
    shared = {"snapshot": entry.snapshot, "year": checked.year, "track": checked.track}
    names = [
        hashlib.sha256(f"{entry.snapshot}|{sheet}|{row}|{dimension}".encode()).hexdigest()[:16]
        for sheet, row, dimension in zip(rows["sheet"], rows["row"], rows["dimension"])
    ]
    moments = {code: [_iso(moment) for moment in rows[code]] for code in ("started", "ended") if code in rows}
    told = {"respondent": names, "region": regions, "is_sample": checked.is_sample}
    respondents = rows.assign(**shared, **moments, **told)
    items = {item.code: item for item in methods.require(checked.year, checked.track).survey_items}
    answers = answers_of(given, names, items, regions, **shared)
    return cast("respondents", respondents), cast("answers", answers)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _with_services(respondents: pd.DataFrame, names: Mapping[str, Named]) -> pd.DataFrame:
    """Give each service the name that was decided for it in its region; keep how the respondent's row spells it."""
    spelled = respondents["service"]
    if spelled.isna().all():
        return respondents.assign(service_spelling=spelled)
    named = spelled.copy()
    for region in respondents["region"].dropna().unique().tolist():
        own = respondents["region"] == region
        aliases, of_all = names[region].aliases, names[region].of_all
        meant = {alias.key[1]: alias.meaning for alias in aliases if alias.of == SERVICE and alias.meaning}
        decided = {
            text: of_all.canonical(meant.get(normalise(text), text))
            for text in spelled[own].dropna().unique().tolist()
            if text
        }
        named = named.mask(own, spelled.map(decided).fillna(spelled))
    return respondents.assign(service_spelling=spelled, service=named.astype("string"))


def _whose(row: Mapping[str, object]) -> Mapping[str, object]:
    """Leave out a region that a row does not tell."""
    return row if row.get("region", "") else {name: value for name, value in row.items() if name != "region"}


def _item_statistics(answers: pd.DataFrame, respondents: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """Ask the answers for the statistics of each statement; of a few people the mean is kept back.

    Scores are made of these means alone, so nothing that rests on a mean that was kept back has a score either.
    """
    if answers.empty:
        return frame_of("item_statistics", [])
    statistics = cast("item_statistics", statistics_of(answers, respondents))
    return without_few(statistics.sort_values(_STATEMENT, ignore_index=True), smallest)
