"""A growing nation in one warehouse: `python -m benchmarks.scale --share 0.01 [--catalogue ducklake:postgres:...]`.

For each share the same tables (`benchmarks.nation`) are loaded into a file and, with a catalogue, into a lake; each is
asked in a process of its own, so that memory and what is kept are its own. `--one` and `--two` are masters of Spark
with one and with two workers; `--only-batch` asks for nothing but the batch.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.alone import OPTIONS, PROJECT
from benchmarks.dump import regency
from benchmarks.nation import LATER, REGIONS, RESPONDENTS, SEED, VISITED, YEARS, Nation, settle
from benchmarks.replicas import spread
from benchmarks.results import machine, write_section
from benchmarks.spelling import WORDS, megabytes, milliseconds
from smartcity import intake
from smartcity.access.policy import ANALYST, Asker
from smartcity.answers import regions
from smartcity.answers.homes import home_of
from smartcity.exhibits.pages import codes
from smartcity.intake import DataFolder
from smartcity.intake.folder import LAKE_VARIABLE, VARIABLE
from smartcity.keeping.moving import HERE
from smartcity.method.regions import NATION, REACH_VARIABLE, Home, acting_for
from smartcity.ui import store
from smartcity.ui.links import REGION

RESULTS = Path(__file__).parent / "RESULTS-scale.md"
FILE, LAKE = "berkas", "danau"
OWNER = Asker("CONTOH", ANALYST, region=LATER[0])
COMMITS, AGAIN = 3, 3
"""How often one region's survey is loaded, and a page is drawn again."""

Rows = list[tuple[str, str]]

_KINDS = {"first": "pertama kali", "again": "jalan ulang", "after": "pertama kali sesudah menyimpan"}


def in_file(folder: DataFolder, nation: Nation) -> float:
    """Load the nation into a file and say how many seconds it took."""
    start = time.perf_counter()
    folder.tables.make(nation.frames, nation.stamp)
    return time.perf_counter() - start


def in_lake(folder: DataFolder, nation: Nation) -> float:
    """Load the nation into an empty lake, with the journal of the folder, and say how many seconds the tables took."""
    lake = folder.lake
    lake.is_moved = True
    with folder.lock:
        lake.settle(HERE)
        lake.journal.replace(folder.own_journal.read_bytes())
        start = time.perf_counter()
        lake.make(nation.frames, nation.stamp)
        seconds = time.perf_counter() - start
    lake.is_moved = False
    return seconds


def size(place: Path) -> int:
    """Count the bytes of a file, or of all files in a folder."""
    return sum(one.stat().st_size for one in (place, *place.rglob("*")) if one.is_file())


def timings(folder: DataFolder) -> Mapping[str, object]:
    """Ask what people ask of the warehouse of *folder*: pages, survey files of one region, and the ranking of all."""
    start = time.perf_counter()
    warehouse = store.warehouse()
    found: dict[str, object] = {"open": time.perf_counter() - start}
    visited = [home_of(warehouse, name) for name in VISITED]
    pages = codes()
    found["first"] = {page: [_drawn(_page(page, whose)) for whose in visited] for page in pages}
    again: dict[str, list[float]] = {page: [] for page in pages}
    for page in pages:
        for whose in visited:
            app = _page(page, whose)
            _drawn(app)
            again[page] += [_drawn(app) for _ in range(AGAIN)]
    commits, after, last = [], {page: [] for page in pages}, ""
    home = home_of(warehouse, LATER[0])
    for number in range(COMMITS):
        content = regency(RESPONDENTS, number)
        start = time.perf_counter()
        with acting_for(home):
            line, _ = intake.commit(folder, content, "survei.xlsx", OWNER, OPTIONS, warehouse, replaces=last)
        commits.append(time.perf_counter() - start)
        last = line.id
        for page in pages:
            after[page].append(_drawn(_page(page, home)))
    store.close()
    found |= {"again": again, "commit": commits, "after": after, "rank": [_ranked(folder) for _ in range(AGAIN)]}
    return found | {"memory": _peak()}


