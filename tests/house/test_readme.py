"""What the README tells people to type is what the project understands."""

import re
import shlex
from pathlib import Path

import pytest
from commands import full_folder, run

from smartcity.intake.folder import VARIABLE

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
LINES = [line for block in BLOCKS for line in block.splitlines()]
COMMANDS = [line.removeprefix("python -m smartcity ") for line in LINES if line.startswith("python -m smartcity ")]
GIVEN = {"NAMA": "penguji", "ALASAN": "uji", "J": "survey", "T": "2023"}


def words_of(command, saved):
    """Turn a command of the README into arguments: options in brackets left out, placeholders filled in."""
    plain = re.sub(r"\[[^\]]*\]", "", command)
    return [GIVEN.get(word, str(saved) if word.endswith(".xlsx") else word) for word in shlex.split(plain)]


def test_make_targets_of_the_readme_exist():
    """Each `make` line names a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    wanted = {line.split()[1] for line in LINES if line.startswith("make ")}

    assert wanted == {"run", "test"}
    assert wanted <= targets


def test_files_that_the_readme_names_are_there():
    """Links lead somewhere, and the Windows lines use files of this folder."""
    linked = re.findall(r"\]\((?!http)([^)]+)\)", README)
    missing = [name for name in (*linked, "requirements.txt", "app.py") if not (PROJECT / name).exists()]

    assert (len(linked) >= 5, missing) == (True, [])


@pytest.mark.parametrize("command", [one for one in COMMANDS if not re.search(r"BERKAS|ENTRI", one)])
@pytest.mark.slow
def test_command_of_the_readme_runs(command, shipped_folder, tmp_path, monkeypatch):
    """Every command without a file or entry of one's own does its work as written."""
    full_folder(tmp_path / "data", monkeypatch, shipped_folder)
    saved = tmp_path / "berkas.xlsx"

    assert run(*words_of(command, saved)).code == 0
    assert saved.exists() is ("template" in command)


@pytest.mark.parametrize("command", [one for one in COMMANDS if re.search(r"BERKAS|ENTRI", one)])
@pytest.mark.slow
def test_command_with_a_file_or_entry_is_understood(command, copied, monkeypatch, tmp_path):
    """With a file or entry that is not there a command says so, and does nothing; it is never written wrongly."""
    monkeypatch.setenv(VARIABLE, str(copied.root))
    answer = run(*words_of(command, tmp_path / "berkas.xlsx"))

    assert (answer.code in (1, 2), "--help" in answer.err) == (True, False)
