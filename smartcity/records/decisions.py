"""What people decided where the rules leave it open: what a name means, which scale a form had, which rows stay out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from smartcity.method.layout import normalise, word_of

IGNORED = ""
"""The meaning of a name that a person said means nothing here."""

HEADER, SHEET, CHOICE, TWICE = "header", "sheet", "choice", "twice"
ANSWER, SERVICE, INNOVATION, DIFFERENT = "answer", "service", "innovation", "different"
DATE, NUMBER, CONTENT, DATE_ORDER, NUMBER_SIGN = "date", "number", "content", "date_order", "number_sign"
ROW, LETTER = "row", "letter"
"""Kinds of names: the first four and `ROW` are followed by a colon and the table or column they stand in; others, such
as "region", bear the name of the column's type. `DIFFERENT` says that two innovations with like names are two,
`DATE_ORDER` whether days or months stand first in the dates from one to another, `NUMBER_SIGN` what the signs in the
numbers from one to another stand before, `TWICE` which of the columns with one title counts, `ROW` what no rule reads
in a column that every row needs: it can only mean that its row does not count, `LETTER` which rating the letter of an
option stands for, the same for every element of a form."""

THOUSANDS, DECIMALS = "thousands", "decimals"
"""What a `NUMBER_SIGN` may mean."""

FIRST_OF_TITLE, LAST_OF_TITLE = "first", "last"
"""What a title that stands `TWICE` may mean."""

_OF_CELLS = frozenset({CHOICE, ANSWER, DATE, NUMBER, DATE_ORDER, NUMBER_SIGN, CONTENT, ROW, LETTER})


def spelling(of: str, text: object) -> str:
    """Reduce a name of some kind to what it is found by; what stands in cells keeps the signs of its numbers."""
    return word_of(str(text)) if of.partition(":")[0] in _OF_CELLS else normalise(text)


_OF_SERVICES = re.compile(
    r"(?:form|google form|microsoft form|ms form|survey ?monkey|kobo|odk|all|raw|semua|seluruh)?s? ?"
    r"(?:form responses?|responses?|respon|respons|jawaban(?: formulir)?|tanggapan(?: formulir)?|respons formulir|"
    r"sheet|lembar(?: kerja)?|worksheet|table|tabel|form|formulir|book|buku|data(?: mentah)?|raw(?: data)?|export|"
    r"ekspor|hasil|results?|survei|survey|survei kepuasan|kuesioner|quest(?:ionnaire)?|submissions?|report|laporan|"
    r"ark|feuil|hoja|page|halaman)(?: ?\d+)?(?: ?copy| salinan)?"
)
"""Names, normalised, that form services and programs give to every sheet that they write."""


def is_everywhere(sheet: str) -> bool:
    """Say whether a sheet has a name that programs give to sheets, whatever they hold."""
    return _OF_SERVICES.fullmatch(normalise(sheet)) is not None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as it was spelt somewhere, what kind of name it is, and the code or name that it means."""

    of: str
    text: str
    meaning: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is found by: the kind of name and its normalised spelling, or both spellings of a different pair."""
        if self.of == DIFFERENT:
            return self.of, " | ".join(sorted((normalise(self.text), normalise(self.meaning))))
        return self.of, spelling(self.of, self.text)

    @property
    def is_of_one_file(self) -> bool:
        """Whether it is the name of a sheet that any other file may have, so that it means nothing beyond its own."""
        return self.of.startswith(f"{SHEET}:") and is_everywhere(self.text)


@dataclass(frozen=True)
class Decisions:
    """What was decided for one file: names (remembered for every file), the form's scale, rows that stay out.

    *scale* is a code of the layout's scales, "" while nobody decided; *left_out* are rows by sheet and number.
    """

    aliases: tuple[Alias, ...] = ()
    scale: str = ""
    left_out: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    @property
    def latest(self) -> tuple[Alias, ...]:
        """The last decision about each name, in the order in which the names were first decided on."""
        return tuple({alias.key: alias for alias in self.aliases}.values())

    @property
    def meanings(self) -> Mapping[tuple[str, str], str]:
        """The meaning of each name; the last decision about a name counts."""
        return MappingProxyType({alias.key: alias.meaning for alias in self.aliases})

    def __bool__(self) -> bool:
        return bool(self.aliases or self.scale or self.left_out)

    def followed_by(self, later: "Decisions") -> "Decisions":
        """Return these decisions with *later* ones on top; a scale that was decided later replaces this one."""
        return Decisions((*self.aliases, *later.aliases), later.scale or self.scale, self.left_out | later.left_out)


NOTHING = Decisions()
"""Nothing was decided."""
