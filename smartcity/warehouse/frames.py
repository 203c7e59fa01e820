"""Assemble the warehouse's tables from judged workbooks: facts, item statistics, scores, contributions.

Pure: the same entries give the same frames, whatever order the rows of a file stand in.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

import pandas as pd

from smartcity.checks import Checked
from smartcity.innovations.lists import Names
from smartcity.method import Method, Methods
from smartcity.method.adopted import ITEMS, WEIGHTS
from smartcity.method.layout import normalise
from smartcity.method.regions import Site
from smartcity.method.skm import KIND as SKM
from smartcity.records.decisions import SERVICE, Alias
from smartcity.scoring.ranking import SIMULASI
from smartcity.scoring.scores import score, simulate
from smartcity.survey.disclosure import without_few
from smartcity.warehouse.answered import answers_of, joined, statistics_of
from smartcity.warehouse.ratings import TABLE as SKM_ANSWERS
from smartcity.warehouse.ratings import ratings_of
from smartcity.warehouse.schema import AS_THEY_ARE, LATEST_FILES, LATEST_ROWS, RULE_TABLES, SCHEMA
from smartcity.warehouse.supposed import Supposed
from smartcity.warehouse.told import Decision, names_of, told_rows

IMPROVEMENT = "improvement"
SURVEY = "survey"

_STATEMENT = ["year", "track", "region", "dimension", "sub_dimension", "item"]

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Entry:
    """One committed snapshot, judged: what the journal says of it and what its rows are.

    Where it is the next version of a survey, *earlier_file* is the one before and *earlier_at* when that was loaded;
    its respondents then say whether they are new.
    """

    snapshot: str
    entry: str
    file: str
    committed_at: datetime
    committed_by: str
    checked: Checked
    earlier_file: str | None = None
    earlier_at: datetime | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether its rows count: a snapshot that today's checks refuse is listed, never half-loaded."""
        return self.checked.is_loadable

    @property
    def of(self) -> tuple[int | None, str | None]:
        """The year and track that it speaks of."""
        return self.checked.year, self.checked.track


def assemble(
    entries: Sequence[Entry],
    methods: Methods,
    site: Site,
    decided: Sequence[Decision] = (),
    supposed: Supposed = Supposed(),  # noqa: B008 (frozen)
) -> dict[str, pd.DataFrame]:
    """Build every table of `SCHEMA` from *entries* in the order they were committed.

    Innovations and the services of respondents bear the names that were *decided*; how they were spelt stands beside.

    What people *supposed* and took on stands in tables of its own and changes no other figure.

    Where two files speak of the same thing the later one counts: the whole result of a year, round, region and
    basis, a mark of the same item, a whole innovation list, a region. An invented survey stops counting once a real
    one of the same year and track is there.
    """
    loaded = _counting(entries)
    aliases, names = names_of(decided)
    rows: dict[str, list[dict]] = {table: [] for table in SCHEMA} | told_rows(decided, supposed)
    parts: dict[str, list[pd.DataFrame]] = {"respondents": [], "answers": []}
    rows["site"] = [{"home": site.home, "prepared_through": methods.years[-1]}]
    for entry in entries:
        rows["snapshots"].append(_snapshot(entry) | {"is_loaded": entry in loaded})
        rows["findings"] += _findings(entry)
    for entry in loaded:
        places = _places(entry)
        stamp = {"snapshot": entry.snapshot}
        invented = {"is_sample": entry.checked.is_sample}
        tables = entry.checked.tables
        for table, sheets in AS_THEY_ARE.items():
            rows[table] += [{**stamp, **row} for sheet in sheets for row in tables.get(sheet, ())]
        for row in tables.get("innovations", ()):
            listed = row["list"] or f"daftar-{row['year']}"
            named = {"name": names.canonical(row["name"]), "spelling": row["name"]}
            cell = places[_at("innovations", row, "name")][0]
            rows["innovations"].append({**stamp, **row, **named, "list": listed, "cell": cell})
        for row in tables.get("indicators", ()):
            rows["indicators"].append({**stamp, **row, "cell": places[_at("indicators", row, "value")][0]})
        for row in tables.get("results", ()):
            rows["results"] += _long_results(row, stamp | invented, places)
        for table in (WEIGHTS, ITEMS):
            of = dict(zip(("year", "track"), entry.of))
            rows[RULE_TABLES[table]] += [{**stamp, **row, **of} for row in tables.get(table, ())]
        for row in tables.get("marks", ()):
            if row["value"] is not None or row.get("rubric"):
                cell, raw = places.get(_at("marks", row, "value"), ("", ""))
                year, track = entry.of
                rows["marks"].append(
                    {**stamp, **invented, **row, "year": year, "track": track, "cell": cell, "raw": raw}
                )
        rows[SKM_ANSWERS] += ratings_of(tables.get(SKM, ()), entry.snapshot, entry.checked.is_sample, places)
        if len(tables.get("answers", ())):
            for table, part in zip(parts, _survey(entry, methods, site.home)):
                parts[table].append(part)
    frames = {table: frame_of(table, table_rows) for table, table_rows in rows.items()}
    if parts["answers"]:
        frames["respondents"] = pd.concat(parts["respondents"], ignore_index=True)
        frames["answers"] = joined(parts.pop("answers"))
    frames["respondents"] = _with_services(frames["respondents"], aliases, names)
    for table, subject in LATEST_ROWS.items():
        frames[table] = frames[table].drop_duplicates(subject, keep="last").reset_index(drop=True)
    for table, subject in LATEST_FILES.items():
        last = frames[table].groupby(subject)["snapshot"].transform("last")
        frames[table] = frames[table][frames[table]["snapshot"] == last].reset_index(drop=True)
    frames["item_statistics"] = _item_statistics(frames["answers"], frames["respondents"], site.smallest_group)
    frames["scores"], frames["contributions"] = _scores(frames, methods, site)
    return frames


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