def _page(page: str, whose: Home) -> AppTest:
    """Give a page of a region, not drawn yet."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=600)
    app._page_hash = calc_hash("" if page == "ikhtisar" else page)
    app.query_params[REGION] = whose.home_code
    return app


def _drawn(app: AppTest) -> float:
    start = time.perf_counter()
    app.run()
    seconds = time.perf_counter() - start
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return seconds


def _peak() -> int:
    """Say how many bytes this process had at most; what `getrusage` says it has from the process that started it."""
    kilobytes = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(kilobytes[1]) * 1024


def _ranked(folder: DataFolder) -> float:
    with intake.open_warehouse(folder) as warehouse:
        start = time.perf_counter()
        regions.standing(warehouse)
        return time.perf_counter() - start


def counted(folder: DataFolder, *engine: str) -> float:
    """Let the batch count everything, in a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "smartcity", "score-all", "--json", *engine]
    subprocess.run(command, cwd=PROJECT, env=_environment(folder), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _environment(folder: DataFolder) -> dict[str, str]:
    return {**os.environ, VARIABLE: str(folder.root), LAKE_VARIABLE: folder.catalogue, REACH_VARIABLE: NATION}


def _alone(folder: DataFolder) -> dict:
    command = [sys.executable, "-m", "benchmarks.scale", "--ask"]
    answer = subprocess.run(command, cwd=PROJECT, env=_environment(folder), stdout=subprocess.PIPE, check=True)
    return json.loads(answer.stdout.splitlines()[-1])


@dataclass(frozen=True)
class Batch:
    """Whether DuckDB counts everything, and the *clusters* that do: masters of Spark by what they are called.

    Where it *is_alone* nothing else is asked, and only of the lake where there is one.
    """

    is_counted: bool
    clusters: Mapping[str, str]
    memory: str
    is_alone: bool


def measured(folder: DataFolder, load: float, batch: Batch) -> Rows:
    """Measure one adapter, and say each figure as soon as it is there."""
    rows: Rows = []

    def note(what: str, figure: str) -> None:
        rows.append((what, figure))
        print(f"{what}: {figure}", file=sys.stderr, flush=True)

    note("Memuat semua tabel", _seconds(load))
    note("Ukuran di disk", megabytes(size(folder.warehouse)))
    found = {} if batch.is_alone else _alone(folder)
    if found:
        _note_asked(found, note)
    if batch.is_counted:
        note("Batch `score-all`, DuckDB", _seconds(counted(folder)))
    for name, master in batch.clusters.items():
        spent = counted(folder, "--engine", "spark", "--master", master, "--memory", batch.memory)
        note(f"Batch `score-all`, Spark, {name}", _seconds(spent))
    return rows


def _note_asked(found: Mapping[str, object], note: Callable[[str, str], None]) -> None:
    note("Membuka gudang", _seconds(found["open"]))
    note("Peringkat semua daerah, pertama kali", spread(found["rank"]))
    note("Menyimpan survei satu daerah", spread(found["commit"]))
    for key, what in _KINDS.items():
        note(f"Halaman, {what}", spread([one for own in found[key].values() for one in own]))
        slow = max(found[key], key=lambda page: max(found[key][page]))
        note(f"Halaman paling lambat, {what}", f"*{slow}* {milliseconds(max(found[key][slow]))} ms")
    note("Memori puncak proses halaman", megabytes(found["memory"]))


def _seconds(spent: float) -> str:
    return f"{WORDS.number(spent, 1)} dtk"


def of_share(share: float, catalogue: str, batch: Batch) -> dict[str, list[tuple[str, str]]]:
    """Measure both adapters with a share of the regions."""
    with TemporaryDirectory() as root:
        folder = DataFolder(Path(root) / "data")
        intake.build(folder)
        start = time.perf_counter()
        nation = settle(folder, share)
        print(f"invented in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        adapters = {FILE: (folder, in_file)}
        if catalogue:
            shared = DataFolder(Path(shutil.copytree(folder.root, Path(root) / LAKE)), catalogue)
            adapters = {**({} if batch.is_alone else adapters), LAKE: (shared, in_lake)}
        loads = {name: load(own, nation) for name, (own, load) in adapters.items()}
        count = len(nation.frames["answers"])
        print(f"loaded: {loads}", file=sys.stderr)
        del nation
        made = {"": [("Jawaban", WORDS.number(count))]}
        return made | {name: measured(own, loads[name], batch) for name, (own, _) in adapters.items()}


def _lines(share: float, made: Mapping[str, Sequence[tuple[str, str]]]) -> list[str]:
    ((_, answers),) = made[""]
    adapters = [name for name in made if name]
    columns = [dict(made[name]) for name in adapters]
    return [
        machine(),
        f"- {answers} jawaban; benih {SEED}",
        "",
        f"| apa | {' | '.join(adapters)} |",
        f"|---|{'---|' * len(adapters)}",
        *(f"| {what} | {' | '.join(own.get(what, '–') for own in columns)} |" for what in columns[0]),
    ]


def main() -> None:
    """Invent, load, ask, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--share", type=float, default=0.01, help="of the regions, 1 for all")
    parser.add_argument("--catalogue", default="", help="an empty one: ducklake:postgres:dbname=... host=... user=...")
    parser.add_argument("--batch", action="store_true", help="let DuckDB count everything, too")
    parser.add_argument("--one", default="", help="a master of Spark with one worker")
    parser.add_argument("--two", default="", help="a master of Spark with two workers")
    parser.add_argument("--only-batch", action="store_true", help="ask nothing else, and only of the lake")
    parser.add_argument("--memory", default="1g", help="of each executor of Spark")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    if chosen.ask:
        print(json.dumps(timings(DataFolder.chosen())))
        return
    os.environ[REACH_VARIABLE] = NATION
    clusters = {"satu pekerja": chosen.one, "dua pekerja": chosen.two}
    named = {name: master for name, master in clusters.items() if master}
    made = of_share(chosen.share, chosen.catalogue, Batch(chosen.batch, named, chosen.memory, chosen.only_batch))
    title = f"{WORDS.number(chosen.share * 100)}% dari {REGIONS} daerah × {len(YEARS)} tahun"
    lines = _lines(chosen.share, made)
    write_section(title, lines, chosen.output)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
