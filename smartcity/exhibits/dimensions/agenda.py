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


@kept
def agenda(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the home region's events with their sources, the newest first; a date is as exact as its source."""
    home = load_site().home
    events = warehouse.query("events_of_region", names=[home, short(home)])
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


def agenda_message(events: pd.DataFrame, words: Words) -> str:
    """Name the newest event of *events* (`date, event`, the newest first)."""
    newest = events.iloc[0]
    return words("dimensions.agenda.message", event=newest["event"], date=newest["date"])
