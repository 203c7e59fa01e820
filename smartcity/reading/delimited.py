"""Read delimited text: which encoding, which delimiter, and whether it is a table at all."""

import codecs
import csv
import io
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator

from .prescan import Limits, Refusal

DELIMITERS = ";\t,|"
"""In the order in which they win a tie: a comma also stands inside numbers, a semicolon hardly ever does."""

_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 200
_LEAST_SHARE = 0.5
_LEAST_RUN = 3
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_HINT = re.compile(rf"sep=([{DELIMITERS}])\r?\n", re.IGNORECASE)
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
        widths = _widths(sample, delimiter)
        width, count = max(Counter(widths).items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
        share = count / len(widths) if widths else 0.0
        if _is_prose(sample, delimiter):
            # A letter has commas too, but hardly ever the same number of them in every line.
            is_table = share == 1.0 and count > 1
        else:
            is_table = share > _LEAST_SHARE or _longest_run(widths, width) >= _LEAST_RUN
        if is_table and width > 1 and share > best_share:
            best, best_share = delimiter, share
    if not best:
        raise Refusal("file.not_a_workbook", found="text")
    return best


def _is_prose(sample: str, delimiter: str) -> bool:
    return delimiter == "," and 2 * (sample.count(", ") + sample.count(",\n")) > sample.count(",")


def _widths(sample: str, delimiter: str) -> list[int]:
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    return [len(record) for record in itertools.islice(records, _SAMPLE_ROWS) if any(record)]


def _longest_run(widths: list[int], width: int) -> int:
    return max((len(list(run)) for value, run in itertools.groupby(widths) if value == width), default=0)
