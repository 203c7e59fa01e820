"""Compare lists of innovations: what is new, kept and gone, and which spellings may mean the same innovation.

Names are the same only when they are written the same but for case, accents and punctuation. Whatever is merely
alike is proposed to a person, never merged.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import fuzz

from smartcity.method.layout import normalise
from smartcity.records.decisions import DIFFERENT, IGNORED, INNOVATION, Alias

SPELLING, SPACING, PART, GLOSS, INITIALS = "spelling", "spacing", "part", "gloss", "initials"
KINDS = (SPELLING, SPACING, PART, GLOSS, INITIALS)
"""Why two names are proposed: other letters, other spaces, one inside the other, one in the brackets, an acronym."""

PART_LIKENESS = 90.0
"""Percent for a name found whole inside another, as rapidfuzz's WRatio discounts a part."""

REST_LIKENESS = 75.0
"""Percent that the words not shared must reach: "Program BPBD" and "Program BPKAD" share only what says nothing."""

LEAST_INITIALS = 3
"""Words that an acronym must stand for; two letters fit too many names."""

_LONGEST = 600
"""Signs of a name that are compared with others."""

_BRACKETS = re.compile(r"\(([^()]*)\)")


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


@dataclass(frozen=True)
class Names:
    """What people decided about innovations: which spelling is taken as which name, which pairs are two innovations.

    *taken_as* maps a normalised spelling to the name it counts under, *different* holds pairs of normalised names;
    *alone* are normalised names that are like no other.
    """

    taken_as: Mapping[str, str] = field(default_factory=dict)
    different: frozenset[frozenset[str]] = frozenset()
    alone: frozenset[str] = frozenset()

    def canonical(self, name: str) -> str:
        """Return the name that *name* counts under: itself when nothing was decided."""
        return self.taken_as.get(normalise(name), name)

    def are_different(self, first: str, second: str) -> bool:
        """Say whether a person decided that these are two innovations."""
        pair = frozenset(normalise(self.canonical(name)) for name in (first, second))
        return pair in self.different or not self.alone.isdisjoint(pair)


def decided_names(aliases: Iterable[Alias]) -> Names:
    """Fold the decisions about innovations in their order; the last one about a name or a pair counts.

    A name that is taken as one which is itself taken as a third counts under the third.
    """
    links: dict[str, str] = {}
    pairs: set[frozenset[str]] = set()
    alone: set[str] = set()
    for alias in aliases:
        text, meaning = normalise(alias.text), normalise(alias.meaning)
        if alias.of == INNOVATION:
            alone.discard(text)
            links.pop(text, None)
            if alias.meaning == IGNORED:
                alone.add(text)
            elif text != meaning:
                if _root(meaning, links)[0] == text:
                    links.pop(meaning, None)
                links[text] = alias.meaning
                pairs.discard(frozenset((text, meaning)))
        elif alias.of == DIFFERENT:
            _separate(text, meaning, links)
            pairs.add(frozenset((text, meaning)))
    roots = {text: _root(text, links) for text in links}
    different = {frozenset(roots.get(name, (name, ""))[0] for name in pair) for pair in pairs}
    return Names(
        {text: name for text, (_, name) in roots.items()},
        frozenset(pair for pair in different if len(pair) == 2),
        frozenset(alone - set(links)),
    )


def _separate(first: str, second: str, links: dict[str, str]) -> None:
    """Cut the link by which two names count under one: that of the name which leads to the other, else the first's."""
    if first == second or _root(first, links)[0] != _root(second, links)[0]:
        return
    step = second
    while step in links and step != first:
        step = normalise(links[step])
    del links[second if step == first else first]


def _root(text: str, links: Mapping[str, str]) -> tuple[str, str]:
    """Follow the links from a name to the last one, and return it normalised and as it is spelt."""
    spelled = ""
    while text in links:
        spelled = links[text]
        text = normalise(spelled)
    return text, spelled


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


