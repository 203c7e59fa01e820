"""Signs that belong into no name that is kept or told: those that order a terminal about or turn a line around, and
halves of signs, which no file and no table can hold.
"""

import re
from collections.abc import Mapping

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ud800-\udfff"
_IN_LINES = re.compile(f"[{_CONTROLS}]+")
_IN_ONE_LINE = re.compile(f"[{_CONTROLS}\t\n]+")


def on_one_line(text: str) -> str:
    """Put a space for each run of signs that no line has: breaks, tabs, escapes, turns of the direction."""
    return _IN_ONE_LINE.sub(" ", text)


def without_controls(text: str) -> str:
    """Leave breaks and tabs, and put a space for all other signs that order a terminal about."""
    return _IN_LINES.sub(" ", text)


def escaped(json: str) -> str:
    """Spell such signs in a JSON text by their numbers, as JSON does with those of ASCII."""
    return _IN_LINES.sub(lambda run: "".join(f"\\u{ord(sign):04x}" for sign in run[0]), json)


def whole(value: object) -> object:
    """Put a question mark for each half of a sign in every text of *value*, also of what stands in lists and mappings.

    Such come from an argument in another encoding, or from JSON of a browser.
    """
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, Mapping):
        return {whole(name): whole(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(whole, value))
    return value
