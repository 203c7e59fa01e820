"""What commands read of their arguments and how they answer: JSON on stdout, sentences on stderr."""

import argparse
import json
import math
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.cli.decisions.questions import question_said
from smartcity.intake import DataFolder, Inspection, Line
from smartcity.intake.journal import ALIAS, KEEP, LEAVE_OUT, SCALE, SCENARIO, TAKE_IN, TASKS
from smartcity.method.layout import normalise
from smartcity.method.regions import Regions
from smartcity.records.findings import Finding, Place
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.messages import once, spell

_OF_DECISION = {
    ALIAS: ("of", "text", "meaning"),
    SCALE: ("scale",),
    LEAVE_OUT: ("sheet", "rows"),
    TAKE_IN: ("sheet", "rows"),
    SCENARIO: ("scenario", "marks", "terms"),
    TASKS: ("scenario", "steps"),
    KEEP: ("of", "sheet", "rows"),
}
DONE, HAS_ERRORS, WRONG_USAGE = 0, 1, 2
_CODE_IN_ONE = re.compile(r"^(\d{2})(\d{2})$")


class Refused(Exception):
    """A command that cannot be carried out; the sentence is for people, the code for the shell."""

    def __init__(self, sentence: str, code: int = WRONG_USAGE) -> None:
        super().__init__(sentence)
        self.code = code


def print_json(answer: object) -> None:
    """Print *answer* as JSON; what is missing is null."""
    print(json.dumps(_plain(answer), ensure_ascii=False, indent=1))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if hasattr(value, "item"):
        return value.item()
    return value


@contextmanager
def opened(folder: DataFolder, words: Words, *, read_only: bool = True) -> Iterator[Warehouse]:
    """Open the warehouse, and say on stderr which files none of its figures rest on because their copies are lost."""
    with intake.open_warehouse(folder, read_only=read_only) as warehouse:
        for finding in scores.lost(warehouse):
            _say(finding, words)
        yield warehouse


def _say(finding: Finding, words: Words) -> None:
    _print(finding, spell(finding, words).sentence, words)


def _print(finding: Finding, sentence: str, words: Words) -> None:
    print(f"{words(f'findings.severity.{finding.severity}')}: {sentence}", file=sys.stderr)


def content_of(path: Path, kind: str | None) -> bytes:
    """Read the file; raises `intake.NotLoadable` when it is not there or may not be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        missing = Finding("file.not_found", Place(str(path)), str(path))
        raise intake.NotLoadable(Inspection(path.name, "", kind, None, (missing,))) from problem


def track_of(spoken: str | None, words: Words) -> str | None:
    """Return the code of the track that was spoken of; raises `Refused` naming those that exist."""
    if spoken is None:
        return None
    labels = intake.track_labels()
    code = labels.get(normalise(spoken))
    if code is None:
        raise Refused(words("cli.unknown_track", found=spoken, known=words.join(sorted(set(labels.values())))))
    return code


def options_of(chosen: argparse.Namespace, words: Words) -> Options:
    """Collect what was said of a file."""
    return Options(chosen.kind, chosen.year, track_of(chosen.track, words))


def region_of(spoken: str, known: Regions, words: Words) -> str:
    """Return the full name of the region spoken of; raises `Refused` with the nearest names."""
    region = known.find(spoken) or known.find(_CODE_IN_ONE.sub(r"\1.\2", spoken))
    if region is None:
        raise Refused(words("cli.unknown_region", found=spoken, near=words.join(known.near(spoken), is_choice=True)))
    return region.name


def form_said(form: str | None, split: Sequence[str], words: Words) -> str:
    """Say for what the quota of a survey holds: as *form* says, or as the answers of the *split* dimensions look."""
    key = f"said_{form}" if form else "split" if split else "whole"
    return words(f"cli.surveys.form.{key}", dimensions=words.join(split))


def finding_shown(finding: Finding, words: Words) -> dict:
    """Return a finding as it stands in JSON."""
    message = spell(finding, words)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sheet": finding.place.sheet or None,
        "cell": finding.place.cell or None,
        "found": message.found,
        "expected": message.expected,
        "fix": message.fix,
    }


def report(found: Inspection, as_json: bool, words: Words, form: dict | None = None) -> int:
    """Say what a dry run found and what a person may decide, and return the exit code that goes with it.

    *form* is the proposed form of the decisions, which only JSON shows.
    """
    if as_json:
        answer = {
            "loadable": found.is_loadable,
            "kind": found.kind,
            "year": found.year,
            "rows_read": found.rows_read,
            "findings": [finding_shown(finding, words) for finding in found.findings],
        }
        print_json(answer if form is None else {**answer, "decisions": form})
    for finding, sentence in once(found.findings, words):
        _print(finding, sentence, words)
    for question in found.questions:
        print(question_said(question, words), file=sys.stderr)
    if found.questions:
        print(words("cli.ask.how"), file=sys.stderr)
    verdict = "cli.loadable" if found.is_loadable else "cli.not_loadable"
    print(words(verdict, n=len(found.findings), rows=found.rows_read), file=sys.stderr)
    return DONE if found.is_loadable else HAS_ERRORS


def line_shown(line: Line) -> dict:
    """Return a journal line as it stands in JSON."""
    shown = ("id", "action", "at", "by", "file", "kind", "year", "track", "is_sample", "entry", "why", "snapshot")
    told = {name: getattr(line, name) for name in shown if getattr(line, name) not in ("", None)}
    return told | {name: getattr(line, name) for name in _OF_DECISION.get(line.action, ())}
