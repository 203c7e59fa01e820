"""Recognise personal data by its shape or its header, and put a mark in its place.

Shapes are those of Indonesia: NIK and KK numbers (digits 7 to 12 hold a date, a woman's day being 40 higher), NIP of
civil servants, telephone numbers, e-mail, street addresses and places of birth. A name has no shape; `checks.people`
knows the names of a file.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smartcity.method.layout import normalise
from smartcity.records.findings import Finding

MARK = "•••"
"""What stands where personal data stood, in any language."""

_KEY = "key"

# A number that goes on to the left is another number: a longer one, or the fraction of a decimal.
_START = r"(?<!\d)(?<!\d[.,])"
_END = r"(?!\d)"
_GAP = r"[ .\-]?"
_REST_OF_SENTENCE = r"(?:[^;!?.\n]|\.(?=\S)|(?<=\b\w)\.|(?<=\b[nN][oO])\.|(?<=\b\w[tTwWlL])\.|(?<=\b[kK][eE]\w)\.)*"
_APART = r"[ .,()/_*\-\n•~|]{0,3}"
"""What people put between the digits of a number."""

_MORE_DIGITS = rf"(?:{_APART}\d)"
_NO_DAY = r"(?!\(?0?8[ ./\-]{1,3}(?:0?[1-9]|1[0-2])[ ./\-]{1,3}(?:19|20)\d\d(?!\d))"
_NO_LIST = r"(?!\d(?:[ ,;/]{1,2}\d(?!\d)){5})"
"""A list of marks, each of one digit, is no number of a person."""


def _spread(*digits: str) -> str:
    """Let anything that people put between digits stand between these."""
    return _APART.join(digits)


def _one_of(*choices: str) -> str:
    return f"(?:{'|'.join(choices)})"


_ANY = r"\d"
_PAIR = (_ANY, _ANY)
_MONTH = _one_of(_spread("0", "[1-9]"), _spread("1", "[0-2]"))
_DAYS = (_spread("0", "[1-9]"), _spread("[12]", _ANY), _spread("3", "[01]"))
_WOMANS_DAYS = (_spread("4", "[1-9]"), _spread("[56]", _ANY), _spread("7", "[01]"))
_CENTURY = _one_of(_spread("1", "9"), _spread("2", "0"))

_NUMBERS: Mapping[str, str] = {
    # A key made by a machine is full of digits and names nobody.
    _KEY: r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})\b",
    "nip": _START
    + _spread(
        _one_of(_spread("1", "9", "[4-9]", _ANY), _spread("2", "0", "[01]", _ANY)),
        *(_MONTH, _one_of(*_DAYS), _CENTURY, _ANY, _ANY, _MONTH, "[12]", _ANY, _ANY, _ANY),
    )
    + _END,
    "nik": _START
    + _NO_LIST
    + _spread("[1-9]", _ANY, *_PAIR, *_PAIR, _one_of(*_DAYS, *_WOMANS_DAYS), _MONTH, *_PAIR, *_PAIR, *_PAIR)
    + _END,
    "npwp": rf"{_START}\d\d\.\d{{3}}\.\d{{3}}\.\d-\d{{3}}\.\d{{3}}{_END}",
    "international": rf"(?<!\d)\(?(?:\+|\b0[ ]?0){_APART}6[ ]?2{_APART}\d{_MORE_DIGITS}{{6,12}}{_END}",
    "sixty_two": rf"{_START}6[ ]?2{_GAP}8{_APART}\d{_MORE_DIGITS}{{6,10}}{_END}",
    "mobile": rf"{_START}{_NO_DAY}\(?0[ \-_*/]{{0,2}}8{_MORE_DIGITS}{{7,12}}{_END}",
    # Without its zero, as a spreadsheet leaves it.
    "bare": rf"{_START}8[1-9](?:\d{{8,10}}|\d[ \-_*/]{{1,2}}\d{{3,4}}[ \-_*/]{{1,2}}\d{{3,4}}){_END}",
    "landline": rf"{_START}(?:\(0\d{{2,3}}\)[ \-./_*]{{0,2}}\d{{3,4}}[ \-./]?\d{{2,4}}"
    rf"|0\d{{2,3}}[ \-./_*]{{1,2}}\d{{3,4}}[ \-]?\d{{3,4}}){_END}",
}
_PROVIDERS = r"(?:gmail|yahoo|ymail|outlook|hotmail|icloud|rocketmail)"
_AT = rf"(?:\s{{0,2}}@\s{{0,2}}|\s?[\[({{<]\s?(?:at|et)\s?[\])}}>]\s?|\s{{1,2}}(?:at|et)\s{{1,2}}(?={_PROVIDERS}))"
_DOT = r"(?:\s{0,2}[\[({]\s?(?:dot|titik|\.)\s?[\])}]\s{0,2}|\s{1,2}(?:dot|titik)\s{1,2})"
_ENDINGS = r"(?:com|co|id|go|net|org|ac|or|web|sch|desa|gov|info|my)"
_MAIL = (
    r"(?<![\w.+\-])[\w.+\-]++(?:\s?[._]\s?[\w+\-]++){0,3}"
    rf"{_AT}(?:{_PROVIDERS}\b(?:(?:{_DOT}|\s?[.,]\s?){_ENDINGS}\b){{0,3}}"
    rf"|[\w\-]+(?:\.[\w\-]+)+(?:\s?\.\s?{_ENDINGS}\b){{0,2}}|[\w\-]+(?:(?:{_DOT}|\s?\.\s?){_ENDINGS}\b){{1,3}})"
)
_PLACES: Mapping[str, str] = {
    "street": rf"\b(?:jln|jl|gg)\b\.?\s*\w{_REST_OF_SENTENCE}",
    "numbered_street": r"\b(?:jalan|gang)\s{1,9}(?:[^\W\d_][\w.']{0,40}\s{1,9}){1,5}?"
    r"(?:no|nomor|nmr|rt|blok)\b\.?\s*\w*\d" + _REST_OF_SENTENCE,
    "neighbourhood": r"\brt\b\.?\s*\d{1,3}(?:\s*/\s*(?:rw\b\.?\s*)?|[,.\s\-]*rw\b\.?\s*)\d{1,3}",
    "rt_of_village": r"\b(?:desa|ds|kelurahan|kel|dusun|dsn|kampung|kp|kompleks?|komp|perum|perumahan|blok)\b\.?\s{1,9}"
    r"[\w' ]{1,40}?[ ,]{1,9}rt\b\.?\s*\d{1,3}",
    "village_of_rt": r"\brt\b\.?\s*\d{1,3}\s*,?\s*(?:desa|kelurahan|kel|dusun|kecamatan|kec)\b\.?\s+\w+",
    "birth": r"\b(?:lahir|ttl)\b[^;\n]{0,40}?\d{4}",
}


def _any_of(shapes: Mapping[str, str], flags: int = 0) -> re.Pattern:
    return re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in shapes.items()), re.IGNORECASE | flags)


_PLACE_HINT = r"\b(?:jln|jl|jalan|gg|gang|rt|lahir|ttl)\b"
_MANY_DIGITS = r"\d(?:[ .,()/_*\-\n•~|]{0,3}\d){8}"
_SHAPES = {
    r"[@(\[{<]|\s(?:at|et)\s": re.compile(_MAIL, re.IGNORECASE),
    _MANY_DIGITS: _any_of(_NUMBERS, re.ASCII),
    _PLACE_HINT: _any_of(_PLACES),
}
"""The shapes by what each of them has some of, which nearly all texts of a survey lack."""

_HINTS = {re.compile(hint, re.IGNORECASE | re.ASCII): shapes for hint, shapes in _SHAPES.items()}
_NUMBER_HINT = next(hint for hint in _HINTS if hint.pattern == _MANY_DIGITS)
_IDENTIFIERS = {hint: shapes for hint, shapes in _HINTS.items() if hint.pattern != _PLACE_HINT}
_HINT = (
    rf"(?i){'|'.join(_SHAPES)}|[\doli](?:[ .,()/_*\-\n•~|]{{0,3}}[\doli]){{8}}|\d[^\d\x20-\x7e]{{1,9}}\d"
    r"|[^\x00-\x7f\pL•“”‘’–—…]|[\x{ff00}-\x{ffef}\x{1d400}-\x{1d7ff}]|[\x00-\x08\x0b-\x1f]"
)
"""What a text has that may hold personal data, also where digits are of another script or signs are invisible."""

_LETTERS_FOR_DIGITS = re.compile(r"(?<![^\W\d_])[oOlI]{1,4}(?=[ .\-]?\d)|(?<=\d)[oOlI]{1,4}(?![^\W\d_])")
_AS_DIGITS = str.maketrans("oOlI", "0011")
_MOST_ROUNDS = 8

_NUMBER_OF = r"(?:(?:no|nomor|nmr|number) )?"
_OF_WHOM = r"(?: (?:responden|anda|pengguna|warga|aktif|lengkap|yang (?:dapat|bisa) dihubungi|pic|respondent))*"
_HEADER = re.compile(
    "|".join(
        rf"(?:{header}){_OF_WHOM}"
        for header in (
            rf"{_NUMBER_OF}(?:nik|nip|npwp|sim|paspor|kk|ktp|nik ktp|kartu keluarga|kartu tanda penduduk|"
            r"(?:nomor )?induk kependudukan)",
            rf"{_NUMBER_OF}(?:hp|handphone|hand phone|ponsel|seluler|telp|tlp|telpon|telepon|wa|whatsapp|whats app|"
            r"kontak|phone|mobile|telephone|contact)(?: (?:atau |dan )?(?:hp|wa|whatsapp|telepon|telp|rumah|phone|"
            r"number|seluler|no|nomor))*",
            r"(?:alamat )?(?:e ?mail|surel)(?: address)?",
            r"(?:alamat|address)(?: (?:rumah|domisili|ktp|tinggal|tempat tinggal|sesuai ktp|sekarang))*",
            r"(?:tempat(?: dan)? )?(?:tanggal|tgl|tempat)(?: tgl)? (?:tanggal )?lahir",
            r"ttl|date of birth|birth ?date|birthday|place of birth",
            r"(?:nama|name)(?: (?:lengkap|panggilan|asli|bapak ibu|ibu kandung|orang tua|kepala keluarga|petugas|"
            r"pencacah|pewawancara|enumerator|surveyor|surveior|pengisi|pemilik|narahubung|kontak|penanggung jawab))*",
            r"full name|first name|last name|username|user name|(?:petugas )?(?:enumerator|surveyor|surveior|pencacah|"
            r"pewawancara)|narahubung|contact person|pic",
        )
    )
)


def is_personal(text: object) -> bool:
    """Say whether a cell's value holds personal data by its shape, be it a text or a number as a spreadsheet keeps it.

    A day, a truth value or nothing holds none.
    """
    return any(_spans(plain_spelling(_spelled(text))[0], _HINTS))


def identifies(text: object) -> bool:
    """Say whether a cell's value holds a number or an e-mail address that belongs to one person; a street does not."""
    return any(_spans(plain_spelling(_spelled(text))[0], _IDENTIFIERS))


