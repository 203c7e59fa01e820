"""Let hostile files be checked, each in a server's process of its own, and measure what that costs everybody else.

`python -m benchmarks.hostile` writes `benchmarks/RESULTS-hostile.md`: time and memory of the process that the pages run
in, apart from those that it starts for foreign bytes, and the longest time in which no other session got a turn. Beside
each stands an ordinary file of the same kind and size.
"""

import io
import json
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import psutil

from benchmarks.spelling import WORDS, megabytes, milliseconds
from smartcity import intake
from smartcity.checks import Options
from smartcity.checks.composite.definition import read_definition
from smartcity.checks.composite.table import read_table
from smartcity.export.annotated import annotate_apart
from smartcity.intake import DataFolder
from smartcity.method import load_methods
from smartcity.scoring.composite import composite
from smartcity.scoring.composite.definition import COPELAND, Definition, Faulty, Group, Indicator
from smartcity.wording import Words

RESULTS = Path(__file__).parent / "RESULTS-hostile.md"
LONGEST = 32_767
TICK_SECONDS, LOOK_TICKS = 0.005, 20

SMALL = b"Nama;Nilai\nA;1\n"
BY_PAIRS = Definition("CONTOH", (Group("g"),), (Indicator("A", "g"),), outranking=(COPELAND,))


