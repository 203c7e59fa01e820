"""The screen beside its peers: `python -m benchmarks peers` measures all and writes `benchmarks/RESULTS-screen.md`.

Beside the product stand a plain page of Streamlit and a page of Dash with the same content (`benchmarks/peers/`),
served from an environment of their own (`make bench-peers` makes it). Rounds alternate between the pages, so that
a slow moment of the machine falls on all.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import psutil

from benchmarks.browser import Visits, chromium, first_chart, longest_task, visit
from benchmarks.served import PROJECT, products, running, write_tables
from benchmarks.sessions import Crowd, clicking
from benchmarks.spelling import WORDS, milliseconds, spelled
from smartcity import intake
from smartcity.exhibits import pages
from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE

RESULTS = PROJECT / "benchmarks" / "RESULTS-screen.md"
CROWDS = (10, 30, 150)
PAUSE = 10.0
"""Seconds that a visitor looks at a page between two clicks, on average."""
ENVIRONMENT = PROJECT / ".venv-peers"


PAGES = (*pages.PAGES, "unggah", "komposit")


def main(arguments: Sequence[str]) -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks peers")
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=tuple(_PARTS), help="yang diukur; bawaan: semua")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clicks", type=int, default=4, help="klik per kunjungan, dan per sesi")
    parser.add_argument("--crowds", type=int, nargs="*", default=CROWDS)
    parser.add_argument("--environment", type=Path, default=ENVIRONMENT, help="lingkungan Python pembanding")
    parser.add_argument("--output", type=Path, default=RESULTS)
    chosen = parser.parse_args(arguments)
    started = psutil.getloadavg()[0]
    with tempfile.TemporaryDirectory() as root:
        folder = DataFolder(Path(root) / "data")
        intake.build(folder)
        variables = {VARIABLE: str(folder.root), **write_tables(folder, Path(root))}
        measured: list[str] = []
        # What is measured is written at once: a run takes long, and a later part may fail.
        for part in chosen.parts:
            for line in _PARTS[part](chosen, variables):
                measured.append(line)
                text = "\n".join([*_heading(started), *measured]) + "\n"
                chosen.output.write_text(text, "utf-8", newline="\n")
    print(text)


def _python(environment: Path) -> Path:
    return environment.absolute() / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _heading(started: float) -> list[str]:
    loads = f"{WORDS.number(started, 1)} saat mulai, {WORDS.number(psutil.getloadavg()[0], 1)} saat selesai"
    return [
        "# Hasil ukur: layar, di samping pembandingnya",
        "",
        "Dibuat oleh `python -m benchmarks peers`. Median (terkecil–terbesar) dari putaran yang bergantian antara",
        "ketiga halaman; mesin dipakai bersama, jadi yang berarti adalah rasio dalam satu jalan.",
        "",
        f"- Mesin: {platform.system()} {platform.machine()}, {os.cpu_count()} inti, Python {platform.python_version()}",
        f"- Beban: {loads}",
        f"- Tanggal: {date.today().isoformat()}",
        "",
    ]


def _seen(chosen: argparse.Namespace, variables: dict[str, str]) -> list[str]:
    """Measure what somebody at a browser waits for, page by page in turn."""
    served = products(_python(chosen.environment))
    met = {one.name: Visits() for one in served}
    cold = {}
    with chromium() as browser:
        for one in served:
            with running(one, variables) as cold_started:
                cold[one.name] = first_chart(browser, cold_started)
        with ExitStack() as stack:
            started = [stack.enter_context(running(one, variables)) for one in served]
            for one in started:
                visit(browser, one, Visits(), chosen.clicks)
            for _ in range(chosen.rounds):
                for one in started:
                    visit(browser, one, met[one.served.name], chosen.clicks)
    rows: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("Mulai dingin sampai bagan pertama", lambda name: f"{milliseconds(cold[name])} ms"),
        ("Pengunjung berikutnya: teks pertama", lambda name: spelled(met[name].text)),
        ("Pengunjung berikutnya: bagan pertama", lambda name: spelled(met[name].chart)),
        ("Byte muatan pertama", lambda name: f"{WORDS.number(statistics.median(met[name].size) / 1e6, 2)} MB"),
        ("Permintaan", lambda name: WORDS.number(statistics.median(met[name].requests))),
        ("Tugas terlama sesudah teks pertama", lambda name: spelled(met[name].longest)),
        ("Saringan sampai tabel", lambda name: spelled(met[name].table)),
        ("Tahun sampai bagan", lambda name: spelled(met[name].redrawn)),
    )
    names = [one.name for one in served]
    return [
        "## Di peramban",
        "",
        "Halaman Peringkat 2023 dengan isi yang sama, jendela baru tanpa simpanan; byte menurut kabel, pesan websocket",
        "menurut isinya.",
        "",
        f"| apa | {' | '.join(names)} |",
        f"|---|{'---|' * len(names)}",
        *(f"| {what} | {' | '.join(map(figure, names))} |" for what, figure in rows),
        "",
    ]


def _tasks(chosen: argparse.Namespace, variables: dict[str, str]) -> Iterator[str]:
    """Measure the longest task of every page of the product after its first text."""
    yield from (
        "## Tugas terlama tiap halaman",
        "",
        "Jendela baru tanpa simpanan; tugas terlama utas utama sesudah teks pertama. Di mesin yang sibuk tugas ikut",
        "memanjang, sebab utasnya menunggu giliran.",
        "",
        "| halaman | teks pertama | tugas terlama |",
        "|---|---|---|",
    )
    own = products(_python(chosen.environment))[0]
    with chromium() as browser, running(own, variables) as started:
        for page in PAGES:
            text, longest = longest_task(browser, started, "" if page == "ikhtisar" else page)
            yield f"| {page} | {milliseconds(text)} ms | {milliseconds(longest)} ms |"
    yield ""


def _crowded(chosen: argparse.Namespace, variables: dict[str, str]) -> Iterator[str]:
    """Let many sessions click at once on the pages that a websocket serves."""
    yield from (
        "## Banyak sesi sekaligus",
        "",
        f"Tiap sesi membuka halaman, menunggu yang lain, lalu memilih jalur {chosen.clicks} kali dengan jeda rata-rata",
        f"{WORDS.number(PAUSE)} detik. Waktu satu klik sampai jalannya selesai; CPU hanya milik server; pemutarnya",
        "berjalan di mesin yang sama.",
        "",
        "| sesi | halaman | p50 | p95 | CPU per jalan | klik | gagal | beban |",
        "|---|---|---|---|---|---|---|---|",
    )
    for one in products(_python(chosen.environment)):
        for count in chosen.crowds if one.filter is not None else ():
            with running(one, variables) as started:
                met = clicking(started.port, started.process, one.filter, count, chosen.clicks, PAUSE)
            yield f"| {count} | {one.name} | {_crowd_said(met)} | {WORDS.number(psutil.getloadavg()[0], 1)} |"


def _crowd_said(met: Crowd) -> str:
    if not met.seconds:
        return f"– | – | – | 0 | {len(met.failures)}"
    middle, high = (sorted(met.seconds)[int((len(met.seconds) - 1) * share)] for share in (0.5, 0.95))
    spent = met.cpu / len(met.seconds)
    figures = [f"{milliseconds(one)} ms" for one in (middle, high, spent)]
    return " | ".join((*figures, WORDS.number(len(met.seconds)), WORDS.number(len(met.failures))))


def _first_runs(chosen: argparse.Namespace, variables: dict[str, str]) -> Iterator[str]:
    """Time the very first run of each page in a process that has served nobody, and its second run."""
    yield from (
        "## Jalan pertama sebuah halaman dalam proses baru",
        "",
        "Tanpa peramban, sesudah modul dimuat: `serve.py` memuatnya sebelum menjawab, dan menggambar Ikhtisar juga.",
        "",
        "| halaman | pertama | kedua |",
        "|---|---|---|",
    )
    for page in PAGES:
        command = [sys.executable, "-m", "benchmarks.alone", "page", variables[VARIABLE], page]
        told = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
        first, again = map(float, told.stdout.split())
        yield f"| {page} | {milliseconds(first)} ms | {milliseconds(again)} ms |"
    yield ""


_PARTS = {"layar": _seen, "tugas": _tasks, "pertama": _first_runs, "sesi": _crowded}
