"""Planted worlds: a few rows in memory, judged as a workbook's would be, and the warehouse made of them.

Figures that a test wants are written where it asserts them, so that no test leans on what the shipped files say.
"""

import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from string import ascii_uppercase
from threading import Lock
from weakref import finalize

import pandas as pd

from smartcity.checks import Checked, RowPlace
from smartcity.checks.survey import Answers
from smartcity.intake import methods_in_force
from smartcity.method import Methods
from smartcity.method.adopted import KIND as RULES
from smartcity.method.regions import load_site
from smartcity.records.survey_plans import SurveyPlan
from smartcity.warehouse import Entry, Frames, Supposed, Warehouse, assemble
from smartcity.warehouse.frames import FIGURES, facts, figures
from smartcity.warehouse.statements import statement

SITE = load_site()
HOME = SITE.home
JOINED = list(SITE.joined_rounds)
KOTA, BANJAR, BARU, LATE, OUTSIDE = (
    "Kota Banjarmasin",
    "Kabupaten Banjar",
    "Kota Banjarbaru",
    "Kabupaten Tanah Bumbu",
    "Kabupaten Balangan",
)
FAR = tuple(f"Kabupaten Jauh {letter}" for letter in ascii_uppercase[:8])
STAMP = {"fingerprint": "tanaman", "built_at": "2026-11-21T10:42:00+08:00", "files": "1"}

_SINCE = {HOME: 2021, KOTA: 2021, BANJAR: 2021, BARU: 2021, LATE: 2024, OUTSIDE: None}
_COMPONENTS = ("baseline", "output", "outcome", "impact", "quick_win", "collaboration")
_RESULT_CELLS = ("year", "round", "track", "region", *_COMPONENTS, "index", "improvement", "basis")

Row = dict[str, object]


@dataclass(frozen=True)
class File:
    """One committed workbook: its name, its kind, the rows of its tables and the places of their values."""

    name: str
    kind: str
    tables: Mapping[str, tuple[Row, ...]]
    places: tuple[RowPlace, ...] = ()
    year: int | None = None
    track: str | None = None
    is_sample: bool = False
    findings: tuple = field(default=())
    earlier: str | None = None
    """The version that it took the place of, loaded a day before."""


def result(
    year: int,
    region: str,
    index: float | None,
    basis: str = "official",
    track: str = SITE.track,
    round_: str = JOINED[0],
    improvement: float | None = None,
    **components: float,
) -> Row:
    """One row of a results table."""
    row = dict.fromkeys(_RESULT_CELLS) | {"source": f"S-{year}", "note": None}
    known = {"year": year, "region": region, "index": index, "basis": basis, "track": track, "round": round_}
    return row | known | {"improvement": improvement} | components


def results(rows: Sequence[Row], name: str = "hasil.xlsx", claims: Iterable[Row] = (), **others: object) -> File:
    """A results workbook; the figures stand on sheet Hasil from row 2 on, in the columns of `_RESULT_CELLS`."""
    numbered = tuple({**row, "sheet": "Hasil", "row": number} for number, row in enumerate(rows, start=2))
    places = tuple(
        RowPlace("results", "Hasil", row["row"], code, f"{ascii_uppercase[column]}{row['row']}", str(row[code]))
        for row in numbered
        for column, code in enumerate(_RESULT_CELLS)
        if row[code] is not None
    )
    origins = tuple(
        {"code": code, "origin": f"Surat {code}", "date": None, "certainty": "certain", "note": None}
        for code in sorted({row["source"] for row in rows})
    )
    numbered_claims = tuple({**row, "sheet": "Klaim", "row": number} for number, row in enumerate(claims, start=2))
    return File(name, "results", {"results": numbered, "sources": origins, "claims": numbered_claims}, places, **others)


def claim(year: int, region: str, text: str, rank: int | None, among: str) -> Row:
    """One row of what the press claims of a rank."""
    return {
        "year": year,
        "region": region,
        "claim": text,
        "rank": rank,
        "among": among,
        "out_of": None,
        "source": f"Koran {year}",
        "note": None,
    }


