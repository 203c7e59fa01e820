"""What each page shows: its sections and, in them, its exhibits from top to bottom, for the page and for its papers.

A page draws what stands here and nothing else, so that what is exported of a page is what the page shows. One module a
page, loaded when it is asked for; its `SECTIONS` name the parts of each section, a page without sections has one that
is called "". Must not know how an exhibit is drawn or written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module

from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.pages.parts import Part
from smartcity.exhibits.ranks import standings
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

PAGES = (
    *("ikhtisar", "dimensi", "inovasi", "responden", "survei", "peringkat", "simulasi", "bukti", "perangkat", "rapat"),
    "metode",
)
"""The pages with exhibits of what is loaded; those of Unggah and Komposit are of what somebody has at hand there."""

OF_SEVERAL = ("wilayah",)
"""The pages with exhibits of several regions."""

OF_TODAY = ("ikhtisar", "bukti", "wilayah")
"""The pages that say what is late or how long there still is: they are of a day, this one unless another is chosen."""


def codes() -> tuple[str, ...]:
    """List the pages that can be made, those of several regions only where the dashboard is of several."""
    return (*PAGES, *(OF_SEVERAL if load_site().is_of_many else ()))


def sections(page: str) -> Mapping[str, tuple[Part, ...]]:
    """Give the sections of *page* with their parts."""
    return import_module(f"{__name__}.{page}").SECTIONS


def exhibits(page: str, warehouse: Warehouse, selection: Selection, words: Words) -> Iterator[Exhibit]:
    """Make all exhibits of *page* as it shows them, each once, and after each those folded into it."""
    return (exhibit for _, exhibit in _made(page, warehouse, selection, words))


def shown(page: str, warehouse: Warehouse, selection: Selection, words: Words) -> dict[str, list[Exhibit]]:
    """Make all exhibits of *page*, by the titles of its sections."""
    made: dict[str, list[Exhibit]] = {}
    for code, exhibit in _made(page, warehouse, selection, words):
        made.setdefault(words(f"ui.section.{code}" if code else f"ui.page.{page}.title"), []).append(exhibit)
    return made


def _made(page: str, warehouse: Warehouse, selection: Selection, words: Words) -> Iterator[tuple[str, Exhibit]]:
    seen: set[str] = set()
    for code, parts in sections(page).items():
        for own in (one for part in parts for one in part.made(warehouse, selection, words)):
            for exhibit in unfolded(own):
                if exhibit.key not in seen:
                    seen.add(exhibit.key)
                    yield code, exhibit


def usual(warehouse: Warehouse, selection: Selection) -> Selection:
    """Fill what is not chosen with what every page opens with: nobody chooses on a command line."""
    known = available(warehouse)
    year = selection.year or known.default_year
    chosen = replace(selection, year=year)
    lists, regions = tuple(known.lists), standings.comparable(warehouse, chosen)
    usual_values = {
        "innovation_list": lists[-1] if lists else None,
        "other_list": lists[-2:][0] if lists else None,
        "region": regions[0] if regions else None,
        "mapping": load_methods().all[-1].survey.default_mapping,
    }
    filled = {name: value for name, value in usual_values.items() if getattr(chosen, name) is None}
    return replace(chosen, **filled)


def told(requested: Selection, selection: Selection) -> Selection:
    """Give what a paper says of its *selection*: what was *requested*, and of which year and day all of it is.

    What is only usual was nobody's choice; the exhibits that it touches name it themselves.
    """
    return replace(requested, year=selection.year, today=selection.today)


def of_day(page: str, selection: Selection, today: date) -> Selection:
    """Let a page that is of a day be of *today*, unless another day is chosen."""
    if page not in OF_TODAY or selection.today:
        return selection
    return replace(selection, today=today.isoformat())


def unfolded(exhibit: Exhibit) -> Iterator[Exhibit]:
    """Give an exhibit, and after it those folded into it."""
    yield exhibit
    for detail in exhibit.details:
        yield from unfolded(detail)
