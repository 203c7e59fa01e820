"""Names of people, which have no shape: known from the name columns of a file, or by the words before them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from smartcity.checks.introductions import INTRODUCERS, introduced
from smartcity.checks.personal import MARK, masked
from smartcity.config import open_config
from smartcity.method.layout import normalise

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]['’.\w\-]*(?:,?\s+[^\W\d_]['’.\w\-]*){0,4}")
_PLAIN_WORDS = frozenset({
    "ada", "anonim", "anonymous", "atas", "bapak", "belum", "bukan", "bulan", "dan", "dari", "di", "hari", "hamba",
    "ibu", "ini", "itu", "jam", "kemarin", "ke", "kosong", "lalu", "lupa", "minggu", "nanti", "nihil", "none", "of",
    "orang", "pagi", "responden", "saya", "siang", "sore", "tahun", "tidak", "tdk", "today", "umum", "warga",
    "yang", "yesterday",
})  # fmt: skip
"""Words that no name has, beside those of the form itself."""

_FEWEST_LETTERS = 3
_LONGEST_NAME = 5
_LONGEST_TITLE = 1_000
_LONGEST_IN_PROSE = 12
"""Words; what is longer is no name that anybody writes into a sentence, whatever column it stands in."""


@dataclass(frozen=True)
class Names:
    """The names that the name columns of a file hold, normalised."""

    whole: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str], known_words: frozenset[str]) -> "Names":
        """Collect the names among normalised *texts*; one of *known_words* alone is a word in the wrong column."""
        return cls(
            frozenset(
                text
                for text in texts
                if len(text) >= _FEWEST_LETTERS and not text.isdecimal() and not known_words.issuperset(text.split())
            )
        )

    def has(self, text: str) -> bool:
        """Whether *text* is a name, or holds one of several words."""
        return normalise(text) in self.whole or bool(self.spans(text))

    def may_tell(self, words: Collection[str]) -> bool:
        """Whether a text of these normalised words is worth a look: it may hold a name of the file or introduce one."""
        return not (self._first_words.isdisjoint(words) and INTRODUCERS.isdisjoint(words))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Say from where to where names of several words stand in *text*."""
        words = list(_WORD.finditer(text))
        plain = [normalise(word[0]) for word in words]
        spans = []
        for start, word in enumerate(plain):
            if word not in self._first_words:
                continue
            for end in range(min(start + self._longest, len(words)), start + 1, -1):
                if " ".join(plain[start:end]) in self.whole:
                    spans.append((words[start].start(), words[end - 1].end()))
                    break
        return spans

    @cached_property
    def _longest(self) -> int:
        return min(max(len(name.split()) for name in self.whole), _LONGEST_IN_PROSE)

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(name.split(" ", 1)[0] for name in self.whole if " " in name)


def is_like_a_name(text: object, known_words: frozenset[str], fewest: int = 2) -> bool:
    """Whether *text* may be a name: *fewest* to five words of letters, none of them one that a form knows."""
    if not isinstance(text, str) or not _LETTERS.fullmatch(text.strip()) or any(map(str.isdecimal, text)):
        return False
    words = normalise(text).split()
    return (
        fewest <= len(words) <= _LONGEST_NAME
        and sum(map(len, words)) >= _FEWEST_LETTERS
        and known_words.isdisjoint(words)
        and _PLAIN_WORDS.isdisjoint(words)
    )


def masked_prose(text: str, names: Names, own: Collection[str] = ()) -> str:
    """Hide what tells a person in a sentence: shapes, names of the file, names introduced as such.

    Args:
        text: What somebody wrote.

        names: The names of the file.

        own: Words of the writer's own name, normalised, which are hidden where they are written with a capital.
    """
    text = masked(text)
    spans = names.spans(text)
    spans += introduced(text)
    own_words = {word for word in own if len(word) >= _FEWEST_LETTERS}
    if own_words:
        spans += [
            word.span() for word in _WORD.finditer(text) if word[0][0].isupper() and normalise(word[0]) in own_words
        ]
    for start, end in sorted(_joined(spans), reverse=True):
        text = text[:start] + MARK + text[end:]
    return text


def called(file: str) -> str:
    """Return the name that a file goes by in findings, journal and pages: its own, without personal data."""
    stem, dot, suffix = file.rpartition(".")
    return f"{_without_people(stem)}{dot}{_without_people(suffix)}"


def called_sheets(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that the sheets of a workbook go by, in their order; no two of them are alike."""
    taken = [*names]
    given: list[str] = []
    for name in taken:
        shown = plain = _without_people(name)
        number = 2
        while shown != name and (shown in given or shown in taken):
            shown, number = f"{plain} {number}", number + 1
        given.append(shown)
    return tuple(given)


def _without_people(name: str) -> str:
    spaced = name.replace("_", " ")
    hidden = masked_prose(spaced, _NOBODY)
    for start, end in reversed(common_names(hidden)):
        hidden = hidden[:start] + MARK + hidden[end:]
    return name if hidden == spaced else hidden


@cache
def _known_people() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in open_config("people").items()}


def common_names(text: str) -> list[tuple[int, int]]:
    """Say from where to where names stand in the name of a file: those known to be names, and what belongs to them.

    Two words that are names beside another are one, too. To a name belong the words before it that are names beside
    another, and after it those and words that nobody knows, up to a number or a word that names of files end with.
    """
    words = [*_WORD.finditer(text[:_LONGEST_TITLE])]
    kinds = [_kind_of(word[0]) for word in words]
    spans: list[tuple[int, int]] = []
    for place, kind in enumerate(kinds):
        is_name = kind == "names" or kinds[place : place + 2] == ["beside", "beside"]
        if not is_name or (spans and words[place].start() < spans[-1][1]):
            continue
        first = last = place
        while first and kinds[first - 1] in ("names", "beside"):
            first -= 1
        while last + 1 < len(kinds) and last - place < _LONGEST_NAME - 1 and kinds[last + 1] != "ends":
            last += 1
        spans.append((words[first].start(), words[last].end()))
    return _joined(spans)


def _kind_of(word: str) -> str:
    """Say which of the words of `config/people.toml` this is; "" for one that nobody knows."""
    plain = normalise(word)
    known = _known_people()
    if not plain.isalpha():
        return "ends"
    return next((kind for kind in ("names", "beside", "ends") if plain in known[kind]), "")


_NOBODY = Names(frozenset())


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