def near_pairs(names: Iterable[str], near: float, decided: Names | None = None) -> tuple[NearPair, ...]:
    """Propose pairs of *names* that are at least *near* percent alike, the likest first; none that was *decided*.

    Spellings that differ only by a bracketed explanation stand for each other, so that each innovation is asked
    about once: the shortest of them is compared with other names.
    """
    by_base: dict[str, list[_Spelling]] = {}
    for name in _distinct(names).values():
        spelling = _spelling(name)
        by_base.setdefault(spelling.base, []).append(spelling)
    groups = [sorted(group, key=lambda spelling: len(spelling.name)) for group in by_base.values()]
    pairs = [_compared(group[:1], [other], near) for group in groups for other in group[1:]]
    pairs += [_compared(first, second, near) for first, second in combinations(groups, 2)]
    return tuple(
        sorted(
            _to_ask(pairs, near, decided or Names()),
            key=lambda pair: (-pair.likeness, normalise(pair.first), normalise(pair.second)),
        )
    )


def near_known(
    names: Iterable[str], known: Iterable[str], near: float, decided: Names | None = None
) -> tuple[NearPair, ...]:
    """Propose for each of *names* that is not *known* the known names it may mean, the likest first.

    The first of a pair is the new name, the second the known one; none that was *decided* is proposed.
    """
    there = _distinct(known)
    new = [_spelling(name) for key, name in _distinct(names).items() if key not in there]
    others = [_spelling(name) for name in there.values()]
    pairs = (_compared([own], [other], near) for own in new for other in others)
    return tuple(sorted(_to_ask(pairs, near, decided or Names()), key=lambda pair: -pair.likeness))


def _to_ask(pairs: Iterable[NearPair | None], near: float, decided: Names) -> Iterator[NearPair]:
    """Keep the pairs that are alike enough to ask about and that nobody decided."""
    for pair in pairs:
        if pair is not None and pair.likeness >= near:
            first, second = (normalise(decided.canonical(name)) for name in (pair.first, pair.second))
            if first != second and not decided.are_different(pair.first, pair.second):
                yield pair


def _distinct(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(normalise(name), name)
    return found


def _spelling(name: str) -> _Spelling:
    told = name[:_LONGEST]
    words = normalise(_BRACKETS.sub(" ", told)).split() or normalise(told).split()
    return _Spelling(name, tuple(words), tuple(normalise(" ".join(_BRACKETS.findall(told))).split()))


def _compared(first: list[_Spelling], second: list[_Spelling], near: float) -> NearPair | None:
    """Compare two groups of spellings, each by the first of it; those of one base are the same but for a gloss."""
    if first[0].base == second[0].base:
        return NearPair(first[0].name, second[0].name, PART_LIKENESS, GLOSS)
    return _compare_spellings(first[0], second[0], near) or _compare_glosses(first, second)


def _compare_spellings(first: _Spelling, second: _Spelling, near: float) -> NearPair | None:
    likeness = fuzz.ratio(first.base, second.base)
    if "".join(first.words) == "".join(second.words):
        return NearPair(first.name, second.name, max(likeness, PART_LIKENESS), SPACING)
    if is_part(first.words, second.words):
        return NearPair(first.name, second.name, PART_LIKENESS, PART)
    if _is_acronym(first.words, second.words) or _is_acronym(second.words, first.words):
        return NearPair(first.name, second.name, PART_LIKENESS, INITIALS)
    if likeness >= near and _rest_likeness(first.words, second.words) >= REST_LIKENESS:
        return NearPair(first.name, second.name, likeness, SPELLING)
    return None


def _compare_glosses(first: list[_Spelling], second: list[_Spelling]) -> NearPair | None:
    for own, others in ((first, second), (second, first)):
        for gloss in filter(None, (spelling.gloss for spelling in own)):
            if gloss == others[0].words or is_part(gloss, others[0].words):
                return NearPair(first[0].name, second[0].name, PART_LIKENESS, GLOSS)
    return None


def is_part(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether all words of one name are in the other, which adds no more words than they share."""
    short, long = sorted((first, second), key=len)
    return 0 < len(long) - len(short) <= len(short) and Counter(short) <= Counter(long)


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(long) >= LEAST_INITIALS and "".join(short) == "".join(word[0] for word in long)


def _rest_likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    words, other_words = Counter(first), Counter(second)
    rest = " ".join((words - other_words).elements())
    other_rest = " ".join((other_words - words).elements())
    return fuzz.ratio(rest, other_rest)
