"""What an exhibit speaks of, with its promises: where from, as of when, on which basis, and whether it is invented."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.columns import Named, as_spelled, label, table
from smartcity.exhibits.kit.exhibit import Empty, Exhibit, Origin, Stamp
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.method import Method
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

Looked = TypeVar("Looked")
"""What is looked at: a survey, a list, the results of a year."""

PIECES = ("missing", "why", "step")


@dataclass(frozen=True)
class Subject:
    """What exhibits speak of: results of a year, a survey, a list, a composite, a scenario, the method.

    It makes the exhibit, so that no exhibit can leave out its source, stamp, bases, sample mark or whose rules were
    borrowed. *year* is that of the figures, where they are of one year of results. *caption* stands under every
    exhibit that has none of its own. Where figures are *of_people*, table and figure hold them no finer than they are
    spelled, since at full precision they can be decoded into what single people answered. `subject_of` derives one
    from the rows that were queried.
    """

    words: Words
    stamp: Stamp
    source: str = ""
    caption: str = ""
    bases: tuple[str, ...] = ()
    is_sample: bool = False
    rules: str = ""
    year: int | None = None
    of_people: bool = False

    @property
    def bare(self) -> "Subject":
        """The same moment with nothing of figures: for saying that there are none."""
        return Subject(self.words, self.stamp, rules=self.rules)

    def exhibit(
        self,
        key: str,
        message: str,
        texts: str = "",
        /,
        *,
        rows: pd.DataFrame | Iterable[tuple],
        columns: Iterable[Named],
        figure: object | None = None,
        caption: str | None = None,
        alt: str | None = None,
        note: str | Iterable[str] = "",
        origins: Iterable[Origin] = (),
        details: Iterable[Exhibit] = (),
        **values: object,
    ) -> Exhibit:
        """Make the exhibit *key*, as it is called in addresses and files, of its finding, figure, rows and note.

        *texts* begins the keys of its `.caption` and `.alt`; without an alternative text of its own it takes its
        caption, and without *texts* it has the subject's caption. Both can be given as they are. *values* are spelled
        into the two and into the labels of *columns* (see `kit.columns.label`). *rows* are a frame, or tuples in the
        order of the columns. A *note* in parts is joined. *origins* can be traced from here, *details* are folded in.
        """
        if caption is None:
            caption = self._text(f"{texts}.caption", values, self.caption) if texts else self.caption
        if alt is None:
            alt = self._text(f"{texts}.alt", values, caption) if texts else ""
        laid = table(rows, label(self.words, *columns, **values))
        if self.of_people:
            laid = as_spelled(laid)
            figure = None if figure is None else charts.coarse(figure, load_site().shown_decimals)
        return Exhibit(
            key=key,
            message=message,
            figure=figure,
            table=laid,
            caption=caption,
            alt=alt,
            note=note if isinstance(note, str) else " ".join(filter(None, note)),
            source=self.source,
            stamp=self.stamp,
            bases=self.bases,
            is_sample=self.is_sample,
            rules=self.rules,
            year=self.year,
            origins=tuple(origins),
            details=tuple(details),
        )

    def nothing(
        self, key: str, texts: str = "", /, *, message: str = "", because: str | Empty = "", **values: object
    ) -> Exhibit:
        """Make the exhibit *key* that says what is missing, why it matters and what helps.

        *texts* begins the keys `.none` (the message) and `.empty_missing`, `.empty_why`, `.empty_step`. *because* takes
        the place of `.empty_`: what comes before `missing`, `why` and `step` in other keys, or the finished texts.
        *message* takes the place of `.none`; without either, what is missing is the message.
        """
        if not isinstance(because, Empty):
            because = Empty(*(self.words(f"{because or f'{texts}.empty_'}{piece}", **values) for piece in PIECES))
        if not message:
            message = self.words(f"{texts}.none", **values) if texts else because.missing
        own = {"caption": self.caption, "bases": self.bases, "is_sample": self.is_sample, "rules": self.rules}
        return Exhibit(key, message, self.source, self.stamp, **own, empty=because)

    def _text(self, key: str, values: dict[str, object], otherwise: str) -> str:
        return self.words(key, **values) if self.words.has(key) else otherwise


def exhibit_of(
    load: Callable[[Warehouse, Selection, Words], Looked | Exhibit],
) -> Callable[[Callable[[Looked], Exhibit]], Callable[[Warehouse, Selection, Words], Exhibit]]:
    """Let an exhibit be made of what *load* gives, once for a build, a selection and a language.

    Where there is nothing to make one of, *load* gives the exhibit that says so.
    """

    def decorated(make: Callable[[Looked], Exhibit]) -> Callable[[Warehouse, Selection, Words], Exhibit]:
        @wraps(make, assigned=("__module__", "__name__", "__qualname__", "__doc__"))
        def made(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
            loaded = load(warehouse, selection, words)
            return loaded if isinstance(loaded, Exhibit) else make(loaded)

        # Its signature is its own: it takes what is loaded from, not what is looked at.
        del made.__wrapped__
        return kept(made)

    return decorated


def subject_of(
    warehouse: Warehouse | None,
    words: Words,
    *parts: object,
    sources: Iterable[object] | None = None,
    bases: Iterable[str] | None = None,
    is_sample: bool = False,
    caption: str = "",
    year: int | None = None,
    of_people: bool = False,
    limit: int = 3,
) -> Subject:
    """Derive a subject from what was queried, so that nobody has to think of its sample mark, bases and sources.

    *parts* are frames or records that the exhibit rests on, with any of `source` (or else `file`), `basis` and
    `is_sample` as a column or a field; *sources* and *bases* take the place of theirs, while a sample mark that they
    have cannot be taken off. Those that are a method, or have one, say whether its rules are borrowed. No more than
    *limit* sources are named. Without a *warehouse* no build holds the values.
    """
    if sources is None:
        sources = [source for part in parts for source in _values(part, "source", "file")]
    if bases is None:
        bases = dict.fromkeys(basis for part in parts for basis in _values(part, "basis") if not pd.isna(basis))
    return Subject(
        words=words,
        stamp=Stamp("", "", 0) if warehouse is None else stamp(warehouse),
        source=joined_sources(sources, words, limit),
        caption=caption,
        bases=tuple(bases),
        is_sample=is_sample or any(bool(mark) for part in parts for mark in _values(part, "is_sample")),
        rules=rules_said(_methods(parts), words),
        year=year,
        of_people=of_people,
    )


def _methods(parts: Iterable[object]) -> Iterable[Method]:
    """List the methods among *parts*, and those that records among them have."""
    had = (part if isinstance(part, Method) else getattr(part, "method", None) for part in parts)
    return (method for method in had if isinstance(method, Method))


def _values(part: object, name: str, otherwise: str = "") -> list:
    """List what a frame or a record says under *name*, and where it says nothing under *otherwise*."""
    if isinstance(part, pd.DataFrame):
        own, rest = part.get(name), part.get(otherwise)
        if own is None or rest is None:
            return list(own if own is not None else rest if rest is not None else ())
        return list(own.fillna(rest))
    value = getattr(part, name, None) or (getattr(part, otherwise, None) if otherwise else None)
    return [] if value is None else [value]


def stamp(warehouse: Warehouse) -> Stamp:
    """Return as of when the warehouse stands."""
    return warehouse.remember(("stamp",), lambda: _stamp(warehouse))


def _stamp(warehouse: Warehouse) -> Stamp:
    made = warehouse.stamp() or {"built_at": "", "fingerprint": "", "files": "0"}
    return Stamp(made["built_at"], made["fingerprint"], int(made["files"]))


def joined_sources(origins: Iterable[object], words: Words, limit: int = 3) -> str:
    """Name the distinct *origins* in one line; beyond *limit* the rest is counted."""
    named = list(dict.fromkeys(words.cited(str(origin)) for origin in origins if not pd.isna(origin)))
    if len(named) > limit:
        return words("shared.sources_more", sources="; ".join(named[:limit]), n=len(named) - limit)
    return "; ".join(named)
