"""Read delimited text: which encoding, which delimiter, whether it is a table at all, and what is odd about its lines.

A cell may hold line breaks, so a quotation mark that nobody closes swallows rows without a trace. Nothing of the kind
is guessed away: such a file is refused with the lines where the marks stand.
"""

import codecs
import csv
import io
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .addresses import address
from .prescan import Limits, Notice, Refusal

DELIMITERS = ";\t,|^~"
"""In the order in which they win a tie: a comma also stands inside numbers, a semicolon hardly ever does."""

MOST_TOLD = 100
"""So many odd rows or lines of one kind are named."""

_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 200
_LEAST_SHARE = 0.5
_LEAST_RUN = 3
_REGULAR_SHARE = 0.9
_NARROWEST_SWALLOWED = 3
_MOST_STRAY_QUOTES = 20
_WITHOUT_MARK_BYTES = 4096
_MANY_ZEROS, _FEW_ZEROS = 0.3, 0.05
_END_OF_FILE = "\x1a"
"""What old programs write behind the last line."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HINT = re.compile(rf'"?sep=([{DELIMITERS}])"?(?:\r\n|\r|\n)', re.IGNORECASE)
_MARKUP = (
    (re.compile(r"\A\s*+<(?:!doctype\s+html|html|head|body|table|div|meta|style|script)\b", re.IGNORECASE), "html"),
    (re.compile(r"\A\s*+<(?:\?xml|[A-Za-z_][\w.-]*+(?::[\w.-]*+)?[\s/>])"), "xml"),
    (re.compile(r'\A\s*+(?:\{\s*+(?:"|\})|\[\s*+(?:\{|\[|"|-?\d|\]))'), "json"),
)
_BEYOND_ASCII = bytes(range(128, 256))
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')
_MARK_BEHIND = re.compile(rf'([{DELIMITERS}]) {{1,4}}"')
_AS_TEXT, _AS_TEXT_LENGTH = ('="', '"'), 3
"""What stands around a value that a program is told to show as it is: ="0812"."""

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_FEWEST_GAPS = 2
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_rows(content: bytes, limits: Limits, notices: list[Notice]) -> Iterator[list[str]]:
    """Yield the records of delimited text, blank ones too, as spreadsheet programs number them.

    What is odd but readable joins *notices*. Raises `Refusal` when the content is no table, holds too many cells, or
    has a quotation mark that swallows lines.
    """
    text = _decode(content, notices)
    for pattern, seems in _MARKUP:
        if pattern.match(text):
            raise Refusal("file.not_a_workbook", found=seems)
    hint = _HINT.match(text)
    begin = hint.end() if hint else 0
    text = text if hint else _unwrapped(text)
    text = _with_marks_at_delimiters(text, hint[1] if hint else DELIMITERS)
    delimiter = hint[1] if hint else _delimiter_of(text)
    has_texts = _AS_TEXT[0] in text
    shape = _Shape.of(_sample(text[begin:]), delimiter)
    csv.field_size_limit(sys.maxsize)
    records = _Records(io.StringIO(text[begin:], newline=""), delimiter, shape.width, 1 + bool(hint))
    odd = _OddRows(shape, notices)
    cells = 0
    for number, record in enumerate(records, 1):
        cells += len(record)
        if cells > limits.cells:
            raise Refusal("file.too_many_cells", reason="cells", cells=cells, limit=limits.cells)
        odd.look_at(number, record)
        yield [*map(_shown, record)] if has_texts else record
    if records.stray:
        raise Refusal("file.unclosed_quote", lines=records.stray)


def _decode(content: bytes, notices: list[Notice]) -> str:
    """Decode a text: by its mark, as UTF-16 by its zeros, as UTF-8 if most of it is that, else as Windows does."""
    bad = _BadBytes(content)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = bad.decoded("utf-16")
    elif wide := _utf16_without_mark(content):
        text = bad.decoded(wide)
    else:
        text = bad.decoded("utf-8-sig")
        if bad.read_as and not content.startswith(codecs.BOM_UTF8) and bad.whole_signs(text) < len(bad.read_as):
            bad.read_as.clear()
            text = bad.decoded("cp1252")
    text = text.removesuffix(_END_OF_FILE)
    if _CONTROL.search(text) or text.count("\ufffd") > len(text) // 100:
        raise Refusal("file.not_a_workbook", found="binary")
    if bad.read_as:
        shown = ", ".join(dict.fromkeys(bad.read_as.values()))
        notices.append(Notice("file.bad_bytes", shown[:40], {"lines": bad.lines(), "n": len(bad.read_as)}))
    return text


def _utf16_without_mark(content: bytes) -> str:
    """Return which UTF-16 a text is whose every second byte is zero, "" for none."""
    start = content[:_WITHOUT_MARK_BYTES]
    half = len(start) // 2
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > _MANY_ZEROS * half and even <= _FEW_ZEROS * half:
        return "utf-16-le"
    return "utf-16-be" if even > _MANY_ZEROS * half and odd <= _FEW_ZEROS * half else ""


@dataclass
class _BadBytes:
    """The bytes of a text that its encoding does not know, by place: what each is read as."""

    content: bytes
    read_as: dict[int, str] = field(default_factory=dict)

    def decoded(self, encoding: str) -> str:
        """Decode the text; a byte that is wrong in UTF-8 is read as Windows reads it."""
        codecs.register_error("told", self._told)
        return self.content.decode(encoding, "told")

    def _told(self, problem: UnicodeError) -> tuple[str, int]:
        own = problem.object[problem.start : problem.end]
        sign = own.decode("cp1252", "replace") if problem.encoding == "utf-8" else "\ufffd"
        # The mark at the start of the text is not among what the decoder hands over.
        self.read_as[problem.start + len(self.content) - len(problem.object)] = sign
        return sign, problem.end

    def whole_signs(self, text: str) -> int:
        """Count the signs of a decoded *text* beyond ASCII that its encoding did know."""
        beyond_ascii = len(text) - len(self.content.translate(None, _BEYOND_ASCII))
        return beyond_ascii - sum(map(len, self.read_as.values()))

    def lines(self) -> list[int]:
        """List the lines in which they stand."""
        lines, line, behind = [], 1, 0
        for place in sorted(self.read_as):
            line += self.content.count(b"\n", behind, place) or self.content.count(b"\r", behind, place)
            behind = place
            lines.append(line)
        return list(dict.fromkeys(lines))[:MOST_TOLD]


@dataclass(frozen=True)
class _Shape:
    """How wide the records of a table are, its header included, and whether nearly all of them are so."""

    width: int
    is_regular: bool

    @classmethod
    def of(cls, sample: str, delimiter: str) -> "_Shape":
        """Look at the first records; those that end early, without their last blank cells, count as narrow."""
        widths = _widths(sample, delimiter)
        usual = _usual(widths)
        width = next((width for width in widths if width >= usual), usual)
        same = widths.count(width)
        return cls(width, bool(widths) and same >= _REGULAR_SHARE * len(widths))


class _Records:
    """The records of a text, one by one; *stray* are the lines of quotation marks that swallow others."""

    def __init__(self, lines: Iterator[str], delimiter: str, width: int, first_line: int) -> None:
        self._lines, self._delimiter, self._width = lines, delimiter, width
        self._line = first_line
        self.stray: list[int] = []

    def __iter__(self) -> Iterator[list[str]]:
        taken: list[str] = []
        # A record that is still open at the end takes the blank line behind it too.
        waiting = itertools.chain(self._lines, ("",))
        is_open = True
        while is_open:
            is_open = False
            for record in csv.reader(_remembered(waiting, taken), delimiter=self._delimiter):
                stray = self._swallowing(taken) if len(taken) > 1 else None
                if stray is not None:
                    self.stray.append(stray)
                    # What it swallowed is read again, so that all of them are named at once.
                    waiting = itertools.chain(taken[1:], waiting)
                    taken.clear()
                    self._line += 1
                    is_open = len(self.stray) < _MOST_STRAY_QUOTES
                    break
                if taken != [""]:
                    yield record
                self._line += len(taken)
                taken.clear()

    def _swallowing(self, taken: list[str]) -> int | None:
        """Return the line of a quotation mark that is not closed where its cell ends; None when all are.

        A cell with line breaks may be right. It is not where the mark is never closed, where text follows behind the
        closing one, or where each of its lines alone is a whole record.
        """
        open_at = _unclosed("".join(taken), self._delimiter)
        if open_at is not None:
            return self._line + len(_LINE_END.findall("".join(taken)[:open_at]))
        is_each_whole = all(line.count(self._delimiter) == self._width - 1 for line in taken)
        return self._line if is_each_whole and self._width >= _NARROWEST_SWALLOWED else None


def _remembered(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _unclosed(record: str, delimiter: str) -> int | None:
    """Return where a quotation mark stands that opens a cell and does not close it before another line or text."""
    at = 0
    while at < len(record):
        if record[at] == '"':
            cell = _QUOTED.match(record, at)
            if cell is None:
                return at
            is_closed = record[cell.end() : cell.end() + 1] in ("", delimiter, "\r", "\n")
            if not is_closed and _LINE_END.search(cell[0]):
                return at
            at = cell.end()
        following = record.find(delimiter, at)
        at = len(record) if following < 0 else following + 1
    return None


class _OddRows:
    """Looks for rows that a stray delimiter or line break has shifted; what it finds joins the notices."""

    def __init__(self, shape: _Shape, notices: list[Notice]) -> None:
        self._shape, self._notices = shape, notices
        self._told, self._before, self._is_below_header = 0, 0, False

    def look_at(self, number: int, record: list[str]) -> None:
        """Look at one record, the *number*th."""
        width, usual = len(record), self._shape.width
        if self._told < MOST_TOLD and self._is_below_header:
            if width > usual and any(map(str.strip, record[usual:])):
                self._tell("row.beyond_header", address(number, usual + 1))
            elif self._shape.is_regular and 1 < width < usual and width + self._before == usual + 1:
                self._tell("row.broken", str(number), before=number - 1)
                width = 0
        self._is_below_header |= width == usual
        self._before = width if width < usual else 0

    def _tell(self, code: str, cell: str, **values: object) -> None:
        # What stands there is not told: it may be somebody's name.
        self._told += 1
        self._notices.append(Notice(code, values=values, cell=cell))


def _delimiter_of(text: str) -> str:
    """Choose the delimiter under which most records have the same width, and of two as good the one with more columns.

    A comma that only divides records below the first divided one stands inside numbers.
    """
    sample = _sample(text)
    fits: dict[str, tuple[float, int]] = {}
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter)
        width = _usual(widths)
        count = widths.count(width)
        share = count / len(widths) if widths else 0.0
        if _is_prose(sample, delimiter):
            # A letter has commas too, but hardly ever the same number of them in every line.
            is_table = share == 1.0 and count > 1
        else:
            is_table = share > _LEAST_SHARE or _longest_run(widths, width) >= _LEAST_RUN
        if is_table and width > 1:
            fits[delimiter] = share * (1 - 1 / width), widths.index(width)
    if not fits:
        if _is_aligned(sample):
            raise Refusal("file.not_a_workbook", found="aligned", reason="aligned")
        raise Refusal("file.not_a_workbook", found="text")
    first = min(place for _, place in fits.values())
    return max(fits, key=lambda one: fits[one][0] / (2 if one == "," and fits[one][1] > first else 1))


def _is_aligned(sample: str) -> bool:
    """Say whether most lines have columns that begin at the same places, with blanks between them."""
    lines = [line.expandtabs() for line in _LINE_END.split(sample) if line.strip()][:_SAMPLE_ROWS]
    starts = [frozenset(found.end() for found in _GAP.finditer(line)) for line in lines]
    if len(lines) < _LEAST_RUN:
        return False
    counts = Counter(itertools.chain.from_iterable(starts))
    usual = [place for place, count in counts.items() if count >= _REGULAR_SHARE * len(lines)]
    return len(usual) >= _FEWEST_GAPS


def _unwrapped(text: str) -> str:
    """Take away the quotation marks around each whole line, which a program writes that took each for one cell."""
    lines = _LINE_END.split(text)
    found = [_QUOTED.fullmatch(line) for line in lines if line.strip()]
    if not found or not all(found):
        return text
    plain = "\n".join(line[1:-1].replace('""', '"') for line in lines)
    widths = ({len(row) for row in csv.reader(plain.splitlines(), delimiter=one) if row} for one in DELIMITERS)
    return plain if any(len(own) == 1 and min(own) >= _NARROWEST_SWALLOWED for own in widths) else text


def _with_marks_at_delimiters(text: str, delimiters: str) -> str:
    """Take away the blanks between a delimiter and a quotation mark where a program wrote them in most lines.

    A mark only opens a cell where the cell begins.
    """
    sample = [line for line in _LINE_END.split(_sample(text)) if line.strip()][:_SAMPLE_ROWS]
    usual = [one for one in delimiters if 2 * sum(f'{one} "' in line for line in sample) > len(sample)]
    return _MARK_BEHIND.sub(lambda found: f'{found[1]}"' if found[1] in usual else found[0], text) if usual else text


def _shown(cell: str) -> str:
    """Return what a spreadsheet program shows of a cell."""
    begin, end = _AS_TEXT
    is_text = len(cell) >= _AS_TEXT_LENGTH and cell.startswith(begin) and cell.endswith(end)
    return cell[len(begin) : -len(end)].replace('""', '"') if is_text else cell


def _sample(text: str) -> str:
    sample = text[:_SAMPLE_CHARACTERS]
    return sample.rpartition("\n")[0] or sample if len(text) > _SAMPLE_CHARACTERS else sample


def _is_prose(sample: str, delimiter: str) -> bool:
    return delimiter == "," and 2 * (sample.count(", ") + sample.count(",\n")) > sample.count(",")


def _widths(sample: str, delimiter: str) -> list[int]:
    """Count the cells of the first records that hold something; a mark that swallows lines ends its own line."""
    records = itertools.islice(_Records(io.StringIO(sample, newline=""), delimiter, 0, 1), _SAMPLE_ROWS)
    return [len(record) for record in records if any(record)]


def _usual(widths: list[int]) -> int:
    return max(Counter(widths).items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))[0]


def _longest_run(widths: list[int], width: int) -> int:
    return max((len(list(run)) for value, run in itertools.groupby(widths) if value == width), default=0)
