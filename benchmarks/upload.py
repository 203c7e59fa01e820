"""Measure what an analyst waits for: checking and saving a long dump, and a regency's ordinary survey."""

import io
import shutil
import statistics
import tempfile
import time
from itertools import count
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.alone import ASKER, OPTIONS
from benchmarks.dump import dump, regency
from benchmarks.spelling import WORDS, megabytes, milliseconds, spelled, timed
from benchmarks.watched import Watched, watched
from smartcity import intake
from smartcity.intake import DataFolder

RESPONDENTS = 300

Rows = list[tuple[str, str, str]]


def long_dump(folder: DataFolder, rows: int) -> Rows:
    """Check a survey dump of *rows* x 40 whole, beside readers that only read it; then save it and rebuild."""
    content = dump(rows)
    # Under another name it is another file, so that each time it is read and judged anew.
    names = count()
    ours = timed(lambda: intake.inspect(folder, content, f"dump-{next(names)}.xlsx", OPTIONS), 2)
    raw = timed(lambda: _read_raw(content), 2)
    start = time.perf_counter()
    pd.read_excel(io.BytesIO(content), engine="openpyxl")
    slow = time.perf_counter() - start
    middle = statistics.median(ours)
    beside = f"calamine to_python: {spelled(raw)}, rasio {WORDS.number(middle / statistics.median(raw), 1)}×; "
    beside += f"pandas.read_excel (openpyxl) hanya membaca: {milliseconds(slow)} ms, "
    beside += f"rasio {WORDS.number(slow / middle, 1)}×"
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "dump.xlsx"
        file.write_bytes(content)
        check = watched("check", folder.root, file)
        copy = Path(shutil.copytree(folder.root, Path(scratch) / "data"))
        commit = watched("commit", copy, file)
    size = f"{WORDS.number(rows)} × 40"
    return [
        (f"Periksa dump {size} (sel beralamat, semua temuan)", spelled(ours), beside),
        (f"Periksa dump {size} dalam proses baru", f"{milliseconds(check.seconds)} ms", _memory(check)),
        (
            f"Simpan dump {size} dalam proses baru: periksa, simpan, bangun ulang",
            f"{milliseconds(commit.seconds)} ms",
            f"{_memory(commit)}; pandas.read_excel (openpyxl): {milliseconds(slow)} ms",
        ),
    ]


def ordinary(folder: DataFolder, runs: int) -> Rows:
    """Check, preview and save a regency's survey in the process of the app, another file each time.

    As while the page is open, a process waits for the file.
    """
    seconds: dict[str, list[float]] = {}

    def measure(what: str, call: object) -> object:
        start = time.perf_counter()
        answer = call()
        seconds.setdefault(what, []).append(time.perf_counter() - start)
        return answer

    with intake.open_warehouse(folder, read_only=False) as warehouse:
        for run in range(runs + 1):
            intake.stand_by()
            given = (folder, regency(RESPONDENTS, run), "survei.xlsx")
            found = measure("Periksa", lambda given=given: intake.inspect(*given, OPTIONS))
            measure("Periksa lagi", lambda given=given: intake.inspect(*given, OPTIONS))
            measure(
                "Pratinjau perubahan",
                lambda given=given, found=found: intake.changes_of(*given[:2], found, before=warehouse),
            )
            line, _ = measure(
                "Simpan dengan bangun ulang",
                lambda given=given: intake.commit(*given, ASKER, OPTIONS, warehouse),
            )
            measure("Tarik", lambda line=line: intake.withdraw(folder, [line.id], ASKER, "ukur", warehouse))
        content = regency(RESPONDENTS, 0)
    slow = timed(lambda: pd.read_excel(io.BytesIO(content), sheet_name=None, engine="openpyxl"), runs)
    raw = timed(lambda: _read_raw(content), runs)
    beside = f"calamine to_python: {spelled(raw)}; pandas.read_excel (openpyxl): {spelled(slow)}"
    return [
        (f"{what} survei {RESPONDENTS} responden, 6 lembar", spelled(each[1:]), beside if what == "Periksa" else "")
        for what, each in seconds.items()
    ]


def _read_raw(content: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number in range(len(book.sheet_names)):
        book.get_sheet_by_index(number).to_python()


def _memory(job: Watched) -> str:
    app, reader, both = map(megabytes, (job.app, job.reader, job.both))
    return f"memori puncak: aplikasi {app}, pembaca {reader}, berdua serentak {both}"
