"""The pages over the surveys of a whole country: `python -m benchmarks.crowd` fills a warehouse, times them and writes
`benchmarks/RESULTS-crowd.md`.

The invented surveys are put into the tables by SQL, because they are to measure pages, not the reading of files.
"""

import argparse
import os
import platform
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import psutil

from benchmarks.spelling import WORDS, megabytes, milliseconds, spelled, timed
from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.method import load_dimensions
from smartcity.method.regions import load_site
from smartcity.ui.choices import CHOICES

PROJECT = Path(__file__).parents[1]
VIEWS = (
    ("ikhtisar", None),
    ("dimensi", None),
    *(("responden", section) for section in ("kuota", "laju", "pemilik", "mutu", "siapa")),
    *(("survei", section) for section in ("dampak", "jawaban", "layanan", "antartahun", "komentar", "tambahan", "skm")),
    ("peringkat", None),
    ("metode", None),
)
"""Pages with the section that is open, where a page has sections that read the surveys; the first is the start page."""
RESULTS = PROJECT / "benchmarks" / "RESULTS-crowd.md"
Rows = list[tuple[str, str, str]]


def fill(folder: DataFolder, regions: int, years: tuple[int, int], people: int) -> int:
    """Put invented surveys of so many regions and years into the built warehouse; return how many answers it has."""
    with duckdb.connect(str(folder.warehouse)) as connection:
        values = {"regions": regions, "first": years[0], "last": years[1], "people": people}
        for name, value in values.items():
            connection.execute(f"set variable {name} = {int(value)}")
        connection.execute("set variable track = ?", [load_site().track])
        connection.execute((Path(__file__).parent / "crowd.sql").read_text("utf-8"))
        return connection.execute("select count(*) from answers").fetchone()[0]


def pages(folder: DataFolder, runs: int) -> Rows:
    """Time each view's first run and reruns in this process, and say what it holds at the end."""
    os.environ["SMARTCITY_DATA"] = str(folder.root)
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    rows = []
    for page, section in VIEWS:
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
        app._page_hash = calc_hash("" if (page, section) == VIEWS[0] else page)
        if section is not None:
            app.query_params[CHOICES["section"].name] = section
        start = time.perf_counter()
        app.run()
        first = time.perf_counter() - start
        again = timed(app.run, runs)
        if app.exception:
            raise RuntimeError(f"{page}: {app.exception[0].value}")
        other = _first_of_dimension(app)
        shown = f"Halaman {page}" + (f", bagian {section}" if section else "")
        rows.append((shown, spelled(again), f"pertama {milliseconds(first)} ms; dimensi lain {milliseconds(other)} ms"))
    rows.append(("Memori proses di akhir", megabytes(psutil.Process().memory_info().rss), ""))
    return rows


def _first_of_dimension(app) -> float:
    """Time the first run with another dimension chosen, of which no exhibit was made before."""
    app.query_params[CHOICES["dimension"].name] = load_dimensions()[-1].code
    start = time.perf_counter()
    app.run()
    return time.perf_counter() - start


def main() -> None:
    """Build, fill, time, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd")
    parser.add_argument("--regions", type=int, default=514)
    parser.add_argument("--years", type=int, nargs=2, default=(2020, 2024), metavar=("FIRST", "LAST"))
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--output", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    load = WORDS.number(psutil.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory() as root:
        folder = DataFolder(Path(root) / "data")
        intake.build(folder)
        count = fill(folder, chosen.regions, tuple(chosen.years), chosen.people)
        size = megabytes(folder.warehouse.stat().st_size)
        rows = pages(folder, chosen.runs)
    lines = [
        "# Hasil ukur: survei satu negara",
        "",
        f"Dibuat oleh `python -m benchmarks.crowd`: {WORDS.number(count)} jawaban dari {chosen.regions} daerah rekaan",
        f"dan daerah rumah, {chosen.years[0]}–{chosen.years[1]}, berkas {size}. Median (terkecil–terbesar) jalan ulang",
        "tanpa perubahan; lalu jalan pertama halaman itu, dan jalan pertama sesudah dimensi lain dipilih.",
        "",
        f"- Mesin: {platform.system()} {platform.machine()}, {os.cpu_count()} inti, Python {platform.python_version()};"
        f" beban saat mulai {load}",
        f"- Tanggal: {date.today().isoformat()}",
        "",
        "| apa | jalan ulang | pertama |",
        "|---|---|---|",
        *(f"| {what} | {figure} | {beside} |" for what, figure, beside in rows),
    ]
    chosen.output.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
