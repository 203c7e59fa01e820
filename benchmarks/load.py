"""Many people read while one saves: `python -m benchmarks.load` serves the product on loopback, drives it for so many
minutes, and writes what it met into `benchmarks/RESULTS.md`; with `--kills` the server is killed while they do.
"""

import argparse
import asyncio
import os
import random
import shutil
import signal
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen

import duckdb
import openpyxl

from benchmarks.dump import dump
from benchmarks.people import ANALYST, Met, named, read_on, save_all, watch
from benchmarks.results import machine, write_section
from benchmarks.served import until_healthy
from benchmarks.spelling import WORDS, megabytes, milliseconds
from smartcity import intake
from smartcity.answers import scores
from smartcity.intake import DataFolder

PROJECT = Path(__file__).parents[1]
AT = 0.25
"""Share of the time after which the analyst begins."""

UNTIL_KILLED = (0.0, 12.0)
"""Seconds between the first thing that was saved on a server and its end."""

SAVED_WITHIN = 20
"""Seconds after which who saves a small file tries again."""

BACK_SECONDS = 120
AFTERWARDS = 2.0
"""Seconds in which who was cut off may still notice."""

_LEAST_OF_A_PERCENTILE = 2
_MEMORY_ROWS = 8


class Server:
    """The product on a port of loopback over one data folder, started as an operator would."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._process: Popen | None = None

    @property
    def number(self) -> int:
        """Its process."""
        return self._process.pid

    def start(self) -> None:
        """Start it, and wait until it is well."""
        command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(self.port)]
        environment = os.environ | {"SMARTCITY_DATA": str(self.folder.root)}
        self._process = Popen(command, cwd=PROJECT, env=environment, stdout=DEVNULL, stderr=DEVNULL)
        until_healthy(f"http://127.0.0.1:{self.port}/_stcore/health")

    def end(self, by: signal.Signals = signal.SIGTERM) -> None:
        """End it by a signal."""
        self._process.send_signal(by)
        self._process.wait(BACK_SECONDS)


@dataclass(frozen=True)
class Kill:
    """A server that was killed: when, how long it was away, how long it took from its start until it was well and until
    all were back, and which tables it left are wrong.
    """

    at: float
    away: float
    well: float
    back: float
    lines: int
    differing: tuple[str, ...]


@contextmanager
def served(folder: DataFolder, met: Met) -> Iterator[tuple[Server, threading.Event]]:
    """Serve a folder and watch its memory until the caller is done; the event says that it is over."""
    server, over = Server(folder), threading.Event()
    server.start()
    met.begun = time.perf_counter()
    threading.Thread(target=watch, args=(lambda: server.number, met, over), daemon=True).start()
    try:
        yield server, over
    finally:
        over.set()
        server.end()


def under_load(folder: DataFolder, file: Path, people: int, minutes: float, pause: float) -> Met:
    """Let people read for so many minutes while one saves a file; who saves is waited for."""
    met, until = Met(), minutes * 60
    with served(folder, met) as (server, over):
        saving = threading.Thread(target=save_all, args=(server.port, [file], met, over), daemon=True)
        begin = threading.Timer(until * AT, saving.start)
        begin.start()
        asyncio.run(
            read_on(server.port, people, pause, met, lambda: met.now >= until and (over.is_set() or bool(met.saved)))
        )
        saving.join(BACK_SECONDS)
    return met


def killed(folder: DataFolder, files: Sequence[Path], people: int, kills: int, seed: int) -> tuple[Met, list[Kill]]:
    """Kill the server so often while people read and one saves, and look each time at what it left."""
    met, done = Met(), []
    chance = random.Random(seed)
    with served(folder, met) as (server, over):
        saving = threading.Thread(target=save_all, args=(server.port, files, met, over, SAVED_WITHIN), daemon=True)
        saving.start()

        def kill() -> None:
            try:
                for _ in range(kills):
                    before, limit = len(intake.history(folder)), time.monotonic() + BACK_SECONDS
                    # What is counted is work, not time: something was saved, then it dies at any moment.
                    while len(intake.history(folder)) == before and time.monotonic() < limit:
                        time.sleep(0.1)
                    time.sleep(chance.uniform(*UNTIL_KILLED))
                    done.append(_killed_once(server, people, met))
            finally:
                over.set()

        threading.Thread(target=kill, daemon=True).start()
        asyncio.run(read_on(server.port, people, 1.0, met, over.is_set))
        saving.join(BACK_SECONDS)
    return met, done


def _killed_once(server: Server, people: int, met: Met) -> Kill:
    at = met.now
    server.end(signal.SIGKILL)
    left = differing(server.folder)
    started = met.now
    server.start()
    well = met.now
    limit = well + BACK_SECONDS
    while met.readers_since(started) < people and met.now < limit:
        time.sleep(0.1)
    back = met.now - started if met.readers_since(started) >= people else float("inf")
    return Kill(at, well - at, well - started, back, len(intake.history(server.folder)), left)


def differing(folder: DataFolder) -> tuple[str, ...]:
    """Name the tables that are not those which a build from journal and files alone makes; of copies, both opened."""
    with tempfile.TemporaryDirectory() as place:
        left, again = DataFolder(Path(place) / "ada"), DataFolder(Path(place) / "lagi")
        shutil.copytree(folder.root, left.root)
        shutil.copytree(folder.raw, again.raw)
        for one in (left, again):
            intake.open_warehouse(one, read_only=False).close()
        with duckdb.connect(str(left.warehouse), read_only=True) as connection:
            connection.execute(f"attach '{again.warehouse}' as lagi (read_only)")
            names = [name for (name,) in connection.execute("show tables").fetchall() if name != "builds"]
            return tuple(name for name in names if _differs(connection, name))


def _differs(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    both = (f"from {name}", f"from lagi.{name}")
    count = "select count(*) from ({} except all {})"
    return any(connection.execute(count.format(*pair)).fetchone()[0] for pair in (both, both[::-1]))


def lost(folder: DataFolder, met: Met) -> list[str]:
    """List the entries that the page said were saved and that the journal does not have."""
    kept = {line.id for line in intake.history(folder)}
    return [entry for _, _, entry in met.saved if entry not in kept]


def percentile(seconds: Sequence[float], share: int) -> float | None:
    """Return the value below which so many hundredths of them lie; None of too few."""
    if len(seconds) < _LEAST_OF_A_PERCENTILE:
        return None
    return statistics.quantiles(seconds, n=100, method="inclusive")[share - 1]


def rows_of_pages(met: Met) -> list[str]:
    """Spell how long pages took: each of them, then all before, while and after one saved."""
    begun, ended = met.saved[0][:2] if met.saved else (met.now, met.now)
    spans = {"sebelum simpan": (0.0, begun), "selama simpan": (begun, ended), "sesudahnya": (ended, float("inf"))}
    groups = named(met.pages)
    groups |= {
        f"semua, {name}": [read.seconds for read in met.pages if first <= read.at < last]
        for name, (first, last) in spans.items()
    }
    rows = ["| halaman | banyaknya | p50 | p95 | terlama |", "|---|---|---|---|---|"]
    for name, found in groups.items():
        figures = (percentile(found, 50), percentile(found, 95), max(found, default=None))
        shown = ("–" if value is None else f"{milliseconds(value)} ms" for value in figures)
        rows.append(f"| {name} | {len(found)} | {' | '.join(shown)} |")
    return rows


def row_of_memory(met: Met) -> str:
    """Spell the memory of the server over time, and beside it that of the processes that look at files."""
    picked = met.memory[:: max(1, len(met.memory) // _MEMORY_ROWS)]
    return "; ".join(f"detik {WORDS.number(at, 0)}: {megabytes(own)} + {megabytes(apart)}" for at, own, apart in picked)


def rows_of_kills(kills: Sequence[Kill]) -> list[str]:
    """Spell each kill."""
    rows = ["| mati pada | sehat lagi | semua kembali | baris jurnal | tabel yang beda dari jurnalnya |"]
    rows.append("|---|---|---|---|---|")
    for one in kills:
        seconds = [f"{WORDS.number(value, 1)} detik" for value in (one.at, one.well)]
        back = "tidak" if one.back == float("inf") else f"{WORDS.number(one.back, 1)} detik"
        rows.append(f"| {' | '.join(seconds)} | {back} | {one.lines} | {', '.join(one.differing) or 'tidak ada'} |")
    return rows


def failed(met: Met, is_expected: Callable[[float, str], bool] = lambda *_: False) -> str:
    """Spell what failed, each kind with its count, without what was to be expected then."""
    kinds: dict[str, int] = {}
    for at, failure in met.failures:
        if not is_expected(at, failure):
            kinds[failure] = kinds.get(failure, 0) + 1
    return "; ".join(f"{count}× {failure[:120]}" for failure, count in kinds.items()) or "tidak ada"


def _load(chosen: argparse.Namespace, place: Path) -> None:
    folder, file = DataFolder(place / "data"), place / "dump.xlsx"
    intake.build(folder)
    file.write_bytes(dump(chosen.rows, {"Jenis": "survey", "Tahun": 2023, "Jalur": "Reguler"}))
    told = machine()
    met = under_load(folder, file, chosen.people, chosen.minutes, chosen.pause)
    took = [f"{WORDS.number(ended - begun, 0)} detik" for begun, ended, _ in met.saved]
    gone, different = lost(folder, met), differing(folder)
    write_section(
        "Banyak pembaca selagi satu orang memuat",
        [
            f"Dibuat oleh `python -m benchmarks.load`: {chosen.people} pembaca lewat websocket, satu halaman utuh tiap",
            f"{WORDS.number(chosen.pause, 0)} detik rata-rata, {WORDS.number(chosen.minutes, 1)} menit; satu analis",
            f"(Chromium) memuat dump {WORDS.number(chosen.rows)} baris. Pendorongnya memakai inti yang sama.",
            "",
            told,
            f"- Simpan, dari membuka halaman sampai tersimpan: {', '.join(took) or 'tidak selesai'}",
            f"- Gagal: {failed(met)}",
            f"- Hilang: {', '.join(gone) or 'tidak ada'}; tabel yang beda dari jurnalnya: "
            f"{', '.join(different) or 'tidak ada'}",
            f"- Memori server + proses pemeriksa berkas: {row_of_memory(met)}",
            "",
            *rows_of_pages(met),
        ],
    )


def _kill(chosen: argparse.Namespace, place: Path) -> None:
    folder = DataFolder(place / "data")
    intake.build(folder)
    with intake.open_warehouse(folder) as warehouse:
        regions = [one.name for one in scores.regions(warehouse).all if one.type in scores.REGION_TYPES]
    files = [_results(place, number, region) for number, region in enumerate(regions)]
    told = machine()
    met, kills = killed(folder, files, chosen.people, chosen.kills, chosen.seed)
    gone, different = lost(folder, met), differing(folder)
    spans = [(one.at, one.at + one.away + AFTERWARDS) for one in kills]

    def is_expected(at: float, failure: str) -> bool:
        """Who saves waits for word until the patience ends; who reads is cut off at once."""
        later = SAVED_WITHIN if failure.startswith(ANALYST) else 0.0
        return any(first <= at <= last + later for first, last in spans)

    write_section(
        "Dimatikan selagi dipakai",
        [
            f"Dibuat oleh `python -m benchmarks.load --kills {chosen.kills} --seed {chosen.seed}`: {chosen.people}",
            "pembaca lewat websocket, satu analis (Chromium) menyimpan berkas demi berkas; server dimatikan (SIGKILL)",
            "pada saat sembarang dan dinyalakan lagi. Semua kembali: tiap pembaca mendapat satu halaman utuh.",
            "",
            told,
            f"- Tersimpan menurut halaman: {len(met.saved)}; hilang: {', '.join(gone) or 'tidak ada'}",
            f"- Di akhir tabel yang beda dari jurnalnya: {', '.join(different) or 'tidak ada'}",
            f"- Gagal selain terputus karena server mati: {failed(met, is_expected)}",
            "",
            *rows_of_kills(kills),
        ],
    )


def _results(place: Path, number: int, region: str) -> Path:
    """Write a file with one result of a region, another one each time."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Hasil"
    page.append(["No", "Daerah", "Jalur", "Tahun", "Indeks", "Dasar", "Sumber"])
    page.append([1, region, "Reguler", 2024, 3 + number / 1000, "resmi", "CONTOH ukuran"])
    path = place / f"hasil-{number}.xlsx"
    book.save(path)
    return path


def main() -> None:
    """Serve, drive, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--pause", type=float, default=10, help="seconds that a person reads, on average")
    parser.add_argument("--kills", type=int, default=0, help="kill the server so often instead")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        (_kill if chosen.kills else _load)(chosen, Path(place))


if __name__ == "__main__":
    main()
