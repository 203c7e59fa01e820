"""Kesiapan: how ready the office is for the next round, what holds it back most, and who owes that."""

from datetime import date

import pandas as pd

from smartcity import charts
from smartcity.answers.readiness import readiness as readiness_of
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import ready
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method.calendar import events_of
from smartcity.method.regions import load_site
from smartcity.office.readiness import DAYS, Part, Readiness
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "kesiapan"


@kept
def readiness(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Say how ready the office is, and show what each part brings and holds back."""
    found = coming(warehouse, selection)
    if found is None:
        return subject_of(warehouse, words).nothing(KEY, "readiness", year=selection.year)
    rows = [_row(part, found, words) for part in found.parts]
    method = warehouse.methods.require(found.year, load_site().track)
    frame = pd.DataFrame(rows)
    weighty = frame[frame["whole"] > 0]
    return subject_of(warehouse, words, method, sources=[words("readiness.source")]).exhibit(
        KEY,
        ready_said(found, words),
        "readiness",
        rows=frame,
        columns=of_page("readiness", "label=part share whole=weight holds_back done count owes"),
        figure=charts.filled_bars(weighty, words),
        note=[words("readiness.note"), *(part_said(part, found, words) for part in found.parts)],
        year=found.year,
        day=found.today,
    )


def coming(warehouse: Warehouse, selection: Selection) -> Readiness | None:
    """Return readiness for the round that comes next on the day of looking; without a day, of the chosen year."""
    if selection.today:
        today = date.fromisoformat(selection.today)
        is_over = all(event.last < today for event in events_of(today.year) if event.is_round)
        year = today.year + is_over
    elif selection.year:
        year, today = selection.year, date(selection.year, 1, 1)
    else:
        return None
    if warehouse.methods.get(year, load_site().track) is None:
        return None
    return readiness_of(warehouse, year, today)


def ready_said(found: Readiness, words: Words) -> str:
    """Say in one sentence how ready the office is, how long it has, what holds it back most and who owes it."""
    kind = "over" if found.is_over else "running" if found.days_left <= 0 else "ahead"
    share = ready(found.ready, words, is_known=not found.unknown)
    values = {"round": words(f"calendar.event.{found.round}"), "year": found.year, "ready": share}
    first = words(f"readiness.message_{kind}", n=found.days_left, last=found.last, **values)
    most = found.most
    if most is None:
        return f"{first}."
    part = words(f"readiness.part.{most.code}")
    owes = words.join(owing_said(most, words))
    rest = words(f"readiness.most{'_owed' if owes else ''}", part=part, holds=most.holds_back, owes=owes)
    return f"{first}. {rest}."


def owing_said(part: Part, words: Words) -> list[str]:
    """Name those who owe the rest of a part; that nobody owns it stands where it weighs."""
    return [one or words("readiness.nobody") for one in part.owes]


def part_said(part: Part, found: Readiness, words: Words) -> str:
    """Say of one part how far it is, or that nobody knows."""
    name = words(f"readiness.part.{part.code}")
    if part.code == DAYS:
        kind = "over" if found.is_over else "running" if found.days_left <= 0 else "left"
        return words(f"readiness.days_{kind}", part=name, n=found.days_left, first=found.first, last=found.last)
    if part.share is None:
        return words(f"readiness.unknown.{part.code}", part=name, year=found.year)
    return words("readiness.known", part=name, share=part.share, done=part.done, count=part.count)


def _row(part: Part, found: Readiness, words: Words) -> dict[str, object]:
    return {
        "label": words(f"readiness.part.{part.code}"),
        "share": part.share,
        "whole": part.worth,
        "there": part.worth * (part.share or 0.0),
        "is_known": part.share is not None,
        "holds_back": part.holds_back,
        "done": part.done,
        "count": part.count or None,
        "owes": owing_said(part, words),
    }
