"""The tables and values of a TOML file, as plain as JSON holds them; runs in the reading process."""

import json
import re
import tomllib

from .prescan import Refusal

DEEPEST = 12
"""Tables within tables; a definition needs three."""

_DEEP = re.compile(rf"""(?<![\w\-"'])(?:[\w\-"']++[ \t]*+\.[ \t]*+){{{DEEPEST}}}""")
_POSITION = re.compile(r"line (\d{1,9}), column (\d{1,9})")
_LARGEST = 1 << 53
_NOT_TOML = "definition.not_toml"


def read(content: bytes) -> str:
    """Spell the top table in JSON, numbers that are none included.

    Raises `Refusal` for what is no TOML, or nested deeper than anybody writes it.
    """
    try:
        text = content.decode("utf-8-sig")
        # A key of forty thousand parts takes six gigabytes to be read.
        if _DEEP.search(text):
            raise Refusal(_NOT_TOML)
        return json.dumps(_plain(tomllib.loads(text), 0), default=str)
    except (ValueError, RecursionError) as problem:
        position = _POSITION.search(str(problem))
        values = {"line": position[1], "column": position[2]} if position else {}
        raise Refusal(_NOT_TOML, **values) from problem


def _plain(value: object, depth: int) -> object:
    """Look how deep it goes, and spell a whole number that no calculation can hold as the text that it is."""
    if depth > DEEPEST:
        raise Refusal(_NOT_TOML)
    if isinstance(value, dict):
        return {key: _plain(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part, depth + 1) for part in value]
    return str(value)[:100] if isinstance(value, int) and abs(value) > _LARGEST else value
