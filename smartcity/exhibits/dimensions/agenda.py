"""What happened and when: the home region's meetings, briefings and awards."""

import pandas as pd

from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

OF_YEAR = "agenda-tahun"


@kept
def agenda(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the home region's events with their sources, the newest first; a date is as exact as its source."""
    home, events = load_site().home, _events(warehouse)
    if events.empty:
        return subject_of(warehouse, words).nothing("agenda", because="dimensions.no_events.")
    return subject_of(warehouse, words, events, bases=()).exhibit(
        "agenda",
        agenda_message(events, words),
        "dimensions.agenda",
        rows=events,
        columns=of_page("dimensions", "date event detail shared.source note place"),
        alt="",
        region=short(home),
        n=len(events),
    )


@kept
def agenda_of_year(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the home region's events of the chosen year, without what only helps to judge their sources."""
    events = _events(warehouse)
    own = events[events["date"].str.startswith(str(selection.year))]
    if own.empty:
        return subject_of(warehouse, words).nothing(OF_YEAR, "dimensions.agenda_of_year", year=selection.year)
    return subject_of(warehouse, words, own, bases=()).exhibit(
        OF_YEAR,
        _of_newest(own, words, "dimensions.agenda_of_year.message", n=len(own), year=selection.year),
        "dimensions.agenda_of_year",
        rows=own,
        columns=of_page("dimensions", "date event detail"),
        alt="",
        region=short(load_site().home),
    )


def _events(warehouse: Warehouse) -> pd.DataFrame:
    home = load_site().home
    return warehouse.query("events_of_region", names=[home, short(home)])


def agenda_message(events: pd.DataFrame, words: Words) -> str:
    """Name the newest event of *events* (`date, event`, the newest first)."""
    return _of_newest(events, words, "dimensions.agenda.message")


def _of_newest(events: pd.DataFrame, words: Words, key: str, **values: object) -> str:
    newest = events.iloc[0]
    return words(key, event=newest["event"], date=newest["date"], **values)
