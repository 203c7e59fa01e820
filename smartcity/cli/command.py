"""What a command is, and the one way in which all of them are written, answer, and refuse.

A command is its name, its arguments with their help, and the function that answers. JSON or lines go to stdout, what
else is to be said to people goes to stderr.
"""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

import pandas as pd

from smartcity import intake
from smartcity.access.policy import ADMIN, Asker
from smartcity.answers import scores
from smartcity.cli.findings import finding_said
from smartcity.intake import DataFolder
from smartcity.records.signs import escaped, without_controls
from smartcity.warehouse import Warehouse
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words

DONE, HAS_ERRORS, WRONG_USAGE = 0, 1, 2

SAMPLE = "sample"
"""Under this name JSON says that something rests on invented data."""


class Refused(Exception):
    """A command that cannot be carried out; the sentence is for people, the code for the shell."""

    def __init__(self, sentence: str, code: int = WRONG_USAGE) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Reply:
    """What a command answers: either *json* or *lines* on stdout, *notes* on stderr, and the exit code.

    Without *json* nothing stands on stdout when JSON is asked for. *lines* are made only where they are printed, when
    the warehouse is closed again. Numbers that rest on people leave with so many *decimals* as they are shown with.
    """

    json: object = None
    lines: Iterable[str] = ()
    notes: Iterable[str] = ()
    code: int = DONE
    decimals: int | None = None

    def say(self, as_json: bool, words: Words) -> int:
        """Print the answer and return the exit code.

        Invented data is named wherever it is: where JSON marks some and no line says so, a first line does.
        """
        if not as_json:
            lines = [without_controls(line) for line in self.lines]
            if _is_invented(self.json) and not any(line.startswith(words("charts.basis.sample")) for line in lines):
                print(words("cli.sample"))
            for line in lines:
                print(line)
        elif self.json is not None:
            print(escaped(json.dumps(_plain(self.json, self.decimals), ensure_ascii=False, indent=1)))
        for note in self.notes:
            print(without_controls(note), file=sys.stderr)
        return self.code


def _is_invented(value: object) -> bool:
    """Say whether something in an answer is marked as resting on invented data."""
    if isinstance(value, pd.DataFrame):
        return SAMPLE in value and bool(value[SAMPLE].any())
    if isinstance(value, Mapping):
        return value.get(SAMPLE) is True or any(map(_is_invented, value.values()))
    return isinstance(value, list | tuple) and any(map(_is_invented, value))


def _plain(value: object, decimals: int | None) -> object:
    """Return *value* as JSON holds it: a table by its rows, what is missing as null, numbers with their decimals."""
    if isinstance(value, pd.DataFrame):
        value = value.to_dict("records")
    if isinstance(value, Mapping):
        return {str(key): _plain(one, decimals) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one, decimals) for one in value]
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    value = value.item() if hasattr(value, "item") else value
    return round(value, decimals) if decimals is not None and isinstance(value, float) else value


def fields(record: object, *names: str) -> dict[str, object]:
    """Return attributes of *record* as they stand in JSON, each under its name; `name=path` gives another name to one.

    Where there is no record each of them is missing.
    """
    pairs = [(name, path or name) for name, _, path in (one.partition("=") for one in names)]
    return {name: None if record is None else attrgetter(path)(record) for name, path in pairs}


class Argument:
    """One argument: its names, the key of its help below `cli.help`, and what argparse is to know of it.

    A default or choices that come from the configuration are functions, which are asked when the parser is made.
    """

    def __init__(self, *names: str, help: str = "", **options: object) -> None:
        self.names, self.help, self.options = names, help, options

    def add_to(self, parser: argparse.ArgumentParser, words: Words) -> None:
        """Let *parser* read it."""
        given = {
            name: value() if name in ("default", "choices") and callable(value) else value
            for name, value in self.options.items()
        }
        parser.add_argument(*self.names, help=words(f"cli.help.{self.help}") if self.help else None, **given)


_OF_ALL = (
    Argument("--json", action="store_true", help="json"),
    Argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help="language"),
    Argument("--home", default="", help="home"),
)
"""The arguments that every command has."""

Arguments = Argument | tuple[Argument, ...]
Answer = Callable[[argparse.Namespace, DataFolder, Words], Reply]
WarehouseAnswer = Callable[[argparse.Namespace, Warehouse, Words], Reply]


@dataclass(frozen=True)
class Command:
    """A command by its name; arguments that exclude one another stand together in a tuple.

    The help of a command is `cli.help.<name>`.
    """

    name: str
    answer: Answer
    arguments: tuple[Arguments, ...]

    def add_to(self, commands: argparse._SubParsersAction, words: Words) -> None:
        """Let the program know the command."""
        parser = commands.add_parser(self.name, help=words(f"cli.help.{self.name}"))
        for argument in (*_OF_ALL, *self.arguments):
            if isinstance(argument, tuple):
                group = parser.add_mutually_exclusive_group()
                for one in argument:
                    one.add_to(group, words)
            else:
                argument.add_to(parser, words)
        parser.set_defaults(answer=self.answer)


def command(name: str, *arguments: Arguments) -> Callable[[Answer], Command]:
    """Make a command of the function that answers it, which is given the data folder."""
    return lambda answer: Command(name, answer, arguments)


def question(name: str, *arguments: Arguments) -> Callable[[WarehouseAnswer], Command]:
    """Make a command of a function that answers from the warehouse, which is open while it does."""

    def made(answer: WarehouseAnswer) -> Command:
        def opening(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
            with opened(folder, words) as warehouse:
                return answer(chosen, warehouse, words)

        return Command(name, opening, arguments)

    return made


def operator(name: str) -> Asker:
    """Return who sits at the command line: whoever may run it on this machine may do everything."""
    return Asker(name, ADMIN)


@contextmanager
def opened(folder: DataFolder, words: Words, *, read_only: bool = True) -> Iterator[Warehouse]:
    """Open the warehouse, and say on stderr which files none of its figures rest on because their copies are lost."""
    if swept := intake.sweep(folder):
        print(words("cli.swept", n=swept), file=sys.stderr)
    with intake.open_warehouse(folder, read_only=read_only) as warehouse:
        for finding in scores.lost(warehouse):
            print(finding_said(finding, words), file=sys.stderr)
        yield warehouse