def places_of_the_province(regions: Iterable[str] = tuple(_SINCE)) -> File:
    """A regions workbook: those of the province, each on its own tile, and some far away."""
    inside = tuple(
        _region(name, SITE.province, since=_SINCE[name]) | {"tile_row": number, "tile_column": 0}
        for number, name in enumerate(regions)
    )
    outside = tuple(_region(name, "Provinsi Jauh", since=None) for name in FAR)
    numbered = tuple({**row, "sheet": "Daerah", "row": number} for number, row in enumerate((*inside, *outside), 2))
    return File("daerah.xlsx", "regions", {"regions": numbered})


def _region(name: str, province: str, since: int | None) -> Row:
    return {
        "region": name,
        "type": name.split()[0].lower(),
        "province": province,
        "code": None,
        "smart_city_since": since,
        "participation": None,
    }


def survey(
    year: int,
    counts: Mapping[str, int],
    given: Sequence[float] = (3,),
    name: str = "survei.xlsx",
    track: str = SITE.track,
    is_sample: bool = False,
) -> File:
    """A survey workbook with *counts* respondents a dimension, who answer every statement with one of *given* in turn.

    Each dimension has a sheet of its own with the answers from row 2 and column A on.
    """
    items = methods_in_force().require(year, track).survey_items
    codes = {dimension: [item.code for item in items if item.dimension == dimension] for dimension in counts}
    rows = [
        {"sheet": dimension, "row": number + 2, "dimension": dimension, "is_straight_lined": False}
        for dimension, count in counts.items()
        for number in range(count)
    ]
    answers = [dict.fromkeys(codes[row["dimension"]], given[row["row"] % len(given)]) for row in rows]
    columns = [item.code for item in items]
    letters = {
        (dimension, code): ascii_uppercase[place] for dimension in counts for place, code in enumerate(codes[dimension])
    }
    values = pd.DataFrame(answers, columns=columns, dtype=float)
    raws = pd.DataFrame(answers, columns=columns, dtype=object)
    filled = Answers(pd.DataFrame(rows), values, raws, letters)
    return File(name, "survey", {"answers": filled}, (), year, track, is_sample)


def marks(
    year: int,
    values: Mapping[str, float],
    region: str = HOME,
    name: str = "nilai.xlsx",
    track: str = SITE.track,
    is_sample: bool = False,
) -> File:
    """A self-assessment: *values* by item on sheet Nilai, column C from row 6 on."""
    rows = tuple(
        {"sheet": "Nilai", "row": number, "item": item, "value": value, "region": region}
        for number, (item, value) in enumerate(values.items(), start=6)
    )
    places = tuple(
        RowPlace("marks", "Nilai", row["row"], "value", f"C{row['row']}", str(row["value"]))
        for row in rows
        if row["value"] is not None
    )
    return File(name, "marks", {"marks": rows}, places, year, track, is_sample)


def rules(year: int, weights: Mapping[str, float], track: str = SITE.track, name: str = "aturan.xlsx") -> File:
    """Rules of a year: *weights* by component, and of the items so far those of these components."""
    method = methods_in_force().require(year, track)
    shared = {"certainty": "certain", "source": "Surat percobaan"}
    own = tuple(
        {"sheet": "Bobot", "row": number, "component": code, "weight": weight, **shared}
        for number, (code, weight) in enumerate(weights.items(), start=7)
    )
    items = tuple(
        {
            "sheet": "Butir",
            "row": number,
            "item": item.code,
            "component": item.component,
            "indicator": item.indicator,
            "dimension": item.dimension,
            "sub_dimension": item.sub_dimension,
            **{f"question_{language}": text for language, text in item.meaning.items()},
        }
        for number, item in enumerate(method.items, start=2)
        if item.component in weights
    )
    return File(name, RULES, {"weights": own, "items": items}, (), year, track)


