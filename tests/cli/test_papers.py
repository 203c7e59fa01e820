"""Papers on the command line: a page as a file, and what is said where that cannot be."""

import folders
import pytest
from commands import asked, run
from pptx import Presentation

from smartcity.intake.folder import VARIABLE


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    """Let the commands read the shipped data."""
    monkeypatch.setenv(VARIABLE, str(folders.shipped().root))


def test_a_page_is_written_with_all_its_exhibits(tmp_path):
    """Each exhibit has its slide in the order of the page, in the chosen language, and the answer names them."""
    target = tmp_path / "ikhtisar.pptx"
    answer = asked("export", "ikhtisar", "--year", 2023, "-o", target, "--language", "en")
    titles = [slide.shapes.title.text for slide in Presentation(target).slides]

    assert answer["exhibits"] == ["komponen", "garis-indeks", "jarak-skor", "kuota"]
    assert (answer["format"], answer["bytes"], answer["sample"]) == ("pptx", target.stat().st_size, True)
    assert titles[0] == "Overview"
    assert len(titles) == 1 + len(answer["exhibits"])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("unggah", "-o", "x.pptx"), 2, "peringkat"),
        (("ikhtisar", "--year", "1999", "-o", "x.pptx"), 1, "2023"),
        (("ikhtisar", "-o", "x.doc"), 2, "pptx"),
        (("ikhtisar", "-o", "tidak/ada/x.pptx"), 2, "tidak"),
    ],
    ids=["no exhibits", "no year", "no format", "no folder"],
)
def test_what_cannot_be_written_is_said(arguments, code, said, tmp_path, monkeypatch):
    """The sentence names what can be, and no file is left."""
    monkeypatch.chdir(tmp_path)
    answer = run("export", *arguments)

    assert answer.code == code
    assert said in answer.err
    assert list(tmp_path.iterdir()) == []
