"""What happened and when: the home region's meetings, briefings and awards."""

import pandas as pd

from smartcity.exhibits.dimensions.lists import nothing
from smartcity.exhibits.kit.exhibit import DATE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import joined_sources, stamp
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@kept
def agenda(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the home region's events with their sources, the newest first; a date is as exact as its source."""
    home = load_site().home
    events = warehouse.query("events_of_region", names=[home, short(home)])
    if events.empty:
        return nothing("agenda", warehouse, words, "no_events")
    columns = (
        Column("date", words("dimensions.column.date"), DATE),
        Column("event", words("dimensions.column.event")),
        Column("detail", words("dimensions.column.detail")),
        Column("source", words("shared.column.source")),
        Column("note", words("dimensions.column.note")),
        Column("place", words("dimensions.column.place")),
    )
    return Exhibit(
        key="agenda",
        message=agenda_message(events, words),
        table=Table(events[[column.code for column in columns]], columns),
        caption=words("dimensions.agenda.caption", region=short(home), n=len(events)),
        source=joined_sources(events["source"].fillna(events["file"]), words),
        stamp=stamp(warehouse),
        is_sample=bool(events["is_sample"].any()),
    )


def agenda_message(events: pd.DataFrame, words: Words) -> str:
    """Name the newest event of *events* (`date, event`, the newest first)."""
    newest = events.iloc[0]
    return words("dimensions.agenda.message", event=newest["event"], date=newest["date"])
