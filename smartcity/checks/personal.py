"""Recognise personal data by its shape or its header, and put a mark in its place.

Shapes are those of Indonesia: NIK and KK numbers (digits 7 to 12 hold a date, a woman's day being 40 higher), NIP of
civil servants, telephone numbers, e-mail, street addresses and places of birth. A name has no shape; `checks.people`
knows the names of a file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time

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
_MORE_DIGITS = r"(?:[ .()\-]{0,2}\d)"

_NUMBERS: Mapping[str, str] = {
    # A key made by a machine is full of digits and names nobody.
    _KEY: r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})\b",
    "nip": rf"{_START}(?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_GAP}(?:19|20)\d\d"
    rf"(?:0[1-9]|1[0-2]){_GAP}[12]{_GAP}\d{{3}}{_END}",
    "nik": rf"{_START}[1-9]\d{_GAP}\d\d{_GAP}\d\d{_GAP}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])"
    rf"{_GAP}(?:0[1-9]|1[0-2]){_GAP}\d\d{_GAP}\d{{4}}{_END}",
    "npwp": rf"{_START}\d\d\.\d{{3}}\.\d{{3}}\.\d-\d{{3}}\.\d{{3}}{_END}",
    "international": rf"(?<!\d)\(?(?:\+|\b00)\s?62[ .()\-]{{0,2}}\d{_MORE_DIGITS}{{6,12}}{_END}",
    "sixty_two": rf"{_START}62{_GAP}8\d{_MORE_DIGITS}{{6,10}}{_END}",
    "mobile": rf"{_START}\(?0(?:8\d\d|[ \-]8\d\d|8[ \-]\d{{3}}){_MORE_DIGITS}{{4,10}}{_END}",
    # Without its zero, as a spreadsheet leaves it.
    "bare": rf"{_START}8[1-9](?:\d{{8,10}}|\d[ \-]\d{{3,4}}[ \-]\d{{3,4}}){_END}",
    "landline": rf"{_START}(?:\(0\d{{2,3}}\)[ \-]?\d{{5,8}}|0\d{{2,3}}[ \-]\d{{6,8}}){_END}",
}
_MAIL = r"(?<![\w.+\-])[\w.+\-]++(?:@|\s?[\[(](?:at|et)[\])]\s?)[\w\-]+(?:\.[\w\-]+)+"
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
_SHAPES = {
    r"[@(\[]": re.compile(_MAIL, re.IGNORECASE),
    r"\d(?:[ .()\-]{0,2}\d){8}": _any_of(_NUMBERS, re.ASCII),
    _PLACE_HINT: _any_of(_PLACES),
}
"""The shapes by what each of them has some of, which nearly all texts of a survey lack."""

_HINTS = {re.compile(hint, re.IGNORECASE | re.ASCII): shapes for hint, shapes in _SHAPES.items()}
_IDENTIFIERS = {hint: shapes for hint, shapes in _HINTS.items() if hint.pattern != _PLACE_HINT}
_HINT = f"(?i){'|'.join(_SHAPES)}"

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
    return any(_matches(_spelled(text), _HINTS))


def identifies(text: object) -> bool:
    """Say whether a cell's value holds a number or an e-mail address that belongs to one person; a street does not."""
    return any(_matches(_spelled(text), _IDENTIFIERS))


def may_be_personal(texts: Sequence[str]) -> np.ndarray:
    """Say of each text whether it is worth a look: False for those that surely hold no personal data by shape."""
    try:
        is_suspect = pc.match_substring_regex(pa.array(texts, pa.string()), _HINT)
    except UnicodeEncodeError:  # Half a letter beyond the first plane is no UTF-8.
        return np.ones(len(texts), bool)
    return is_suspect.to_numpy(zero_copy_only=False)


def masked(text: str) -> str:
    """Put `MARK` in the place of each part of *text* that is personal by its shape; the rest stays as it is."""
    before = None
    while text != before:
        before = text
        for hint, shapes in _HINTS.items():
            if hint.search(text):
                text = shapes.sub(_hidden, text)
    return text


def is_personal_header(text: object) -> bool:
    """Say whether a header names personal data, such as "Nama", "NIK", "No. HP" or "Tempat/tanggal lahir"."""
    return _HEADER.fullmatch(normalise(text)) is not None


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


def _matches(text: str, shapes_by_hint: Mapping[re.Pattern, re.Pattern]) -> Iterator[bool]:
    for hint, shapes in shapes_by_hint.items():
        if hint.search(text):
            yield from (match.lastgroup != _KEY for match in shapes.finditer(text))


def _hidden(match: re.Match) -> str:
    return match[0] if match.lastgroup == _KEY else MARK
