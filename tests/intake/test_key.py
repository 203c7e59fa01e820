"""The key of person hashes: made with the first survey, and never made anew where one must have been."""

import folders
import pytest
from commands import contents, empty_folder, run
from workbooks import YEAR, even_marks, marks, survey, varied

from smartcity.intake import DataFolder
from smartcity.intake import folder as places
from smartcity.wording import LANGUAGES, Words

BY = ("--by", "Rina")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder in which somebody loaded a survey."""
    made = empty_folder(tmp_path / "data", monkeypatch)
    path = tmp_path / "survei.xlsx"
    path.write_bytes(survey({"living": varied(6, "living")}))
    assert run("commit", path, *BY).code == 0
    return made


@pytest.mark.parametrize("spoil", ["lost", "empty"])
def test_a_key_that_is_lost_is_an_error_and_not_replaced(folder, tmp_path, spoil):
    """Every command that answers or writes says which file is gone and what helps; put back, all is as it was."""
    key, marked = folder.raw / "kunci", tmp_path / "nilai.xlsx"
    whole, respondents = key.read_bytes(), run("respondents", YEAR, "--json")
    marked.write_bytes(marks(even_marks()))
    key.unlink() if spoil == "lost" else key.write_bytes(b"")
    before = contents(folder.root)
    for action in (("build",), ("respondents", YEAR), ("commit", marked, *BY)):
        for language in LANGUAGES:
            answer, words = run(*action, "--language", language), Words(language)
            sentence = " ".join(words(f"trouble.key_lost.{part}", path=key) for part in ("problem", "command"))
            assert (answer.code in (1, 2), answer.out, answer.err) == (True, "", f"{sentence}\n")
    assert contents(folder.root) == before
    key.write_bytes(whole)
    assert run("respondents", YEAR, "--json") == respondents


def test_a_folder_without_a_survey_of_somebody_needs_none(tmp_path, monkeypatch):
    """Where nobody loaded a survey no key is missed, and the first survey makes one."""
    folder = empty_folder(tmp_path / "data", monkeypatch)
    assert (run("build").code, (folder.raw / "kunci").exists()) == (0, False)


def test_a_key_that_stands_there_empty_is_never_replaced(tmp_path, monkeypatch):
    """Not even where only samples were told apart by it so far: the first real survey is refused, with the reason."""
    folder = empty_folder(tmp_path / "data", monkeypatch)
    (folder.raw / "kunci").touch()
    path = tmp_path / "survei.xlsx"
    path.write_bytes(survey({"living": varied(6, "living")}))
    before, words = contents(folder.root), Words("id")
    sentence = " ".join(words(f"trouble.key_lost.{part}", path=folder.raw / "kunci") for part in ("problem", "command"))
    answer = run("commit", path, *BY)
    assert (answer.code in (1, 2), answer.err, contents(folder.root)) == (True, f"{sentence}\n", before)


def test_what_a_dry_run_told_people_apart_by_is_what_the_first_survey_keeps(tmp_path, monkeypatch):
    """The same in all steps until it is kept, so that the survey is judged once; another folder there has its own."""
    monkeypatch.setattr(places, "new_key", folders.KEY_AS_THE_PRODUCT)
    made = DataFolder(tmp_path / "data")
    made.raw.mkdir(parents=True)
    passing = [made.person_key(is_kept=False) for _ in range(2)]
    assert (passing[0], (made.raw / "kunci").exists()) == (passing[1], False)
    assert (made.person_key(), made.person_key(is_kept=False)) == (passing[0], passing[0])
    (made.raw / "kunci").unlink()
    assert made.person_key(is_kept=False) != passing[0]