def entries(*files: File) -> tuple[Entry, ...]:
    """Commit *files* in this order."""
    moment = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
    return tuple(
        Entry(
            snapshot=f"{number:02d}-{file.name}",
            entry=f"e{number}",
            file=file.name,
            committed_at=moment,
            committed_by="penguji",
            checked=Checked(
                kind=file.kind,
                year=file.year,
                track=file.track,
                is_sample=file.is_sample,
                rows_read=sum(map(len, file.tables.values())),
                tables=file.tables,
                places=file.places,
                findings=file.findings,
            ),
            earlier_file=file.earlier,
            earlier_at=moment - timedelta(days=1) if file.earlier else None,
        )
        for number, file in enumerate(files)
    )


def frames(*files: File, plans: Sequence[SurveyPlan] = ()) -> Frames:
    """Assemble the tables that *files* make, with what was decided of surveys."""
    committed = entries(*files)
    return assemble(committed, methods_in_force(committed), SITE, supposed={SITE.home: Supposed(survey_plans=plans)})


_spare: list[object] = []
"""Connections of worlds that nobody holds any more, for the next: to open one takes longer than to fill a table."""


class Kept(Warehouse):
    """A warehouse in memory that stays open for the next test of the same world, which finds nothing made by the last.

    A table is filled when a statement that names it is asked: most tests ask a few of the many.
    """

    def __init__(self, files: Sequence[File], plans: Sequence[SurveyPlan]) -> None:
        super().__init__(Path(":memory:"))
        self._filling = Lock()
        committed = entries(*files)
        self._of = methods_in_force(committed)
        self._has_rules = any(file.kind == RULES for file in files)
        self._facts = facts(committed, self._of, SITE, supposed={SITE.home: Supposed(survey_plans=plans)})
        self._waiting = {*self._facts, *FIGURES}
        super().rebuild({}, STAMP)
        finalize(self, _spare.append, self._root)

    @property
    def methods(self) -> Methods:
        """The methods, which nobody has to ask the tables for where no file brought rules."""
        return super().methods if self._has_rules else self._of

    def _connected(self, read_only: bool) -> object:
        return _spare.pop() if _spare else super()._connected(read_only)

    def ask(self, name: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Run a statement on the tables that it names."""
        self._fill(re.findall(r"\w+", statement(name)))
        return super().ask(name, parameters)

    def stream(self, name: str) -> Iterator[object]:
        """Run a statement on the tables that it names."""
        self._fill(re.findall(r"\w+", statement(name)))
        return super().stream(name)

    def _fill(self, tables: Iterable[str]) -> None:
        with self._filling:
            if not (wanted := self._waiting.intersection(tables)):
                return
            if wanted.intersection(FIGURES) - self._facts.keys():
                self._facts |= figures(self._facts, self._of, SITE)
            with self._cursor() as cursor:
                for table in wanted:
                    self._replace(cursor, table, self._facts[table])
                cursor.commit()
            self._waiting -= wanted

    def rebuild(self, tables: Frames, stamp: Mapping[str, str]) -> None:
        """Refuse: whoever wants other tables needs a warehouse of their own."""
        raise AssertionError("other tests look at this warehouse: use `built`")

    def close(self) -> None:
        """Forget what was made; the tables stay, and with them what they answer."""
        self._made.clear()


@lru_cache(8)
def _kept(files: bytes) -> Kept:
    return Kept(*pickle.loads(files))


def warehouse(*files: File, plans: Sequence[SurveyPlan] = ()) -> Warehouse:
    """Give the warehouse of *files* and what was decided of surveys, to be asked and not changed."""
    return _kept(pickle.dumps((files, plans)))


def built(*files: File, path: Path = Path(":memory:")) -> Warehouse:
    """Build a warehouse of *files* that is the test's own, in memory unless *path* names a file."""
    made = Warehouse(path)
    made.rebuild(frames(*files), STAMP)
    return made
