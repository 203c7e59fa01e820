"""A part of a page: exhibits that stand together, how, and when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

Make = Callable[[Warehouse, Selection, Words], Exhibit]
Asked = Callable[[Warehouse, Selection, Words], bool]

BELOW, BESIDE, FOLDED, OPENED = "below", "beside", "folded", "opened"
"""One after another; side by side; only the findings, each to be opened; made only when somebody opens it."""


@dataclass(frozen=True)
class Part:
    """Exhibits that are shown together by what makes them, and how they stand.

    *asks* are choices that are drawn above them. They are shown only *when* that holds, if it is given. *title* is the
    key of what stands on the fold of an exhibit that is made when it is opened. Where a part *is_alone*, what it asks
    changes nothing but it and the parts that follow until the next one asks: a page draws those anew and nothing else,
    and to all others the choices are not given.
    """

    makes: tuple[Make, ...]
    stands: str = BELOW
    asks: tuple[str, ...] = ()
    when: Asked | None = None
    title: str = ""
    is_alone: bool = False

    def is_shown(self, warehouse: Warehouse, selection: Selection, words: Words) -> bool:
        """Say whether there is anything of it."""
        return self.when is None or self.when(warehouse, selection, words)

    def made(self, warehouse: Warehouse, selection: Selection, words: Words) -> Iterator[Exhibit]:
        """Make its exhibits, one after another."""
        if self.is_shown(warehouse, selection, words):
            yield from (make(warehouse, selection, words) for make in self.makes)


def alone(part: Part) -> Part:
    """Let what *part* asks change it alone, with the parts that follow until the next one asks."""
    return replace(part, is_alone=True)


def grouped(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """Put together what is drawn anew together: a part that is alone and what follows it; every other for itself."""
    group: tuple[Part, ...] = ()
    for part in parts:
        if group and (part.asks or not group[0].is_alone):
            yield group
            group = ()
        group = (*group, part)
    if group:
        yield group


def below(*makes: Make, asks: tuple[str, ...] = (), when: Asked | None = None) -> Part:
    """Let exhibits stand one after another."""
    return Part(makes, asks=asks, when=when)


def beside(*makes: Make, asks: tuple[str, ...] = (), when: Asked | None = None) -> Part:
    """Let exhibits stand side by side."""
    return Part(makes, BESIDE, asks, when)


def folded(*makes: Make, asks: tuple[str, ...] = (), when: Asked | None = None) -> Part:
    """Let only the findings of exhibits be seen, until one is opened."""
    return Part(makes, FOLDED, asks, when)


def opened(title: str, make: Make, when: Asked | None = None) -> Part:
    """Let an exhibit be made only when somebody opens what is called *title*, a key of the catalogue."""
    return Part((make,), OPENED, (), when, title)
