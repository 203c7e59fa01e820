"""Read delimited text: which encoding, which delimiter, and whether it is a table at all."""

import codecs
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator

from .limits import Limits
from .prescan import Refusal

DELIMITERS = ";\t,|"
"""In the order in which they win a tie: a comma also stands inside numbers, a semicolon hardly ever does."""

_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 200
_LEAST_SHARE = 0.5
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MARKUP = (
    (re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|div|meta|style|script)\b", re.IGNORECASE), "html"),
    (re.compile(r"\s*<(?:\?xml|[A-Za-z_][\w.-]*:?[\w.-]*[\s/>])"), "xml"),
    (re.compile(r'\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|\[|"|-?\d|\]))'), "json"),
)


def read_rows(content: bytes, limits: Limits) -> Iterator[list[str]]:
    """Yield the records of delimited text, blank ones too, as spreadsheet programs number them.

    Raises `Refusal` when the content is no table or holds too many cells.
    """
    text = _decode(content)
    for pattern, seems in _MARKUP:
        if pattern.match(text):
            raise Refusal("file.not_a_workbook", found=seems)
    hint = _HINT.match(text)
    delimiter = hint[1] if hint else _delimiter_of(text)
    csv.field_size_limit(sys.maxsize)
    cells = 0
    for record in csv.reader(io.StringIO(text[hint.end() :] if hint else text, newline=""), delimiter=delimiter):
        cells += len(record)
        if cells > limits.cells:
            raise Refusal("file.too_many_cells", reason="cells", cells=cells, limit=limits.cells)
        yield record


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if _CONTROL.search(text) or text.count("\ufffd") > len(text) // 100:
        raise Refusal("file.not_a_workbook", found="binary")
    return text


def _delimiter_of(text: str) -> str:
    """Choose the delimiter under which most records have the same width of two or more."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(text) > _SAMPLE_CHARACTERS:
        sample = sample.rpartition("\n")[0] or sample
    best, best_share = "", 0.0
    for delimiter in DELIMITERS:
        share = _share_of_common_width(sample, delimiter)
        if share > best_share:
            best, best_share = delimiter, share
    if best_share < _LEAST_SHARE:
        raise Refusal("file.not_a_workbook", found="text")
    return best


def _share_of_common_width(sample: str, delimiter: str) -> float:
    widths: Counter[int] = Counter()
    for number, record in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
        if number == _SAMPLE_ROWS:
            break
        if any(record):
            widths[len(record)] += 1
    total = widths.total()
    return max((count for width, count in widths.items() if width > 1), default=0) / total if total else 0.0
