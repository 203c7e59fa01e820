"""Data set by a typst template as a tagged PDF (PDF/UA-1); typst needs neither a browser nor a font of the machine."""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from smartcity import charts

FONTS = Path(__file__).parents[3] / "static"
STANDARD = "ua-1"

BLANK = "□"
"""Stands for a sign that no font here has, such as a picture in the name of an innovation."""

_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc"})
_OF_LINES = frozenset("\t\r\n\u200b\u00ad")


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """Set *data* by *template*; the same data give the same bytes.

    A tagged document may hold no sign that its fonts lack, so one sign in one name would keep all of it from people:
    where there is such a sign, what our font cannot write is left blank.
    """
    try:
        return _compiled(template, data)
    except (typst.TypstError, UnicodeEncodeError):
        return _compiled(template, _writable(data))


def _compiled(template: Path, data: object) -> bytes:
    return typst.compile(
        template,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=_fonts(),
        pdf_standards=[STANDARD],
    )


@cache
def _fonts() -> typst.Fonts:
    """Look through the fonts once; a font of the machine is none of them."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _writable(value: object) -> object:
    if isinstance(value, str):
        return "".join(map(_sign, value))
    if isinstance(value, Mapping):
        return {name: _writable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return list(map(_writable, value))
    return value


def _sign(sign: str) -> str:
    """Return a sign as our font can write it: itself, its plain form, nothing for what is not seen, else a blank."""
    if sign in _OF_LINES or charts.has_sign(sign):
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    if all(map(charts.has_sign, plain)):
        return plain
    return "" if unicodedata.category(sign) in _UNSEEN else BLANK