def may_be_personal(texts: Sequence[str]) -> np.ndarray:
    """Say of each text whether it is worth a look: False for those that surely hold no personal data by shape."""
    try:
        is_suspect = pc.match_substring_regex(pa.array(texts, pa.string()), _HINT)
    except UnicodeEncodeError:  # Half a letter beyond the first plane is no UTF-8.
        return np.ones(len(texts), bool)
    return is_suspect.to_numpy(zero_copy_only=False)


def masked(text: str) -> str:
    """Put `MARK` in the place of each part of *text* that is personal by its shape; the rest stays as it is."""
    for _ in range(_MOST_ROUNDS):
        plain, places = plain_spelling(text)
        spans = _joined(_spans(plain, _HINTS))
        if not spans:
            return text
        pieces, end = [], 0
        for first, last in spans:
            pieces += [text[end : places[first]], MARK]
            end = places[last - 1] + 1
        text = "".join([*pieces, text[end:]])
    return MARK


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def plain_spelling(text: str) -> tuple[str, Sequence[int]]:
    """Spell a text with the signs of a keyboard, with the place in *text* that each sign comes from.

    Digits of any script, wide letters, dashes and blanks of any kind become plain ones; invisible signs go.
    """
    if text.isascii() and text.isprintable():
        return text, range(len(text))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        spelled = sign if " " <= sign <= "~" else _plain_sign(sign)
        signs.append(spelled)
        places += [place] * len(spelled)
    return "".join(signs), places


