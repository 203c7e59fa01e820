"""The commands about meetings: made, filled with exhibits, begun, minuted, taken back, and refused in words."""

import folders
import pytest
from commands import answer_of, empty_folder, run
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from smartcity.export import papers
from smartcity.intake.folder import VARIABLE

BY = ("--by", "Rina")


def of_slides(path):
    """Return the texts of a deck, those in tables too."""
    shapes = [shape for slide in Presentation(path).slides for shape in slide.shapes]
    cells = [cell.text for shape in shapes if shape.has_table for cell in shape.table.iter_cells()]
    return "\n".join([*cells, *(shape.text_frame.text for shape in shapes if shape.has_text_frame)])


def of_cells(path):
    """Return the texts of a workbook."""
    return "\n".join(str(cell) for sheet in load_workbook(path) for row in sheet.values for cell in row)


TEXTS = {
    "pptx": of_slides,
    "pdf": lambda path: " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split()),
    "xlsx": of_cells,
    "html": lambda path: path.read_text("utf-8"),
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A data folder where two meetings are on record, the first begun; with the codes of both. Nobody may change it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = empty_folder(tmp_path_factory.mktemp("rapat") / "data", patch)
        made = answer_of("meeting", "add", "--kind", "fgd", "--date", "25/03/2024", "--person", "Inovator=RSUD", *BY)
        first = made["id"]
        weights = ("--page", "metode", "--exhibit", "bobot", "--shown-year", 2023)
        answer_of("meeting", "note", first, *weights, *BY)
        answer_of("meeting", "note", first, "--topic", "Lain-lain", *BY)
        answer_of("meeting", "start", first, *BY)
        answer_of(
            "meeting", "note", first, "--point", "p1", "--note", "Tipis", "--decide", "Kejar", "--decide", "Ukur", *BY
        )
        answer_of("meeting", "action", first, "--what", "Kirim P1", "--owner", "Bappeda", "--due", "1/4/2024", *BY)
        second = answer_of("meeting", "add", "--kind", "evaluation", "--date", "12/06/2024", "--title", "Juni", *BY)[
            "id"
        ]
        yield folder, first, second


@pytest.fixture
def changing(begun, tmp_path, monkeypatch):
    """A copy of that folder, to be changed."""
    folder, *codes = begun
    copy = folders.copied(folder, tmp_path / "salinan")
    monkeypatch.setenv(VARIABLE, str(copy.root))
    return copy, *codes


def test_a_meeting_holds_its_agenda_minutes_and_action_items(begun):
    """In JSON and in words; the list names each with what is still open."""
    _, first, second = begun
    shown = answer_of("meeting", "show", first)
    listed = answer_of("meetings")["meetings"]

    assert [point["point"] for point in shown["agenda"]] == ["p0", "p1", "p2"]
    point = shown["agenda"][1]
    assert (point["note"], point["decisions"], point["selection"]["year"]) == ("Tipis", ["Kejar", "Ukur"], 2023)
    assert (point["is_live"], len(point["frozen"]), "bobot" in point["message"].lower()) == (True, 64, True)
    assert shown["people"] == [{"role": "Inovator", "institution": "RSUD"}]
    [action] = shown["action_items"]
    assert (action["what"], action["due"], action["status"]) == ("Kirim P1", "2024-04-01", "open")
    assert [(one["id"], one["open"], one["decisions"]) for one in listed] == [(second, 0, 0), (first, 1, 2)]
    output = run("meeting", "show", first).out
    assert "FGD, 25 Mar 2024" in output
    assert "Kirim P1\tBappeda\t1 Apr 2024\tbelum mulai" in output


def test_the_history_tells_which_meeting_was_made(begun):
    """The line that makes a meeting names it as those that change it do."""
    _, *codes = begun
    told = [tuple(line.split("\t")) for line in run("history").out.splitlines()]
    made = {row[0]: row[4] for row in told if row[0] in codes}

    assert made == {code: f"rapat {code}" for code in codes}


def test_the_next_meeting_begins_with_what_was_left_to_do(changing):
    """The action item comes back with how far it is, and what is late is said."""
    _, first, second = changing
    answer_of("meeting", "start", second, *BY)
    again = run("meeting", "start", second, *BY)
    answer_of("meeting", "action", first, "--action", "a1", "--status", "done", *BY)
    [owed] = answer_of("meeting", "show", second, "--language", "en")["agenda"]

    assert owed["message"] == "0 of 1 action item of the meeting of 25 Mar 2024 is done; 1 is late"
    assert (again.code, "sudah dimulai" in again.err) == (0, True)


@pytest.mark.parametrize("form", papers.FORMATS)
def test_a_meeting_is_taken_away_in_every_format(begun, form, tmp_path):
    """The minutes with notes, decisions and action items, and what the meeting looked at."""
    _, first, _ = begun
    target = tmp_path / f"notulen.{form}"
    answer = answer_of("meeting", "export", first, "--format", form, "-o", target)

    assert (answer["format"], answer["bytes"]) == (form, target.stat().st_size)
    assert answer["exhibits"][:3] == ["notulen", "tindakan-rapat", "bobot"]
    content = TEXTS[form](target)
    assert [text for text in ("Tipis", "Kejar", "Ukur", "Kirim P1", "Bappeda") if text not in content] == []


REFUSED = {
    "nobody": (("add", "--kind", "fgd", "--date", "1/1/2024"), 2, "--by"),
    "no day": (("add", "--kind", "fgd", *BY), 2, "--date"),
    "no meeting": (("show",), 2, "meetings"),
    "unknown": (("show", "zzz"), 1, "Tidak ada rapat “zzz”"),
    "no method": (("add", "--kind", "fgd", "--date", "1/1/1999", *BY), 1, "Tahun 1999 tidak punya metode"),
    "nothing": (("note", "{}", *BY), 2, "--topic"),
    "no exhibit": (
        ("note", "{}", "--page", "dimensi", "--exhibit", "x", *BY),
        1,
        "tidak punya bagan “x”. Yang ada: cakupan",
    ),
    "no such point": (("note", "{}", "--point", "p7", "--note", "x", *BY), 1, "p7: sebut acaranya atau bagannya"),
    "action": (("action", "{}", "--due", "1/1/2023", *BY), 1, "sebut apa yang harus dikerjakan"),
}


def test_what_cannot_be_put_on_record_is_refused_in_words(begun):
    """A sentence for each thing that is wrong, and nothing is on record."""
    folder, first, _ = begun
    before = folder.journal.read_bytes()
    for arguments, code, told in REFUSED.values():
        answer = run("meeting", *(first if one == "{}" else one for one in arguments))
        assert (answer.code, answer.out) == (code, "")
        assert told in answer.err
    answer = run("meeting", "action", first, "--due", "1/1/2023", *BY)
    assert all(told in answer.err for told in ("siapa yang mengerjakan", "sebelum tahun evaluasi 2024 mulai"))
    assert folder.journal.read_bytes() == before


def test_a_lost_copy_is_said_and_a_meeting_can_be_taken_back(changing):
    """The rest of the meeting is shown all the same; taken back, it is in no list."""
    folder, first, _ = changing
    frozen = answer_of("meeting", "show", first)["agenda"][1]["frozen"]
    (folder.raw / "rapat" / f"{frozen}.json").unlink()
    answer = run("meeting", "show", first)
    gone = run("meeting", "discard", first, "--why", "keliru", *BY)

    assert (answer.code, "p1 hilang atau berubah" in answer.err) == (0, True)
    assert (gone.code, first in [one["id"] for one in answer_of("meetings")["meetings"]]) == (0, False)
