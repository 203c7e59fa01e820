"""Run the command line in this process and look at what it changed."""

import hashlib
import io
import json
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import folders
import pytest

from smartcity.cli import main
from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE

BASES = ("official", "simulasi")


@dataclass(frozen=True)
class Answer:
    """What a command left: its exit code, its answer on stdout, its words on stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        """The answer as JSON."""
        return json.loads(self.out)


def run(*arguments: object) -> Answer:
    """Run one command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = ended.code
    return Answer(code, out.getvalue(), err.getvalue())


def answer_of(*arguments: object) -> object:
    """Run a command that must succeed and return its JSON."""
    answer = run(*arguments, "--json")
    assert answer.code == 0, answer.err
    return answer.json


def empty_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """Make a data folder without the shipped workbooks and let the commands use it."""
    monkeypatch.setenv(VARIABLE, str(root))
    return folders.empty(root)


def full_folder(root: Path, monkeypatch: pytest.MonkeyPatch, source: DataFolder) -> DataFolder:
    """Copy a built folder, the one of the shipped workbooks for example, and let the commands use the copy."""
    monkeypatch.setenv(VARIABLE, str(root))
    return folders.copied(source, root)


def contents(folder: Path) -> dict[str, str]:
    """Identify every file below a folder by the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def figures(years: Iterable[int]) -> list[str]:
    """Ask for everything that is said of these years, for two regions on both bases."""
    questions: list[tuple[object, ...]] = []
    for year in years:
        for region in ("Kabupaten Tabalong", "Kota Banjarmasin"):
            questions += [("score", year, "--region", region, "--basis", basis) for basis in BASES]
            questions.append(("trace", year, "--region", region))
        questions += [("rank", year, "--among", group) for group in ("kalsel", "national", "track")]
        questions += [(command, year) for command in ("respondents", "coverage")]
    with folders.opened_once(DataFolder.chosen()):
        answers = [run(*question, "--json") for question in questions]
    return [f"{answer.code} {answer.out}" for answer in answers]


def entry_of(answer: Answer) -> str:
    """Return the entry that a commit made."""
    assert answer.code == 0, answer.err
    return answer.json["entry"]
