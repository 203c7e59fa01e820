"""The process that reads: what ends it ends nothing else, and no bytes whatsoever make the reader raise."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import psutil
import pytest
import readers
from hypothesis import HealthCheck, given, is_hypothesis_test
from hypothesis import strategies as st
from laws import examples

from reading import hostile
from reading.hostile import ods_number, ods_row, ods_sheet, worksheet, xlsx, xlsx_members, zipped
from reading.spelling import cells, codes, flaws
from smartcity.reading import child, guard, standby
from smartcity.reading.prescan import Limits
from smartcity.reading.sheets import Reading
from smartcity.reading.workbook import read, read_many
from smartcity.records.findings import CATALOGUE, is_loadable

ROOT = Path(__file__).parents[2]
FUZZ = examples(10, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def start_as_the_product(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each reading process as the product does, but for a law that reads many files."""
    if not is_hypothesis_test(request.function):
        monkeypatch.setattr(standby, "_start", readers.START_AS_THE_PRODUCT)


STRINGS_THAT_MULTIPLY = xlsx(
    "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001)),
    strings=f"<si><t>{'y' * 30_000}</t></si>",
)


def test_a_file_that_exhausts_memory_ends_its_reader_only() -> None:
    """A text that multiplies to 600 MB kills the reading process at its limit, and that is a finding."""
    finding = read(STRINGS_THAT_MULTIPLY, "ganda.xlsx", Limits(memory_bytes=300 << 20)).findings[0]
    assert (finding.code, finding.values) == ("file.too_many_cells", {"reason": "memory", "limit": 300 << 20})


def test_a_file_that_takes_too_long_is_a_finding() -> None:
    """A reader that does not answer in time is ended, however late that is looked at."""
    content = hostile.xlsx("<row><c><v>1</v></c></row>" * 300_000)
    finding = read(content, "lambat.xlsx", Limits(seconds=0.001)).findings[0]
    assert (finding.code, finding.values) == ("file.too_many_cells", {"reason": "time", "limit": 0.001})


def test_time_is_what_a_process_worked_and_not_what_it_waited_for(monkeypatch) -> None:
    """A process that others kept from working goes on; one that worked for its time does not, nor one without end."""
    worked = [0.0]
    monkeypatch.setattr(guard, "busy_of", lambda _: worked[-1])
    with guard.Guarded([], Limits(seconds=60.0)) as child:
        goes_on = child._waits_for_its_turn()
        worked.append(59.0)
        is_done = not child._waits_for_its_turn()
        worked.append(0.0)
        child._latest = child._deadline
        is_late = not child._waits_for_its_turn()
    assert (goes_on, is_done, is_late) == (True, True, True)


def test_a_watched_process_is_ended_when_it_takes_too_much() -> None:
    """Where the system cannot limit memory, a thread sees the reader grow past the limit and ends it."""
    request = guard.Request("xlsx", STRINGS_THAT_MULTIPLY, "", True)
    with guard.Guarded([request], Limits(memory_bytes=1 << 20), is_watched=True) as child:
        answers = list(child.frames())
        assert (answers[-1:] == [{"end": []}], child.ending()) == (False, guard.MEMORY)


def test_a_watched_process_answers_like_a_limited_one() -> None:
    """Watching changes nothing for an ordinary file."""
    request = guard.Request("xlsx", hostile.ordinary(), "", True)
    frames = []
    for is_watched in (True, False):
        with guard.Guarded([request], Limits(), is_watched=is_watched) as child:
            frames.append(list(child.frames()))
    assert (frames[0], frames[0][-1]) == (frames[1], {"end": []})


def test_a_file_that_kills_the_reader_takes_no_other_with_it() -> None:
    """Among many files each bad one gets its finding and each good one its cells."""
    large_far_cell = hostile.far_cell(padding_rows=180_000)
    good = hostile.ordinary()
    files = [good, STRINGS_THAT_MULTIPLY, good, large_far_cell, b"", good]
    readings = read_many([(f"{n}.xlsx", content) for n, content in enumerate(files)], Limits(memory_bytes=300 << 20))
    assert [codes(reading) for reading in readings] == [
        [],
        ["file.too_many_cells"],
        [],
        ["file.cell_out_of_reach"],
        ["file.empty"],
        [],
    ]
    assert [cells(readings[n])["B2"] for n in (0, 2, 5)] == [3, 3, 3]


