"""Measure start, reruns, rebuild, scoring and drawn ranks, and write `benchmarks/RESULTS.md` with machine and versions.

Times on shared machines drift, so each figure stands beside a named alternative of the same run where there is one.
"""

import argparse
import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import psutil

from benchmarks import screen
from benchmarks.browser import PROGRAMS, chromium
from benchmarks.papers import writing
from benchmarks.plain_score import score_items_plainly, score_plainly
from benchmarks.ranks import drawing
from benchmarks.results import write_head
from benchmarks.served import until_healthy
from benchmarks.spelling import WORDS, megabytes, milliseconds, spelled, timed
from benchmarks.upload import long_dump, ordinary
from benchmarks.watched import watched
from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.method import load_methods
from smartcity.scoring.scores import score

PROJECT = Path(__file__).parents[1]
PAGES = ("ikhtisar", "dimensi", "responden", "survei", "peringkat", "unggah", "simulasi", "komposit", "metode")
PACKAGES = ("streamlit", "duckdb", "pandas", "plotly", "numpy", "openpyxl", "python-calamine")


def rebuild(folder: DataFolder, runs: int) -> list[tuple[str, str, str]]:
    """Rebuild the whole warehouse in a new process and where it was built before, beside pandas merely reading."""
    files = sorted(folder.raw.glob("*.xlsx"))
    ours = timed(lambda: intake.build(folder), runs)
    theirs = timed(lambda: [pd.read_excel(file, sheet_name=None, engine="openpyxl") for file in files], runs)
    named = f"pandas.read_excel (openpyxl) hanya membaca: {spelled(theirs)}"
    first = [watched("build", folder.root).seconds for _ in range(2)]
    return [
        (f"Bangun ulang gudang ({len(files)} berkas) dalam proses baru", spelled(first), named),
        (f"Bangun ulang gudang ({len(files)} berkas) dalam proses yang sudah memeriksanya", spelled(ours), ""),
    ]


def scoring(runs: int) -> list[tuple[str, str, str]]:
    """Score 130 regions from components and from item marks, beside plain loops that give the index only."""
    method = load_methods().get(2023, "regular")
    generator = np.random.default_rng(1)
    regions = [f"Daerah {number}" for number in range(130)]
    rows = []
    for what, nodes, plain in (
        ("komponen", list(method.weights), score_plainly),
        ("nilai butir", [item.code for item in method.items], score_items_plainly),
    ):
        values = generator.uniform(0, 4, (len(regions), len(nodes)))
        leaves = pd.DataFrame(
            {
                "region": np.repeat(regions, len(nodes)),
                "node": np.tile(nodes, len(regions)),
                "value": values.ravel(),
            }
        )
        mapping = {region: dict(zip(nodes, line)) for region, line in zip(regions, values)}
        ours = timed(lambda leaves=leaves: score(leaves, method), runs)
        theirs = timed(lambda mapping=mapping, plain=plain: plain(mapping, method), runs)
        scored = score(leaves, method).scores.query("node == 'index'").set_index("region")["value"]
        difference = max(abs(scored[region] - index) for region, index in plain(mapping, method).items())
        ratio = statistics.median(ours) / statistics.median(theirs)
        named = f"loop polos, hanya indeks: {spelled(theirs)}; rasio {WORDS.number(ratio, 1)}×; "
        named += f"beda terbesar {difference:.1e}"
        rows.append((f"Skor 130 daerah dari {what}, dengan semua simpul dan sumbangan", spelled(ours), named))
    return rows


def reruns(folder: DataFolder, runs: int) -> list[tuple[str, str, str]]:
    """Time each page's reruns inside one process, without a browser; `benchmarks.screen` has its true first run."""
    os.environ["SMARTCITY_DATA"] = str(folder.root)
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    rows = []
    for page in PAGES:
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120)
        # `AppTest.switch_page` finds pages that are files; ours are functions, known by the hash of their address.
        app._page_hash = calc_hash("" if page == PAGES[0] else page)
        rows.append((f"Jalan ulang halaman {page}", spelled(timed(app.run, runs)), ""))
    return rows


def cold_start(folder: DataFolder) -> list[tuple[str, str, str]]:
    """Start the server on a free port; wait for health, then for the first chart in Chromium if there is one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "SMARTCITY_DATA": str(folder.root)}
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    start = time.perf_counter()
    server = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until_healthy(f"http://127.0.0.1:{port}/_stcore/health")
        healthy = time.perf_counter() - start
        rows = [("Mulai dingin sampai server sehat", f"{milliseconds(healthy)} ms", "")]
        painted = _first_page(f"http://127.0.0.1:{port}/", start)
        if painted is not None:
            rows.append(("Mulai dingin sampai bagan pertama tampil di Chromium", f"{milliseconds(painted)} ms", ""))
        memory = psutil.Process(server.pid).memory_info().rss
        rows.append(("Memori server setelah halaman pertama", megabytes(memory), ""))
        return rows
    finally:
        server.terminate()
        server.wait(10)


def _first_page(address: str, start: float) -> float | None:
    if not any(map(shutil.which, PROGRAMS)):
        return None
    with chromium() as browser:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector(".chart > svg", timeout=60_000)
        return time.perf_counter() - start


def main() -> None:
    """Measure everything once and write the results; `peers` measures the screen beside others instead."""
    if sys.argv[1:2] == ["peers"]:
        screen.main(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks", epilog="python -m benchmarks peers --help")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000], help="baris dump survei; boleh beberapa")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder) / "data")
        intake.build(data)
        rows = [*cold_start(data), *rebuild(data, chosen.runs), *scoring(chosen.runs), *drawing(chosen.runs)]
        rows += writing(data, chosen.runs)
        rows += ordinary(data, chosen.runs)
        for number in chosen.rows:
            rows += long_dump(data, number)
        rows += reruns(data, chosen.runs)
    machine = f"{platform.system()} {platform.machine()}, {psutil.cpu_count()} inti, "
    machine += f"{psutil.virtual_memory().total / 2**30:.0f} GiB, Python {platform.python_version()}"
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    lines = [
        "# Hasil ukur",
        "",
        "Dibuat oleh `make bench`. Median (terkecil–terbesar); mesin dipakai bersama, jadi yang berarti adalah rasio.",
        "Layar di samping pembandingnya, dan jalan pertama tiap halaman: [RESULTS-screen.md](RESULTS-screen.md).",
        "Satu negeri dalam satu gudang, DuckDB dan Spark: [RESULTS-scale.md](RESULTS-scale.md); dua replika di atas",
        "satu danau: [RESULTS-lake.md](RESULTS-lake.md).",
        "",
        f"- Mesin: {machine}",
        f"- Versi: {versions}",
        f"- Tanggal: {time.strftime('%Y-%m-%d')}",
        "",
        "| apa | waktu | pembanding dalam jalan yang sama |",
        "|---|---|---|",
        *(f"| {what} | {figure} | {beside} |" for what, figure, beside in rows),
        "",
    ]
    write_head(lines)
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
