"""What is given as data: one TOML file a subject, and the one way to open it.

Takes the name of a file beside this module and gives its tables as they stand, or a frozen record of them. What they
mean, and whether they are right, the rooms that open them say; nothing here knows of them.
"""

import os
import tomllib
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

CONFIG = Path(__file__).parent

Record = TypeVar("Record")


def said_outside(variable: str) -> str:
    """Return what the environment says in the place of a file, so that an update of the product does not undo it."""
    return os.environ.get(variable, "").strip()


def open_config(name: str) -> dict[str, Any]:
    """Read `config/<name>.toml`; raises `FileNotFoundError` when there is none."""
    return tomllib.loads((CONFIG / f"{name}.toml").read_text("utf-8"))


def open_record(kind: type[Record], name: str, **places: str) -> Record:
    """Make a record of the tables of `config/<name>.toml`; a list becomes a tuple.

    A field has the value that stands under its own name in one of the tables only, or at its place among *places*, such
    as "home.region"; raises `KeyError` naming a field that has none.
    """
    tables = open_config(name)
    held = {f"{table}.{key}": value for table, own in tables.items() for key, value in own.items()}
    times = Counter(key for own in tables.values() for key in own)
    held |= {key: value for own in tables.values() for key, value in own.items() if times[key] == 1}
    values = {field.name: held[places.get(field.name, field.name)] for field in fields(kind)}
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})
