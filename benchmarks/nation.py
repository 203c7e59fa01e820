"""A nation invented from a seed: regions, published results and surveys of five years, without a workbook of them.

The tables are those that a build would make of so many workbooks; what is counted of them is counted by the product.
The journal has a line for each survey, so that the product takes the tables as standing; the files do not exist.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.intake import DataFolder, journal
from smartcity.intake.building import stamp_of
from smartcity.intake.journal import COMMIT, Line
from smartcity.intake.judging import frames_of, methods_in_force
from smartcity.method import INDEX, Item, Method, Methods, load_dimensions
from smartcity.method.regions import configured_site
from smartcity.scoring.ranking import OFFICIAL
from smartcity.warehouse import Frames
from smartcity.warehouse.frames import FIGURES, figures
from smartcity.warehouse.schema import LATEST_FILES
from smartcity.warehouse.typed import cast, frame_of

SEED = 16
REGIONS, RESPONDENTS, STATEMENTS = 514, 195, 40
YEARS = (2022, 2023, 2024, 2025, 2026)
TRACK = "regular"
MAKER = "CONTOH"
VISITED = ("Kabupaten Banjar", "Kabupaten Kotabaru", "Kabupaten Tanah Laut")
"""Regions that every share has."""

LATER = (VISITED[0], 2023)
"""Whose survey of which year is not there yet."""

_GENDERS, _AGES = ("Perempuan", "Laki-laki"), ("17-25", "26-35", "36-45", "46-55")
_TABLES = ("regions", "results", "snapshots", "respondents", "answers")


@dataclass(frozen=True)
class Nation:
    """What was invented: *regions* that have a survey in each year, the *frames* of all tables, and their *stamp*."""

    regions: tuple[str, ...]
    frames: Frames
    stamp: dict[str, str]


def settle(folder: DataFolder, share: float, seed: int = SEED) -> Nation:
    """Give a built folder the journal of a share of the regions, and make the tables that belong to it.

    The home region keeps what is there; the surveys are of the others.
    """
    standing = journal.in_force(journal.read(folder.journal))
    frames = dict(frames_of(folder, standing))
    methods, site = methods_in_force(()), configured_site()
    known = frames["regions"]
    places = known.loc[known["type"].isin(("kabupaten", "kota")), "region"].tolist()
    invented = _regions(REGIONS - len(places))
    names = [name for name in (*places, *invented["region"]) if name != site.home]
    names = names[: max(round(REGIONS * share) - 1, 1)]
    surveys = [(name, year) for name in names for year in YEARS if (name, year) != LATER]
    lines = [_line(*survey) for survey in surveys]
    journal.append(folder.journal, lines)
    chance = np.random.default_rng(seed)
    quality = chance.normal(2.3, 0.4, len(surveys))
    items = {year: _statements(methods.require(year, TRACK)) for year in YEARS}
    made = {
        "regions": invented,
        "results": _results(surveys, quality, methods),
        "snapshots": _snapshots(lines),
        "respondents": _respondents(lines, chance),
        "answers": _answers(lines, quality, items, chance),
    }
    frames["results"] = _but(frames["results"], made["results"], LATEST_FILES["results"])
    for table in _TABLES:
        frames[table] = _below(frames[table], made[table])
    counted = figures(frames, methods, site)
    frames |= {table: counted[table] for table in FIGURES}
    return Nation(tuple(names), frames, dict(stamp_of(journal.in_force(journal.read(folder.journal)))))


def _but(first: pd.DataFrame, second: pd.DataFrame, subject: list[str]) -> pd.DataFrame:
    """Leave out of one frame what another one speaks of, as where a later file does."""
    told = pd.MultiIndex.from_frame(second[subject].drop_duplicates())
    return first[~pd.MultiIndex.from_frame(first[subject]).isin(told)].reset_index(drop=True)


def _below(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Lay one frame below another, categories staying categories where there are no rows before."""
    if first.empty:
        return second
    columns = {}
    for name in first.columns:
        own = [frame[name] for frame in (first, second)]
        if isinstance(second[name].dtype, pd.CategoricalDtype):
            own = [one.astype("category") for one in own]
            columns[name] = pd.api.types.union_categoricals(own)
        else:
            columns[name] = pd.concat(own, ignore_index=True)
    return pd.DataFrame(columns)


def _regions(count: int) -> pd.DataFrame:
    rows = [
        {
            "snapshot": "contoh",
            "sheet": "CONTOH",
            "row": number + 2,
            "region": f"Kabupaten Contoh {number:03d}",
            "bps_code": f"{100 + number // 13}{number % 13 + 1:02d}",
            "type": "kabupaten",
            "province": f"Provinsi Contoh {number // 13:02d}",
        }
        for number in range(count)
    ]
    return frame_of("regions", rows)


def _line(region: str, year: int) -> Line:
    name = hashlib.sha256(f"{region}|{year}".encode()).hexdigest()
    of = {"kind": "survey", "year": year, "track": TRACK, "region": region, "is_sample": True}
    file = f"survei {region} {year}.xlsx"
    return Line(COMMIT, MAKER, id=name[:8], snapshot=name, path=f"unggahan/{name[:12]}.xlsx", file=file, **of)


def _snapshots(lines: Sequence[Line]) -> pd.DataFrame:
    told = ("snapshot", "file", "kind", "year", "track", "region", "is_sample")
    rows = [
        {name: getattr(line, name) for name in told}
        | {"entry": line.id, "committed_at": line.moment, "committed_by": line.by, "rows": RESPONDENTS}
        | {"is_loaded": True}
        for line in lines
    ]
    return frame_of("snapshots", rows)


