"""Rows of a table that are no data: figures of the rows above, tags, column numbers, titles printed once more."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, time

from smartcity.method.layout import normalise
from smartcity.records.observations import Value

_PLAIN_FIGURES = frozenset({
    "average", "avg", "jml", "jumlah", "mean", "rata", "rerata", "subtotal", "sum", "total",
})  # fmt: skip
"""Words of which one is enough, whatever else the row says."""

_FIGURES = _PLAIN_FIGURES | frozenset({
    "count", "deviasi", "deviation", "highest", "ikm", "lowest", "maksimal", "maksimum", "max", "maximum",
    "median", "min", "minimal", "minimum", "mode", "modus", "nrr", "percent", "percentage", "persen",
    "persentase", "sd", "simpangan", "std", "stdev", "terendah", "tertinggi", "varian", "variance",
})  # fmt: skip
_AROUND = frozenset({
    "akhir", "all", "and", "atau", "baku", "baris", "bobot", "butir", "column", "daerah", "dan", "dev",
    "element", "elements", "grand", "indeks", "index", "interval", "item", "items", "jawaban", "kab",
    "kabupaten", "keseluruhan", "kinerja", "kolom", "konversi", "kota", "layanan", "mutu", "n", "nilai", "of",
    "overall", "pelayanan", "per", "pernyataan", "prov", "provinsi", "rata", "responden", "respondent",
    "respondents", "row", "rows", "score", "scores", "seluruh", "semua", "skm", "skor", "standar", "standard",
    "sub", "tertimbang", "the", "umum", "unit", "unsur", "weighted", "x",
})  # fmt: skip
"""Words that a label of figures may have beside them."""

ODD_TEXT = re.compile("|".join([*sorted(_FIGURES, key=len, reverse=True), "contoh", "[Σ∑]"]), re.IGNORECASE)
"""What every label of such a row has somewhere, to pass over most texts quickly."""

_EXAMPLES = frozenset({
    "contoh", "contoh isian", "contoh pengisian", "contoh jawaban", "contoh data", "example", "example row",
    "sample row",
})  # fmt: skip
_SIGMA = re.compile("[Σ∑]")
_TAG = re.compile(r'\s*(?:#\w|\{"ImportId")')
_COUNTED = re.compile(r"\W*(\d{1,3}|[a-z])\W*(?:=.*)?", re.IGNORECASE)
_BARE_COUNT = 5
_BRACKETED_COUNT = 2


def is_plain_total(text: object) -> bool:
    """Say whether a label says no more than that its row adds up the others, such as "Jumlah" or "Nilai rata-rata"."""
    return is_figure(text) and not _PLAIN_FIGURES.isdisjoint(_words(text))


def is_figure(text: object) -> bool:
    """Say whether a label names a figure of the rows above and nothing else: total, mean, NRR, lowest, deviation."""
    words = _words(text)
    return not _FIGURES.isdisjoint(words) and _FIGURES.union(_AROUND).issuperset(words)


def is_of_some(text: object) -> bool:
    """Say whether a label names a figure of some of the others, such as "Total Kalimantan Selatan"."""
    words = _words(text)
    return bool(words) and words["sub" in words[:1] and len(words) > 1] in _PLAIN_FIGURES


def is_example(cells: Mapping[int, Value]) -> bool:
    """Say whether a row below the titles shows how to fill the form in, by its first cell: "Contoh"."""
    first = cells[min(cells)] if cells else None
    return isinstance(first, str) and normalise(first) in _EXAMPLES


def is_number(text: str) -> bool:
    """Say whether a text is nothing but numbers and the signs beside them."""
    return re.fullmatch(r"(?:[\s\d.,%]*+[+-])*+[\s.,%]*+\d[\s\d.,%]*+", text) is not None


def _words(text: object) -> list[str]:
    return [word for word in normalise(_SIGMA.sub(" total ", str(text))).split() if not word.isdecimal()]


def is_total_row(cells: Mapping[int, Value]) -> bool:
    """Say whether a row holds a figure of the rows above, by its first text and by what else stands in it."""
    texts = [value for _, value in sorted(cells.items()) if isinstance(value, str) and value.strip()]
    if not texts:
        return False
    others = [text for text in texts[1:] if not is_number(text)]
    return is_plain_total(texts[0]) or (is_figure(texts[0]) and not others)


def is_label_row(cells: Mapping[int, Value]) -> bool:
    """Say whether a row right below the titles holds tags or the numbers of the columns."""
    values = [value for _, value in sorted(cells.items())]
    return _are_tags(values) or _is_counted(values)


def _are_tags(values: Sequence[Value]) -> bool:
    return bool(values) and all(isinstance(value, str) and _TAG.match(value) for value in values)


def _is_counted(values: Sequence[Value]) -> bool:
    """Whether cells count 1, 2, 3 or a, b, c: in brackets a few are enough, bare numbers could be answers."""
    matches = [_COUNTED.fullmatch(str(value)) for value in values if not isinstance(value, date | time | bool)]
    if not values or len(matches) < len(values) or not all(matches):
        return False
    marks = [match[1].lower() for match in matches]
    numbers = [int(mark) if mark.isdecimal() else ord(mark) - ord("a") + 1 for mark in marks]
    is_bracketed = all(isinstance(value, str) and re.match(r"\s*[(\[]", value) for value in values)
    least = _BRACKETED_COUNT if is_bracketed or not marks[0].isdecimal() else _BARE_COUNT
    first = numbers[0] if is_bracketed else 1
    return len(numbers) >= least and numbers == list(range(first, first + len(numbers)))


def is_over_numbers(
    cells: Mapping[int, Value], below: Mapping[int, Sequence[Value]], words: Collection[str], least: int = 3
) -> bool:
    """Say whether a row of texts right below the titles stands over columns of numbers, as a second title does.

    *below* is what stands further down in each column; *words* are texts, normalised, that may be answers.
    """
    if not all(isinstance(value, str) for value in cells.values()):
        return False
    over = 0
    for number, value in cells.items():
        further = [other for other in below.get(number, ()) if other is not None]
        if len(further) > 1 and all(isinstance(other, int | float) for other in further):
            if normalise(value) in words or is_number(value):
                return False
            over += 1
    return over >= least
