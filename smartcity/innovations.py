"""Compare lists of innovations: what is new, kept and gone, and which spellings may mean the same innovation.

Names are the same only when they are written the same but for case, accents and punctuation. Whatever is merely
alike is proposed to a person, never merged.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from smartcity.layout import normalise

SPELLING, SPACING, PART, GLOSS, INITIALS = "spelling", "spacing", "part", "gloss", "initials"
KINDS = (SPELLING, SPACING, PART, GLOSS, INITIALS)
"""Why two names are proposed: other letters, other spaces, one inside the other, one in the brackets, an acronym."""

PART_LIKENESS = 90.0
"""Percent for a name found whole inside another, as rapidfuzz's WRatio discounts a part."""

REST_LIKENESS = 75.0
"""Percent that the words not shared must reach: "Program BPBD" and "Program BPKAD" share only what says nothing."""

LEAST_INITIALS = 3
"""Words that an acronym must stand for; two letters fit too many names."""

_BRACKETS = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Changes:
    """The names of two lists: only in the later one, in both (as the later one spells them), only in the earlier."""

    new: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two spellings that may mean one innovation; *likeness* in percent, *kind* one of `KINDS`."""

    first: str
    second: str
    likeness: float
    kind: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name as written, its words without the brackets, and the words inside them, all normalised."""

    name: str
    words: tuple[str, ...]
    gloss: tuple[str, ...]

    @property
    def base(self) -> str:
        return " ".join(self.words)


def compare(before: Iterable[str], after: Iterable[str]) -> Changes:
    """Compare two lists by exact normalised name; each name counts once, in the order it was first met."""
    old, new = _distinct(before), _distinct(after)
    return Changes(
        new=tuple(name for key, name in new.items() if key not in old),
        kept=tuple(name for key, name in new.items() if key in old),
        gone=tuple(name for key, name in old.items() if key not in new),
    )


def near_pairs(names: Iterable[str], near: float) -> tuple[NearPair, ...]:
    """Propose pairs of *names* that are at least *near* percent alike, the likest first.

    Spellings that differ only by a bracketed explanation stand for each other, so that each innovation is asked
    about once: the shortest of them is compared with other names.
    """
    by_base: dict[str, list[_Spelling]] = {}
    for name in _distinct(names).values():
        spelling = _spelling(name)
        by_base.setdefault(spelling.base, []).append(spelling)
    pairs = []
    for group in by_base.values():
        group.sort(key=lambda spelling: len(spelling.name))
        pairs += [NearPair(group[0].name, other.name, PART_LIKENESS, GLOSS) for other in group[1:]]
    for first, second in combinations(by_base.values(), 2):
        found = _compare_spellings(first[0], second[0], near) or _compare_glosses(first, second)
        if found is not None:
            pairs.append(found)
    return tuple(
        sorted(
            (pair for pair in pairs if pair.likeness >= near),
            key=lambda pair: (-pair.likeness, normalise(pair.first), normalise(pair.second)),
        )
    )


def _distinct(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(normalise(name), name)
    return found


def _spelling(name: str) -> _Spelling:
    words = normalise(_BRACKETS.sub(" ", name)).split() or normalise(name).split()
    return _Spelling(name, tuple(words), tuple(normalise(" ".join(_BRACKETS.findall(name))).split()))


def _compare_spellings(first: _Spelling, second: _Spelling, near: float) -> NearPair | None:
    likeness = fuzz.ratio(first.base, second.base)
    if "".join(first.words) == "".join(second.words):
        return NearPair(first.name, second.name, max(likeness, PART_LIKENESS), SPACING)
    if _is_part(first.words, second.words):
        return NearPair(first.name, second.name, PART_LIKENESS, PART)
    if _is_acronym(first.words, second.words) or _is_acronym(second.words, first.words):
        return NearPair(first.name, second.name, PART_LIKENESS, INITIALS)
    if likeness >= near and _rest_likeness(first.words, second.words) >= REST_LIKENESS:
        return NearPair(first.name, second.name, likeness, SPELLING)
    return None


def _compare_glosses(first: list[_Spelling], second: list[_Spelling]) -> NearPair | None:
    for own, others in ((first, second), (second, first)):
        for gloss in filter(None, (spelling.gloss for spelling in own)):
            if gloss == others[0].words or _is_part(gloss, others[0].words):
                return NearPair(first[0].name, second[0].name, PART_LIKENESS, GLOSS)
    return None


def _is_part(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether all words of one are in the other, which adds no more words than they share."""
    short, long = sorted((first, second), key=len)
    return 0 < len(long) - len(short) <= len(short) and Counter(short) <= Counter(long)


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(long) >= LEAST_INITIALS and "".join(short) == "".join(word[0] for word in long)


def _rest_likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    words, other_words = Counter(first), Counter(second)
    rest = " ".join((words - other_words).elements())
    other_rest = " ".join((other_words - words).elements())
    return fuzz.ratio(rest, other_rest)
