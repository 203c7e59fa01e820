"""Keep the people of a survey out of everything but their own file: hash who they are, hide what tells it elsewhere.

Names and numbers have columns of their own, which are hashed and never read further. But rows slip by a column, a
comment ends with a signature, and someone writes a neighbour's number beside a service. What has the shape of personal
data, what equals a name of the file, and what stands in a row that slipped is hidden before anything is judged.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from smartcity.checks.columns import Columns, Distinct
from smartcity.checks.moments import parse_date
from smartcity.checks.names import Names, is_like_a_name, masked_prose
from smartcity.checks.personal import MARK, identifies, is_personal, may_be_personal
from smartcity.checks.reference import Reference
from smartcity.checks.scales import SCALE
from smartcity.method.layout import Column, Table, normalise
from smartcity.records.findings import Finding

NAME, PHONE = "person_name", "person_phone"
COMMENT, SUBMISSION, SERVICE, ENUMERATOR = "comment", "submission", "service", "enumerator"

UNREAD = frozenset({"respondent", "review", SCALE})
"""Columns that nobody reads row by row: a respondent's code is a name or a number often enough, and nothing needs it;
what a reviewer said was heard before, and the scale speaks of all answers."""

_NO_WORDS = frozenset({COMMENT, SUBMISSION, ENUMERATOR, *UNREAD})
"""Columns of text that hold no words which a form would repeat."""

_SEPARATORS = str.maketrans("", "", " .-()+/")
_SHORTEST_IDENTIFIER = 1e9
"""A number below it is neither a telephone number without its zero nor a NIK."""


def person_hash(name: object, phone: object, key: bytes) -> str:
    """Stand for a person by a keyed hash of normalised name and phone digits; empty when either is missing.

    A name alone is shared by many, so it never identifies anyone.
    """
    return _pair_hash(normalise(name or ""), _digits(phone), key)


def _digits(phone: object) -> str:
    """Spell a telephone number by its digits with a leading zero, which a spreadsheet may have taken away."""
    if isinstance(phone, float) and phone.is_integer():
        phone = int(phone)
    digits = str(phone or "").translate(_SEPARATORS)
    if not digits.isdecimal():
        digits = re.sub(r"\D", "", digits)
    if not digits or digits.startswith("08"):
        return digits
    return re.sub(r"^0*(?:62(?=0?8))?0*", "0", digits)


def _pair_hash(name: str, digits: str, key: bytes) -> str:
    return _hashed(f"{name}|{digits}", key) if name and digits else ""


def people_of(sheet: Columns, key: bytes) -> list[str]:
    """Return the hash of each row's person, "" where name or phone is missing; each distinct pair is hashed once."""
    if NAME not in sheet.distinct or PHONE not in sheet.distinct:
        return [""] * len(sheet.grid)
    names = sheet.distinct[NAME].plain
    phones = [_digits(phone) for phone in sheet.distinct[PHONE].values]
    pairs = list(zip(sheet.distinct[NAME].places.tolist(), sheet.distinct[PHONE].places.tolist()))
    hashes = {(name, phone): _pair_hash(names[name], phones[phone], key) for name, phone in set(pairs)}
    return [hashes[pair] for pair in pairs]


def number_hash(number: object, key: bytes) -> str | None:
    """Stand for the number of a submission, which may be anybody's own, by its keyed hash; None for none."""
    return None if pd.isna(number) else _hashed(str(number), key)


def _hashed(text: str, key: bytes) -> str:
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()[:20]


def known_words(table: Table, reference: Reference) -> frozenset[str]:
    """Collect the words that a form uses itself, normalised: those of its choices, answers and dimensions."""
    names = [*_choices(table), *(name for words in (table.answers or {}).values() for name in words)]
    for dimension in reference.dimensions:
        names += [dimension.name, *dimension.aliases]
        for part in dimension.sub_dimensions:
            names += [*part.names.values(), *part.aliases]
    return frozenset(word for name in names for word in normalise(name).split())


def _choices(table: Table) -> Iterator[str]:
    """Yield what the choices of a table are called."""
    for column in table.columns:
        for names in (column.choices or {}).values():
            yield from names