@cache
def large() -> bytes:
    """Build a workbook beyond eight megabytes, with an error and a formula that nobody computed in its first row."""
    flawed = '<row r="1"><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><f>1+1</f></c></row>'
    return xlsx(flawed + "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 190_000)))


def test_a_large_file_is_scanned_beside_its_reading() -> None:
    """A sheet beyond eight megabytes gives the same flaws and cells as a small one."""
    reading = read(large(), "besar.xlsx")
    assert flaws(reading) == {"B1": ("error_value", "#N/A"), "C1": ("formula_not_computed", "=1+1")}
    assert (len(reading.sheets[0].rows), reading.sheets[0].rows[189_999]) == (189_998, {1: 189_999})


def test_a_long_reading_tells_how_far_it_is() -> None:
    """The shares told while a large file is scanned and read grow, and neither part of the work is silent."""
    shares: list[float] = []
    read(large(), "besar.xlsx", progress=shares.append)
    assert (shares, shares[-1] <= 1) == (sorted(set(shares)), True)
    scanned = sum(share < child.SCANNED for share in shares)
    assert (scanned > 1, len(shares) - scanned > 10) == (True, True)


def test_a_listener_that_fails_ends_the_reading() -> None:
    """What goes wrong in hearing of the progress is the caller's error, not a damaged file."""

    def fail(share: float) -> None:
        raise LookupError(share)

    with pytest.raises(LookupError):
        read(large(), "besar.xlsx", progress=fail)


def test_threads_read_at_the_same_time() -> None:
    """Each caller gets its own file's cells."""
    contents = [hostile.ordinary([["x", number]]) for number in range(12)]
    with ThreadPoolExecutor(6) as threads:
        readings = list(threads.map(lambda content: read(content, "a.xlsx"), contents))
    assert [cells(reading)["B1"] for reading in readings] == list(range(12))


def test_a_path_with_a_space_is_no_hindrance(tmp_path: Path) -> None:
    """The project may stand in a folder whose name has a space in it."""
    folder = tmp_path / "kota cerdas"
    shutil.copytree(ROOT / "smartcity", folder / "smartcity", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "a b.xlsx").write_bytes(hostile.ordinary())
    program = "from pathlib import Path; from smartcity.reading.workbook import read; p = Path('a b.xlsx')\n"
    program += "print(read(p.read_bytes(), p.name).sheets[0].rows[2][2])"
    found = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert (found.stdout.strip(), found.stderr) == ("3", "")


def test_the_reading_process_loads_nothing_heavy() -> None:
    """The child starts without the project's package and without pandas, numpy, openpyxl or pyarrow."""
    probe = standby.BOOT.replace("main()\n", "") + "print(sorted({n.split('.')[0] for n in sys.modules}))"
    command = [sys.executable, "-I", "-S", "-c", probe, str(ROOT / "smartcity" / "reading"), standby.site_folder()]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    heavy = [
        name for name in ("smartcity", "pandas", "numpy", "openpyxl", "pyarrow", "psutil") if f"'{name}'" in loaded
    ]
    assert (heavy, "'python_calamine'" in loaded) == ([], True)


def test_a_waiting_process_reads_the_next_file_and_no_other() -> None:
    """The process that waits is taken once and dies with its reading; the next file gets a process of its own."""
    standby.stand_by()
    waiting = standby._waiting[0]
    standby.stand_by()
    assert standby._waiting == [waiting]
    readings = [cells(read(hostile.ordinary([["x", number]]), "a.xlsx"))["B1"] for number in (1, 2)]
    assert (readings, standby._waiting, waiting.poll() is None) == ([1, 2], [], False)


def test_a_waiting_process_is_limited_like_any_other() -> None:
    """What exhausts its memory ends it with a finding."""
    standby.stand_by()
    finding = read(STRINGS_THAT_MULTIPLY, "ganda.xlsx", Limits(memory_bytes=300 << 20)).findings[0]
    assert (finding.code, finding.values) == ("file.too_many_cells", {"reason": "memory", "limit": 300 << 20})


def test_a_waiting_process_that_died_is_replaced() -> None:
    """Whatever ends the process that waits, the next file is read."""
    standby.stand_by()
    standby._waiting[0].kill()
    standby._waiting[0].wait()
    assert cells(read(hostile.ordinary([["x", 7]]), "a.xlsx"))["B1"] == 7


def test_a_waiting_process_ends_with_the_program() -> None:
    """Nobody is left behind, whether the program ends or is killed."""
    program = "import os, signal, sys; from smartcity import reading; from smartcity.reading import standby\n"
    program += "reading.stand_by(); print(standby._waiting[0].pid, flush=True)\n"
    for ending in ("", "os.kill(os.getpid(), signal.SIGKILL)"):
        command = [sys.executable, "-c", program + ending]
        found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        gone = psutil.wait_procs([psutil.Process(int(found.stdout))], 5)[1] if _is_there(int(found.stdout)) else []
        assert (gone, found.stderr) == ([], "")


def _is_there(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def is_answer(reading: Reading) -> bool:
    """Say whether a reading is either sheets without an error or an error without sheets."""
    known = all(finding.code in CATALOGUE for finding in reading.findings)
    return known and is_loadable(reading.findings) != (not reading.sheets)


SEEDS = [
    hostile.ordinary(),
    hostile.xls(),
    hostile.ods(ods_sheet(ods_row(ods_number(1)))),
    b"kode;nama;nilai\nA;x;3,5\n\nB;b;4\n",
]
EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=6
)


@FUZZ
@given(st.sampled_from(SEEDS), EDITS)
def test_mutated_files_give_findings_or_cells(seed: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    """Bytes of a real file, cut and overwritten anywhere, never raise."""
    content = seed
    for where, length, replacement in edits:
        at = int(where * len(content))
        content = content[:at] + replacement + content[at + length :]
    assert is_answer(read(content, "acak.xlsx"))


PIECES = st.sampled_from(
    [
        "<row>", '<row r="7" hidden="1">', "</row>", '<c r="B2">', "<c>", '<c r="ZZZZZZZ99999999999">', '<c r="A0">',
        '<c r="?">', '<c t="s">', '<c t="e">', '<c t="zzz" s="99">', "</c>", "<c/>", "<v>", "</v>", "<f>", "</f>",
        '<f t="shared" si="99999999999"/>', '<f t="shared" si="0" ref="A1:?">', "<is><t>", "</t></is>", "#N/A", "1e999",
        "&amp;", "&nope;", "&#1;", "\x00", "7", "</sheetData>", "<!--", "-->", "<![CDATA[", "]]>", "<?p ?>", "é",
    ]
)  # fmt: skip


@FUZZ
@given(st.lists(PIECES, max_size=14), st.lists(PIECES, max_size=3), st.booleans())
def test_mutated_structures_give_findings_or_cells(rows: list[str], strings: list[str], is_whole: bool) -> None:
    """Any order of XML pieces inside a sheet, well-formed or not, never raises."""
    body = worksheet("".join(rows)) if is_whole else "".join(rows)
    content = zipped(xlsx_members(body, strings="".join(strings)))
    assert is_answer(read(content, "acak.xlsx"))


NAMES = st.sampled_from(["[Content_Types].xml", "xl/workbook.xml", "_rels/.rels", "mimetype", "content.xml", "a/../b"])


@FUZZ
@given(st.dictionaries(NAMES | st.text("abc/\\.é ", min_size=1, max_size=8), st.binary(max_size=60), max_size=6))
def test_random_zips_give_findings_or_cells(members: dict[str, bytes]) -> None:
    """Zips of any members never raise."""
    assert is_answer(read(zipped(members), "acak.ods"))


@FUZZ
@given(st.binary(max_size=400), st.text(max_size=20))
def test_random_bytes_and_names_give_findings_or_cells(content: bytes, name: str) -> None:
    """Any bytes under any name never raise."""
    assert is_answer(read(content, name))