def ordinary(like: bytes, step: str) -> bytes:
    """Make a file of the same kind, as many bytes long or a little longer, that holds plain rows."""
    if step == "rank":
        return b"unit,year,A\n" + b"".join(b"u%d,%d,1\n" % (row % 100, row // 100) for row in range(len(like) // 11))
    if step == "define":
        return b"".join(b"k%d = 1\n" % number for number in range(len(like) // 10))
    if like[:2] != b"PK":
        return b"Nama;Nilai\n" + b"".join(b"Baris %d;%d\n" % (row, row % 5) for row in range(len(like) // 16))
    rows, content = 10, b""
    while len(content) < len(like):
        workbook, rows = openpyxl.Workbook(write_only=True), rows * 2
        sheet = workbook.create_sheet("Data")
        for row in range(rows):
            sheet.append((f"Baris {row}", row % 5, row * 37 % 1009))
        file = io.BytesIO()
        workbook.save(file)
        content = file.getvalue()
    return content


def titles(sign: str) -> bytes:
    """Make 16,000 titles of nothing but names of groups."""
    row = ["".join(f"k{number}{part}{sign}" for part in range(110))[:600] for number in range(16_000)]
    return ("|".join(row) + "\n" + "|".join(["1"] * len(row))).encode()


def cells(text: str) -> bytes:
    """Make a column of one long text, and of as many short ones as there is room for."""
    return f"Nama;Nilai\n{text[:LONGEST]};1\n".encode() + b"".join(b"%d;1\n" % row for row in range(1_000))


def wrong_answers() -> bytes:
    """Answer 27 statements beyond the scale, ten thousand times: a finding for each cell."""
    items = load_methods().require(2023, "regular").survey_items[:27]
    row = b"01/09/2023;" + b";".join([b"9"] * len(items)) + b"\n"
    return (
        ";".join(["Tanggal", *(f"[{item.code}] {item.meaning['id']}" for item in items)]).encode()
        + b"\n"
        + row * 10_000
    )


def _plain_with(change: Callable[[str, bytes], bytes]) -> bytes:
    """Change the parts of a plain workbook by hand, since whoever opens such a one to write has no memory left."""
    plain, file = openpyxl.Workbook(), io.BytesIO()
    plain.active["A1"] = "a"
    plain.save(file)
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return made.getvalue()


def behind_rows(told: bytes) -> bytes:
    """Say something of a sheet behind its rows."""
    end = b"</sheetData>"
    return _plain_with(lambda _, content: content.replace(end, end + told))


def merged() -> bytes:
    """Merge a whole sheet, in a few kilobytes."""
    return behind_rows(b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def merged_often() -> bytes:
    """Merge two cells three hundred thousand times."""
    own = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(2, 300_002))
    return behind_rows(b"<mergeCells>" + own + b"</mergeCells>")


def styles() -> bytes:
    """Give a workbook 450,000 styles."""
    own = b"<cellXfs>" + b'<xf numFmtId="0"/>' * 450_000 + b"</cellXfs>"
    sheet = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + own + b"</styleSheet>"
    return _plain_with(lambda part, content: sheet if part == "xl/styles.xml" else content)


def units() -> bytes:
    """Give 14,000 units of one year a value each, to be ranked by pairs."""
    return b"unit,year,A\n" + b"".join(b"u%d,2024,%d\n" % (unit, unit * 37 % 14_009) for unit in range(14_000))


def bomb() -> bytes:
    """Pack 700 MB of nothing into a workbook."""
    file = io.BytesIO(merged())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(700):
            part.write(bytes(1 << 20))
    return file.getvalue()


CASES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "16.000 judul dari “ - ”": (lambda: titles(" - "), "check"),
    "16.000 judul dari “/ ”": (lambda: titles("/ "), "check"),
    "16.000 judul dari “. ”": (lambda: titles(". "), "check"),
    "satu sel 32.766 huruf dan kurung": (lambda: cells("a" * (LONGEST - 1) + "]"), "check"),
    "satu sel 32.767 tanda gabung": (lambda: cells("a" + "\u0316\u0301" * LONGEST), "check"),
    "270.000 jawaban di luar skala": (wrong_answers, "check"),
    "satu sel penuh nomor telepon": (lambda: cells("0812 3456 7890 " * LONGEST), "check"),
    "bom zip 700 MB": (bomb, "check"),
    "lembar yang digabung seluruhnya": (merged, "check"),
    "lembar yang digabung seluruhnya, berkas bertanda": (merged, "mark"),
    "satu tautan di seluruh lembar, berkas bertanda": (
        lambda: behind_rows(b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
        "mark",
    ),
    "300.000 sel gabungan": (merged_often, "check"),
    "300.000 sel gabungan, berkas bertanda": (merged_often, "mark"),
    "450.000 gaya": (styles, "check"),
    "450.000 gaya, berkas bertanda": (styles, "mark"),
    "definisi TOML `a.a.a…=1` 80 KB": (lambda: b"a" + b".a" * 40_000 + b"=1", "define"),
    "definisi TOML, daftar dalam daftar": (lambda: b"a = " + b"[" * 100_000, "define"),
    "definisi TOML, bilangan 240.000 angka": (lambda: b"weight = " + b"9" * 240_000, "define"),
    "data 14.000 unit, Copeland": (units, "rank"),
}
"""What is given, and what is done with it."""


def do(step: str, content: bytes, folder: DataFolder) -> None:
    """Take one step of a page with a file."""
    file = "berkas.csv" if content[:2] != b"PK" else "berkas.xlsx"
    match step:
        case "check":
            intake.inspect(folder, content, file, Options())
        case "mark":
            annotate_apart(content, file, intake.inspect(folder, content, file, Options()).findings, Words("id"))
        case "rank":
            composite(BY_PAIRS, read_table(content, "data.csv", BY_PAIRS).frame)
        case "define":
            with suppress(Faulty):
                read_definition(content, "definisi.toml")


def measured(name: str, root: Path, *, is_ordinary: bool) -> dict[str, float]:
    """Take a step in this process, once it has done the same with a small file, and watch what it costs."""
    make, step = CASES[name]
    content, folder, own = make(), DataFolder(root), psutil.Process()
    content = ordinary(content, step) if is_ordinary else content
    intake.stand_by()
    with suppress(Exception):
        do(step, SMALL, folder)
    gaps, sizes, apart, over = [], [], [], threading.Event()

    def watch() -> None:
        last, worked = time.perf_counter(), time.process_time()
        while not over.wait(TICK_SECONDS):
            now, done = time.perf_counter(), time.process_time()
            gaps.append((now - last, done - worked))
            last, worked = now, done
            if len(gaps) % LOOK_TICKS == 0:
                sizes.append(own.memory_info().rss)
                apart.append(_of_children(own))

    before, watching = own.memory_info().rss, threading.Thread(target=watch)
    watching.start()
    start, used = time.perf_counter(), time.process_time()
    do(step, content, folder)
    taken = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - used}
    over.set()
    watching.join()
    memory = {"memory": max(0, max(sizes, default=before) - before), "apart": max(apart, default=0)}
    silence = max((gap for gap, _ in gaps), default=0.0)
    # While others on the machine have their turn this process does nothing; what it holds itself, it works through.
    held = max((min(pair) for pair in gaps), default=0.0)
    return {**taken, **memory, "silence": silence, "held": held, "bytes": len(content)}


def _of_children(own: psutil.Process) -> int:
    """Say how much memory the processes hold that this one started."""
    held = 0
    for child in own.children(recursive=True):
        with suppress(psutil.Error):
            held += child.memory_info().rss
    return held


def main() -> None:
    """Measure every case in a process of its own, with its ordinary counterpart, and write the table."""
    rows = []
    with tempfile.TemporaryDirectory() as home:
        root = Path(home) / "data"
        intake.build(DataFolder(root), empty=True)
        for name in CASES:
            command = [sys.executable, "-m", "benchmarks.hostile", str(root), name]
            for label, more in ((name, []), ("↳ berkas biasa sebesar itu", ["biasa"])):
                told = subprocess.run([*command, *more], check=True, capture_output=True, text=True).stdout
                found = json.loads(told)
                times = (f"{milliseconds(found[part])} ms" for part in ("seconds", "cpu", "silence", "held"))
                size = f"{WORDS.number(found['bytes'] / 1000, 0)} kB"
                rows.append((label, size, *times, megabytes(found["memory"]), megabytes(found["apart"])))
    head = (
        "berkas",
        "besar",
        "waktu",
        "prosesor server",
        "diam terlama bagi sesi lain",
        "darinya oleh server",
        "memori server bertambah",
    )
    lines = [f"| {' | '.join(row)} |" for row in ((*head, "memori proses pemeriksa"), ["---"] * (len(head) + 1), *rows)]
    note = "Dibuat oleh `python -m benchmarks.hostile`. Mesin dipakai bersama: waktu dan diam memuat gilirannya."
    note += " Yang diam bukan oleh server menunggu giliran pekerjaan lain di mesin itu."
    note += f" Beban {WORDS.number(psutil.getloadavg()[0])} pada {psutil.cpu_count()} inti."
    RESULTS.write_text(
        f"# Berkas yang bermusuhan\n\n{note} Tanggal: {date.today()}\n\n" + "\n".join(lines) + "\n", "utf-8"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(sys.argv[2], Path(sys.argv[1]), is_ordinary=len(sys.argv) > 3)))
    else:
        main()
