"""Strict reading of TOML: what is missing, mistyped or unknown is noted with its place, and reading goes on."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rapidfuzz import process

LANGUAGES = ("id", "en")
CERTAINTIES = ("certain", "inferred", "unknown")

_KINDS: Mapping[type, str] = {int: "a whole number", float: "a number", str: "text", dict: "a table", list: "a list"}


def open_table(path: Path, problems: list[str]) -> "Table | None":
    """Open a TOML file as a table that notes its faults in *problems*; a file that is no TOML is noted, too."""
    try:
        return Table(path.name, tomllib.loads(path.read_bytes().decode("utf-8")), problems)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{path.name}: cannot be read as TOML: {error}")
        return None


class Table:
    """One TOML table, emptied key by key; on leaving its `with` block, keys nobody took are noted as unknown."""

    def __init__(self, where: str, values: Mapping[str, object], problems: list[str]) -> None:
        self._where, self._problems = where, problems
        self._left, self._taken = dict(values), []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for key in self._left:
            near, *_ = process.extractOne(key, self._taken)
            self.note(f"key {key!r} is unknown; did you mean {near!r}?")

    def note(self, problem: str) -> None:
        """Note a fault of this table."""
        self._problems.append(f"{self._where}: {problem}")

    def take(self, key: str, kind: type, *, optional: bool = False) -> Any:
        """Take the value of *key*; where it is unusable, note it and return the empty value of *kind*.

        An optional key that is absent gives None.
        """
        self._taken.append(key)
        if key not in self._left:
            if optional:
                return None
            self.note(f"{key} is missing; expected {_KINDS[kind]}")
            return kind()
        value = self._left.pop(key)
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind or (kind is str and not value.strip()):
            self.note(f"{key} is {value!r}; expected {_KINDS[kind]}")
            return kind()
        return value

    def take_list(self, key: str, kind: type) -> tuple:
        """Take a list that must not be empty and holds only values of *kind*."""
        values = self.take(key, list)
        if not values or any(type(value) is not kind or value == "" for value in values):
            self.note(f"{key} is {values!r}; expected a list, each entry {_KINDS[kind]}")
            return ()
        return tuple(values)

    def take_choice(self, key: str, allowed: Iterable[str]) -> str:
        """Take a text that must be one of *allowed*."""
        value, choices = self.take(key, str), tuple(allowed)
        if value and value not in choices:
            self.note(f"{key} is {value!r}; expected one of {', '.join(choices)}")
        return value

    def take_certainty(self, key: str = "certainty") -> str:
        """Take one of the three marks of certainty."""
        return self.take_choice(key, CERTAINTIES)

    def take_texts(self, key: str) -> Mapping[str, str]:
        """Take one text in every language of the project."""
        with self.take_table(key) as table:
            return {language: table.take(language, str) for language in LANGUAGES}

    def take_table(self, key: str) -> "Table":
        """Take a table within this one; where it is missing that is noted once, not for each of its keys."""
        is_there = type(self._left.get(key)) is dict
        return Table(f"{self._where} [{key}]", self.take(key, dict), self._problems if is_there else [])

    def take_tables(self, key: str) -> Iterator["Table"]:
        """Take a list of at least one table, each named in messages by its code, year or number; closes each."""
        values = self.take(key, list)
        if not values:
            self.note(f"[[{key}]] is empty; expected at least one")
        for number, value in enumerate(values, 1):
            if type(value) is not dict:
                self.note(f"{key} number {number} is {value!r}; expected a table")
                continue
            name = value.get("code", value.get("year", number))
            with Table(f"{self._where} [[{key}]] {name}", value, self._problems) as table:
                yield table