def _results(surveys: Sequence[tuple[str, int]], quality: np.ndarray, methods: Methods) -> pd.DataFrame:
    rows = []
    for number, ((region, year), level) in enumerate(zip(surveys, quality.tolist())):
        weights = methods.require(year, TRACK).weights
        marks = {code: round(min(max(level + 0.1 * (at - 1), 0), 4), 2) for at, code in enumerate(weights)}
        marks[INDEX] = round(sum(weights[code] * mark for code, mark in marks.items()) / sum(weights.values()), 2)
        own = {"snapshot": "contoh", "sheet": "CONTOH", "row": number + 2, "year": year, "region": region}
        own |= {"round": configured_site().joined_rounds[0], "track": TRACK, "basis": OFFICIAL, "is_sample": True}
        rows += [{**own, "component": code, "value": mark, "raw": str(mark)} for code, mark in marks.items()]
    return frame_of("results", rows)


def _statements(method: Method) -> tuple[Item, ...]:
    """Take so many statements of a method, of each dimension in turn."""
    of = [[item for item in method.survey_items if item.dimension == one.code] for one in load_dimensions()]
    most = max(map(len, of))
    turns = [own[turn] for turn in range(most) for own in of if turn < len(own)]
    return tuple(turns[:STATEMENTS])


def _names(lines: Sequence[Line]) -> list[str]:
    """Name the form of each person in each dimension, survey after survey."""
    forms = [f"{person}|{one.code}" for person in range(RESPONDENTS) for one in load_dimensions()]
    begun = [hashlib.blake2b(line.snapshot.encode(), digest_size=8) for line in lines]
    names = []
    for digest in begun:
        for form in forms:
            own = digest.copy()
            own.update(form.encode())
            names.append(own.hexdigest())
    return names


def _coded(codes: np.ndarray, texts: Sequence[object]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, pd.Index(pd.array([*texts], dtype="string")).astype("string"))


def _respondents(lines: Sequence[Line], chance: np.random.Generator) -> pd.DataFrame:
    dimensions = load_dimensions()
    each = RESPONDENTS * len(dimensions)
    survey = np.repeat(np.arange(len(lines), dtype=np.int32), each)
    person = np.tile(np.repeat(np.arange(RESPONDENTS), len(dimensions)), len(lines))
    of_all = len(lines) * RESPONDENTS
    drawn = {
        name: _coded(np.repeat(chance.integers(0, len(texts), of_all), len(dimensions)), texts)
        for name, texts in (("gender", _GENDERS), ("age_group", _AGES))
    }
    dimension = np.tile(np.arange(len(dimensions), dtype=np.int8), of_all)
    columns = {
        "respondent": pd.array(_names(lines), dtype="string"),
        **_of_lines(lines, survey),
        "sheet": _coded(dimension, [one.name for one in dimensions]),
        "row": person + 2,
        "is_sample": True,
        "dimension": _coded(dimension, [one.code for one in dimensions]),
        "person": _coded(survey * RESPONDENTS + person, [f"CONTOH-{n}" for n in range(of_all)]),
        "is_straight_lined": np.repeat(chance.random(of_all) < 0.03, len(dimensions)),
        **drawn,
    }
    return cast("respondents", pd.DataFrame(columns))


def _of_lines(lines: Sequence[Line], survey: np.ndarray) -> dict[str, object]:
    """Give what is the same for all rows of a survey."""
    regions = list(dict.fromkeys(line.region for line in lines))
    places = np.array([regions.index(line.region) for line in lines], dtype=np.int32)
    return {
        "snapshot": _coded(survey, [line.snapshot for line in lines]),
        "year": np.array([line.year for line in lines])[survey],
        "track": _coded(np.zeros(len(survey), dtype=np.int8), [TRACK]),
        "region": _coded(places[survey], regions),
    }


def _answers(
    lines: Sequence[Line], quality: np.ndarray, items: dict[int, tuple[Item, ...]], chance: np.random.Generator
) -> pd.DataFrame:
    """Make the answers, item after item in each survey; the statements are called the same in all years."""
    dimensions = load_dimensions()
    (statements, *_) = items.values()
    codes = [one.code for one in dimensions]
    of = np.array([codes.index(item.dimension) for item in statements])
    each = STATEMENTS * RESPONDENTS
    survey = np.repeat(np.arange(len(lines), dtype=np.int32), each)
    item = np.tile(np.repeat(np.arange(STATEMENTS, dtype=np.int16), RESPONDENTS), len(lines))
    person = np.tile(np.arange(RESPONDENTS, dtype=np.int32), len(lines) * STATEMENTS)
    drawn = chance.standard_normal(len(survey), dtype=np.float32) + np.repeat(quality.astype(np.float32), each)
    value = np.clip(np.rint(drawn), 0, 4).astype(np.int8)
    parts = list(dict.fromkeys(one.sub_dimension for one in statements))
    letters = [f"{chr(72 + number // 26)}{chr(65 + number % 26)}" for number in range(STATEMENTS)]
    cells = [f"{letter}{row + 2}" for letter in letters for row in range(RESPONDENTS)]
    columns = {
        "respondent": _coded((survey * RESPONDENTS + person) * len(codes) + of[item].astype(np.int32), _names(lines)),
        **_of_lines(lines, survey),
        "dimension": _coded(of[item].astype(np.int8), codes),
        "sub_dimension": _coded(np.array([parts.index(one.sub_dimension) for one in statements])[item], parts),
        "item": _coded(item, [one.code for one in statements]),
        "value": value.astype(float),
        "sheet": _coded(of[item].astype(np.int8), [one.name for one in dimensions]),
        "cell": _coded(item.astype(np.int32) * RESPONDENTS + person, cells),
        "raw": _coded(value, [str(mark) for mark in range(5)]),
    }
    return cast("answers", pd.DataFrame(columns))
