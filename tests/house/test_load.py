"""What the driver of many readers tells of what it met, and where it writes that."""

from pathlib import Path

import folders

from benchmarks.load import Kill, differing, failed, lost, percentile, rows_of_kills, rows_of_pages
from benchmarks.people import Met, Read
from benchmarks.results import write_head, write_section


def test_pages_are_told_by_name_and_by_when_they_were_asked():
    """Before, while and after the analyst saved; of too few pages no percentile is told."""
    met = Met(saved=[(4.0, 6.0, "a1")])
    met.pages = [Read(0, "", 1.0, 0.1), Read(1, "survei", 2.0, 0.3), Read(0, "", 5.0, 2.0), Read(0, "", 9.0, 0.2)]
    rows = {row.split(" | ")[0].strip("| "): row for row in rows_of_pages(met)[2:]}
    assert rows["ikhtisar"] == "| ikhtisar | 3 | 200 ms | 1.820 ms | 2.000 ms |"
    assert rows["semua, sebelum simpan"] == "| semua, sebelum simpan | 2 | 200 ms | 290 ms | 300 ms |"
    assert rows["semua, selama simpan"] == "| semua, selama simpan | 1 | – | – | 2.000 ms |"
    assert (percentile([], 95), percentile([1.0, 2.0], 50), met.readers_since(2.0)) == (None, 1.5, 2)


def test_what_was_said_to_be_saved_and_is_not_in_the_journal_is_lost():
    """And a table that the journal does not make is named; who is cut off by a kill is no failure of its own."""
    folder = folders.one_year()
    (entry, *_) = folder.journal.read_text("utf-8").split('"id": "')[1].split('"')
    met = Met(saved=[(0.0, 1.0, entry), (1.0, 2.0, "tiada")], failures=[(1.0, "putus"), (9.0, "salah"), (9.5, "salah")])
    assert (lost(folder, met), differing(folder)) == (["tiada"], ())
    assert failed(met, lambda at, _: at < 5) == "2× salah"
    rows = rows_of_kills([Kill(4.5, 5.0, 2.0, 3.25, 7, ()), Kill(9.0, 5.0, 2.0, float("inf"), 7, ("scores",))])
    assert rows[2:] == [
        "| 4,5 detik | 2,0 detik | 3,3 detik | 7 | tidak ada |",
        "| 9,0 detik | 2,0 detik | tidak | 7 | scores |",
    ]


def test_a_section_is_written_anew_and_the_rest_stays(tmp_path: Path):
    """A new head keeps the sections, a section keeps the head and the others."""
    path = tmp_path / "RESULTS.md"
    write_head(["# Hasil", "", "| a |", ""], path)
    for title, line in (("Satu", "1"), ("Dua", "2"), ("Satu", "3")):
        write_section(title, [line], path)
    write_head(["# Hasil baru", ""], path)
    assert path.read_text("utf-8") == "# Hasil baru\n\n## Satu\n\n3\n\n## Dua\n\n2\n"
