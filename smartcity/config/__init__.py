"""What is given as data: one TOML file a subject, and the one way to open it.

Takes the name of a file beside this module and gives its tables as they stand. What they mean, and whether they are
whole, the rooms that open them say; nothing here knows of them.
"""

import tomllib
from pathlib import Path
from typing import Any

CONFIG = Path(__file__).parent


def open_config(name: str) -> dict[str, Any]:
    """Read `config/<name>.toml`; raises `FileNotFoundError` when there is none."""
    return tomllib.loads((CONFIG / f"{name}.toml").read_text("utf-8"))
