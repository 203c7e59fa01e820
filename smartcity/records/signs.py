"""Signs that order a terminal about or turn a line around: they belong into no name that is kept or told."""

import re

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
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
