"""Definitions and data that somebody made to fill the memory: each ends in findings, in a process with limits."""

import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from smartcity.checks.composite.definition import MOST, read_definition
from smartcity.checks.composite.table import MOST_ROWS, read_table
from smartcity.reading.workbook import TOML_LIMITS
from smartcity.scoring.composite.definition import Definition, Faulty

NOTHING = Definition("", (), ())
GROUP = '[[group]]\ncode = "G"\n'
HOSTILE = {
    "a key of forty thousand parts": "a." * 40_000 + "a = 1",
    "a quoted key of many parts": '"a" . ' * 20_000 + '"a" = 1',
    "a table of many parts": "[" + "a." * 40_000 + "a]",
    "an inline table of many parts": "x = {" + "a." * 40_000 + "a = 1}",
    "lists within lists": "a = " + "[" * 100_000,
    "tables within tables": "a = " + "{a=" * 80_000,
    "an integer of a quarter of a million digits": "weight = " + "9" * 240_000,
    "a number without end": "name = inf\n" + GROUP,
    "an integer beyond all registers": f"name = 'a'\n[missing]\nbelow = {10**40}\n" + GROUP,
    "many tables": "[[group]]\n" * 25_000,
    "too many groups": "name = 'a'\n" + GROUP * (MOST + 1),
    "no text": "\udcff",
    "a file beyond the limit": "#" * (TOML_LIMITS.file_bytes + 1),
    "many dots": "a = '" + "." * 200_000 + "'",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_definition_ends_in_findings(text):
    """The asking process may take no more than three hundred megabytes beside what it has, and takes none of them."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + (300 << 20), before[1]))
    try:
        with pytest.raises(Faulty) as refused:
            read_definition(text.encode(errors="surrogateescape"), "uji.toml")
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    assert refused.value.findings


def test_too_many_rows_are_refused_with_a_sentence():
    """What no country has in units and years is told by its number of rows."""
    content = b"unit,year,A\n" + b"".join(b"u%d,2024,1\n" % number for number in range(MOST_ROWS + 1))
    with pytest.raises(Faulty) as refused:
        read_table(content, "data.csv", NOTHING)
    assert [(one.code, one.values["limit"]) for one in refused.value.findings] == [("file.too_many_cells", MOST_ROWS)]


@pytest.mark.slow
def test_four_thousand_units_are_outranked_in_blocks():
    """In a process that may take a quarter of a gigabyte, where all pairs at once take more than twice as much."""
    code = (
        "import numpy as np, resource\nfrom pathlib import Path\n"
        "from smartcity.scoring.composite import outranking\n"
        "pages = int(Path('/proc/self/statm').read_text().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (pages + (256 << 20),) * 2)\n"
        "values = np.arange(4_000.0)[:, None]\n"
        "wins, count = outranking.outranked(values, [1.0], [outranking.copeland, outranking.borda])\n"
        "assert wins.tolist() == (2 * values[:, 0] - 3_999).tolist() and count.tolist() == values[:, 0].tolist()"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[3]), "OPENBLAS_NUM_THREADS": "1"}
    assert subprocess.run([sys.executable, "-c", code], env=environment, timeout=300).returncode == 0


def test_blocks_change_no_score(monkeypatch):
    """Whatever is compared at once, every unit has the score that all pairs together give."""
    from smartcity.scoring.composite import outranking

    values = np.random.default_rng(5).integers(0, 4, (23, 3)).astype(float)
    values[3, 1] = values[7, 0] = np.nan
    whole = outranking.shares(values, [1, 2, 1])
    monkeypatch.setattr(outranking, "BLOCK", 50)
    wins, count = outranking.outranked(values, [1, 2, 1], [outranking.copeland, outranking.borda])
    assert (wins.tolist(), count.tolist()) == (outranking.copeland(whole).tolist(), outranking.borda(whole).tolist())