@dataclass(frozen=True)
class Screen:
    """What is known of the people of a file, by which its columns and its findings are looked through."""

    names: Names
    words: frozenset[str]
    choices: frozenset[str]
    table: Table
    reference: Reference

    @classmethod
    def of(cls, sheets: Sequence[Columns], table: Table, reference: Reference) -> "Screen":
        """Learn the names of all sheets."""
        words = known_words(table, reference)
        names = []
        for sheet in sheets:
            named, numbered = (sheet.distinct.get(code, Distinct.of(np.empty(0, object))) for code in (NAME, PHONE))
            names += [named.plain[place] for place in named.texts]
            names += [numbered.plain[place] for place, text in numbered.texts.items() if is_like_a_name(text, words)]
        choices = frozenset(normalise(name) for name in _choices(table) if len(name) > 1)
        return cls(Names.of(names, words), words, choices, table, reference)

    def hide(self, sheet: Columns, findings: list[Finding]) -> Columns:
        """Hide personal data in every column that is read; tell per column how many cells, never what stood there.

        A hidden cell holds `MARK`; of a comment only the parts that tell are hidden. What is told joins *findings*.
        """
        suspects = _suspects(sheet)
        has_slipped = self._slipped(sheet, suspects)
        known = {column.code: column for column in self.table.columns}
        own_words: dict[int, set[str]] = {}
        # Comments come last: what was hidden elsewhere in a row is what its comment may repeat.
        for code in sorted(sheet.grid.columns, key=lambda code: code == COMMENT):
            column = known.get(code) or Column(code, {"id": code, "en": code}, "mark")
            if column.type == "person" or code in (SUBMISSION, *UNREAD):
                continue
            if code == COMMENT:
                values = self._screened_comments(sheet, suspects[code], own_words)
            else:
                values = self._screened(sheet, column, suspects[code], has_slipped)
            if values is None:
                continue
            before = sheet.grid.columns[code]
            places = np.flatnonzero(values != before).tolist()
            place = sheet.grid.place(places[0], code)
            findings.append(Finding("personal.masked", place, "", column.called, count=len(places)))
            for one in places:
                own_words.setdefault(one, set()).update(normalise(before[one]).split())
            sheet = sheet.with_column(code, values)
        return sheet

    def screened(self, findings: Iterable[Finding]) -> list[Finding]:
        """Hide what findings quote of the people of the file by name; their numbers are hidden with all findings."""
        return [self._unnamed(finding) if finding.found else finding for finding in findings]

    def _unnamed(self, finding: Finding) -> Finding:
        if not self.names.has(finding.found):
            return finding
        # What would be asked about a name is not asked.
        values = {name: value for name, value in finding.values.items() if name not in ("of", "text")}
        return replace(finding, found=MARK, values=values)

    def _slipped(self, sheet: Columns, suspects: Mapping[str, Sequence[int]]) -> np.ndarray:
        """Find the rows whose values seem to stand in a wrong column, so that a name may stand anywhere in them.

        A number or a day stands where a name belongs, a name where a number belongs, a person's number where none
        does; or a row has a telephone number but, unlike most, no name.
        """
        slipped = np.zeros(len(sheet.grid), bool)
        for code, distinct in sheet.distinct.items():
            is_odd = np.zeros(len(distinct.values), bool)
            if code == NAME:
                is_odd[suspects[code]] = [is_personal(distinct.values[place]) for place in suspects[code]]
                is_odd |= np.array([self._is_no_name(*one) for one in zip(distinct.values, distinct.plain)], bool)
            elif code == PHONE:
                is_odd |= np.array([is_like_a_name(value, self.words, fewest=1) for value in distinct.values], bool)
            elif code not in _NO_WORDS:
                is_odd[suspects[code]] = [identifies(distinct.values[place]) for place in suspects[code]]
            if is_odd.any():
                slipped |= is_odd[distinct.places]
        slipped |= self._named_like_another_column(sheet)
        if NAME in sheet.distinct and PHONE in sheet.distinct:
            has_name, has_phone = (np.not_equal(sheet.grid.columns[code], None).astype(bool) for code in (NAME, PHONE))
            if 2 * has_name.sum() >= len(has_name):
                slipped |= ~has_name & has_phone
        return slipped

    def _named_like_another_column(self, sheet: Columns) -> np.ndarray:
        """Find the rows in whose name column stands what other rows have in a column of words, such as a profession."""
        is_shared = np.zeros(len(sheet.grid), bool)
        names = sheet.distinct.get(NAME)
        words = [column.code for column in self.table.columns if column.type == "text" and column.code not in _NO_WORDS]
        for code in words if names is not None else ():
            distinct = sheet.distinct.get(code)
            shared = {*names.plain}.intersection(distinct.plain if distinct is not None else ()) - {""}
            if shared:
                plain = np.array(names.plain, dtype=object)[names.places]
                others = np.array(distinct.plain, dtype=object)[distinct.places]
                is_shared |= np.isin(plain, list(shared.intersection(others[others != plain])))
        return is_shared

    def _is_no_name(self, value: object, plain: str) -> bool:
        """Whether a value of the name column belongs into another: a day, a truth value, a choice."""
        if not isinstance(value, str):
            return isinstance(value, date | bool)
        if value[:1].isdecimal():
            return parse_date(value) is not None
        return plain in self.choices

    def _screened(
        self, sheet: Columns, column: Column, suspects: Sequence[int], has_slipped: np.ndarray
    ) -> np.ndarray | None:
        """Return a column's values without personal data, None when there is none."""
        values = sheet.grid.columns[column.code]
        is_hidden = self._hidden(sheet.distinct[column.code], column, suspects, has_slipped)
        if not is_hidden.any():
            return None
        screened_values = values.copy()
        screened_values[is_hidden] = MARK
        return screened_values

    def _hidden(
        self, distinct: Distinct, column: Column, suspects: Sequence[int], has_slipped: np.ndarray
    ) -> np.ndarray:
        """Say which cells of a column hold personal data, or a text that may be a name in a row that slipped.

        A text that stands in rows that did not slip is a word of the form, one that stands in a few of them is so even
        if somebody is called so, and a listed service is no person.
        """
        is_personal_value = np.zeros(len(distinct.values), bool)
        may_be_name = np.zeros(len(distinct.values), bool)
        for place in suspects:
            is_personal_value[place] = is_personal(distinct.values[place])
        in_place = np.bincount(distinct.places[~has_slipped], minlength=len(distinct.values))
        is_open, is_item = column.type == "text", column.type == "mark"
        for place, text in distinct.texts.items():
            plain = distinct.plain[place]
            if column.code == SERVICE and plain in self.reference.services:
                is_personal_value[place] = False
            elif in_place[place] < self.table.quality.few:
                is_out_of_place = not (is_open or is_item) and is_like_a_name(text, self.words)
                is_personal_value[place] |= plain in self.names.whole or is_out_of_place
                may_be_name[place] = not in_place[place] and (is_open or is_like_a_name(text, self.words, fewest=1))
        return is_personal_value[distinct.places] | (may_be_name[distinct.places] & has_slipped)

    def _screened_comments(
        self, sheet: Columns, suspects: Sequence[int], own_words: Mapping[int, set[str]]
    ) -> np.ndarray | None:
        """Hide in each comment what tells a person, with the writer's own name and what else was hidden in the row."""
        distinct = sheet.distinct[COMMENT]
        texts = distinct.texts
        words = {place: frozenset(distinct.plain[place].split()) for place in texts}
        hidden = {place: MARK for place in suspects if is_personal(distinct.values[place])}
        for place in {*suspects, *(place for place, own in words.items() if self.names.may_tell(own))} & texts.keys():
            hidden[place] = masked_prose(texts[place], self.names)
        before = sheet.grid.columns[COMMENT]
        shown = np.empty(len(distinct.values), dtype=object)
        shown[:] = [hidden.get(place, value) for place, value in enumerate(distinct.values)]
        values = shown[distinct.places]
        used = frozenset().union(*words.values())
        names = sheet.distinct.get(NAME, Distinct((), ("",)))
        told_of = [place for place, plain in enumerate(names.plain) if not used.isdisjoint(plain.split())]
        for row in sorted({*np.flatnonzero(np.isin(names.places, told_of)).tolist(), *own_words}):
            place = int(distinct.places[row])
            own = own_words.get(row, set()).union(names.plain[names.places[row]].split() if len(names.places) else ())
            if place in words and not words[place].isdisjoint(own):
                text = masked_prose(texts[place], self.names, own)
                values[row] = text if text != texts[place] else values[row]
        return values if (values != before).any() else None


def _suspects(sheet: Columns) -> dict[str, list[int]]:
    """List for each column the positions of its distinct values that may hold personal data by their shape.

    The texts of all columns are looked at in one call: each compiles the shapes anew, longer than most columns take.
    """
    may_be = iter(may_be_personal([text for own in sheet.distinct.values() for text in own.texts.values()]).tolist())
    found = {}
    for code, distinct in sheet.distinct.items():
        texts = {place for place, is_suspect in zip(distinct.texts, may_be) if is_suspect}
        numbers = {place for place, value in distinct.numbers.items() if value >= _SHORTEST_IDENTIFIER}
        found[code] = sorted(texts | numbers)
    return found