def _snapshot(entry: Entry) -> dict:
    journaled = ("snapshot", "entry", "file", "committed_at", "committed_by", "earlier_file", "earlier_at")
    judged = ("kind", "year", "track", "is_sample")
    return {
        **{name: getattr(entry, name) for name in journaled},
        **{name: getattr(entry.checked, name) for name in judged},
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


def _survey(entry: Entry, methods: Methods, home: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the respondents of one survey, the home region's, and their answers one a row with cell and text."""
    checked = entry.checked
    given = checked.tables["answers"]
    shared = {"snapshot": entry.snapshot, "year": checked.year, "track": checked.track, "region": home}
    rows = given.respondents
    names = [
        hashlib.sha256(f"{entry.snapshot}|{sheet}|{row}|{dimension}".encode()).hexdigest()[:16]
        for sheet, row, dimension in zip(rows["sheet"], rows["row"], rows["dimension"])
    ]
    moments = {code: [_iso(moment) for moment in rows[code]] for code in ("started", "ended") if code in rows}
    respondents = rows.assign(**shared, **moments, respondent=names, is_sample=checked.is_sample)
    items = {item.code: item for item in methods.require(checked.year, checked.track).survey_items}
    answers = answers_of(given, names, items, **shared)
    return _cast("respondents", respondents), _cast("answers", answers)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _with_services(respondents: pd.DataFrame, aliases: Sequence[Alias], names: Names) -> pd.DataFrame:
    """Give each service the name that was decided for it, and keep how the respondent's row spells it."""
    meant = {alias.key[1]: alias.meaning for alias in aliases if alias.of == SERVICE and alias.meaning}
    spelled = respondents["service"]
    decided = {
        text: names.canonical(meant.get(normalise(text), text)) for text in spelled.dropna().unique().tolist() if text
    }
    return respondents.assign(service_spelling=spelled, service=spelled.map(decided).fillna(spelled).astype("string"))


def frame_of(table: str, rows: list[dict]) -> pd.DataFrame:
    """Make the frame of a table of its *rows*; a column that a row does not have is missing there."""
    return _made(table, rows) if rows else _empty(table).copy(deep=False)


@cache
def _empty(table: str) -> pd.DataFrame:
    return _made(table, [])


def _made(table: str, rows: list[dict]) -> pd.DataFrame:
    columns = {name: pd.array([row.get(name) for row in rows], dtype=dtype) for name, dtype in _dtypes(table).items()}
    return pd.DataFrame(columns)


def _cast(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame the columns and types of its table; a column of categories is one of texts already.

    Column by column: a frame that is told all its types at once is taken apart and put together again.
    """
    missing = [None] * len(frame)
    columns = {}
    for name, dtype in _dtypes(table).items():
        own = frame[name] if name in frame.columns else pd.array(missing, dtype=dtype)
        columns[name] = own if own.dtype in (dtype, "category") else own.astype(dtype)
    return pd.DataFrame(columns, index=frame.index, copy=False)


@cache
def _dtypes(table: str) -> Mapping[str, object]:
    return {name: pd.api.types.pandas_dtype(dtype) for name, dtype in SCHEMA[table].items()}


def _item_statistics(answers: pd.DataFrame, respondents: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """Ask the answers for the statistics of each statement; of a few people the mean is kept back.

    Scores are made of these means alone, so nothing that rests on a mean that was kept back has a score either.
    """
    if answers.empty:
        return frame_of("item_statistics", [])
    statistics = _cast("item_statistics", statistics_of(answers, respondents))
    return without_few(statistics.sort_values(_STATEMENT, ignore_index=True), smallest)


def _scores(frames: Frames, methods: Methods, site: Site) -> tuple[pd.DataFrame, pd.DataFrame]:
    results = frames["results"]
    scores, contributions = _published(tuple(results.itertuples(index=False, name=None)), methods, site)
    parts = [(scores, contributions)]
    marks = frames["marks"].dropna(subset=["value"])
    means = frames["item_statistics"][["year", "track"]].drop_duplicates()
    given = {*zip(marks["year"], marks["track"]), *zip(means["year"], means["track"])}
    for method in methods.every:
        if (method.year, method.track) not in given:
            continue
        own = simulate(marks, frames["item_statistics"], method)
        if own is None:
            continue
        stamp = {"year": method.year, "round": site.joined_rounds[0], "track": method.track, "basis": SIMULASI}
        used = own.scored.scores.assign(method=method.key, fingerprint=method.fingerprint, **stamp)
        parts.append(
            (
                used.assign(is_sample=used["region"].isin(own.invented)),
                own.scored.contributions.assign(**_without_round(stamp)),
            )
        )
    return tuple(
        _cast(table, pd.concat(own, ignore_index=True)) for table, own in zip(("scores", "contributions"), zip(*parts))
    )


def _without_round(stamp: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in stamp.items() if name != "round"}


@lru_cache(4)
def _published(rows: tuple[tuple, ...], methods: Methods, site: Site) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score the published tables; they stay the same through most builds, which change a survey or a list."""
    results = pd.DataFrame(rows, columns=list(SCHEMA["results"]))
    scores, contributions = [], []
    for (year, round_, track, basis), group in results.groupby(["year", "round", "track", "basis"], sort=True):
        method = methods.known(int(year), track) if round_ in site.joined_rounds else None
        stamp = {"year": year, "round": round_, "track": track, "basis": basis}
        own_scores, own_contributions = _published_scores(group, method)
        invented = group.loc[group["is_sample"].astype(bool), "region"]
        scores.append(own_scores.assign(**stamp, is_sample=own_scores["region"].isin(invented)))
        contributions.append(own_contributions.assign(**_without_round(stamp)))
    return _together("scores", scores), _together("contributions", contributions)


def _together(table: str, parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Lay parts of a table below one another; its types are given to all of them at once."""
    filled = [part for part in parts if len(part)]
    return _cast(table, pd.concat(filled, ignore_index=True)) if filled else frame_of(table, [])


def _published_scores(group: pd.DataFrame, method: Method | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores of one published table: each figure as printed, and the index recomputed where a method allows it."""
    printed = group[["region", "component", "value"]].rename(columns={"component": "node", "value": "published"})
    printed = printed[printed["node"] != IMPROVEMENT]
    if method is None:
        plain = printed.assign(value=printed["published"], n=1, coverage=1.0, method=None, fingerprint=None)
        return plain, pd.DataFrame()
    known = printed[printed["node"].isin([*method.weights])]
    leaves = known.rename(columns={"published": "value"})
    scored = score(leaves, method)
    recomputed = scored.scores.assign(method=method.key, fingerprint=method.fingerprint)
    joined = printed.merge(recomputed, on=["region", "node"], how="left")
    joined["value"] = joined["value"].fillna(joined["published"])
    joined["n"] = joined["n"].fillna(1)
    joined["coverage"] = joined["coverage"].astype(float).fillna(1.0)
    return joined, scored.contributions