@lru_cache(4096)
def _plain_sign(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(sign)
    if sign == "\n" or kind in ("Zl", "Zp"):
        return "\n"
    if sign in _BLANKS or kind == "Zs":
        return " "
    if kind in _INVISIBLE or sign in _FILLERS:
        return ""
    return "-" if kind == "Pd" or sign == "\u2212" else unicodedata.normalize("NFKC", sign)


_BLANKS = "\t\r\v\f\u2800"
_INVISIBLE = ("Cf", "Cc", "Mn", "Me", "Co", "Cn", "Cs")
_FILLERS = "\u115f\u1160\u3164\uffa0"


def is_personal_header(text: object) -> bool:
    """Say whether a header names personal data, such as "Nama", "NIK", "No. HP" or "Tempat/tanggal lahir"."""
    return _HEADER.fullmatch(normalise(plain_spelling(str(text))[0])) is not None


def screened(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return *findings* without personal data: whatever they quote that has its shape becomes `MARK` as a whole.

    What stands beside a number or an address is most likely the name, so nothing of such a text is kept. A column
    that nobody reads because its header names personal data is told as such, not as one to be renamed or asked about.
    """
    return tuple(map(_screened, findings))


def _screened(finding: Finding) -> Finding:
    if finding.code == "header.unknown" and is_personal_header(finding.found):
        return Finding("personal.not_read", finding.place, MARK if is_personal(finding.found) else finding.found)
    # An example row holds what its author invented or left standing, a name as well as not.
    is_hidden = finding.code == "row.example" or is_personal(finding.found)
    values = {name: _screened_value(value) for name, value in finding.values.items()}
    if not is_hidden and values == finding.values:
        return finding
    return replace(finding, found=MARK if is_hidden else finding.found, values=values)


def _screened_value(value: object) -> object:
    if isinstance(value, str):
        return MARK if is_personal(value) else value
    if isinstance(value, Mapping):
        return {name: _screened_value(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_screened_value(part) for part in value]
    return value


def _spelled(value: object) -> str:
    """Spell a cell's value as it is typed; a day, a truth value and nothing are no text."""
    if value is None or isinstance(value, bool | date | time):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else ""
    return str(value)


def _spans(text: str, shapes_by_hint: Mapping[re.Pattern, re.Pattern]) -> Iterator[tuple[int, int]]:
    """Yield from where to where personal data stands; numbers also where letters stand for a zero or a one."""
    lettered = _LETTERS_FOR_DIGITS.sub(lambda match: match[0].translate(_AS_DIGITS), text)
    for hint, shapes in shapes_by_hint.items():
        for spelled in dict.fromkeys((text, lettered) if hint is _NUMBER_HINT else (text,)):
            if hint.search(spelled):
                yield from (match.span() for match in shapes.finditer(spelled) if match.lastgroup != _KEY)
