"""A year as lines: what lasts as bars, what is due on a day as marks, and the day of looking."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
from babel.dates import get_month_names

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, font, note, plain
from smartcity.charts.rows import beside, row_sheet
from smartcity.charts.sheet import blank, line
from smartcity.charts.theme import theme
from smartcity.wording import Words

ROW_HEIGHT = 36
BAR = 14
MARK = 9
MONTHS = range(1, 13)


def timeline(rows: pd.DataFrame, year: int, today: date | None, words: Words) -> go.Figure:
    """Draw one line for each `lane`, in the order in which they first appear, over the months of *year*.

    Columns: `lane`, `label`, `first` and `last` (days), `is_bar` (else a mark on its first day), `is_late` and
    `is_done`, which tell marks apart. *today* is drawn where it is in the year.
    """
    if rows.empty:
        return blank(words)
    look, begins = theme(), date(year, 1, 1)
    length = (date(year + 1, 1, 1) - begins).days
    start = [max((day - begins).days, 0) for day in rows["first"]]
    end = [min((day - begins).days + 1, length) for day in rows["last"]]
    lanes = list(dict.fromkeys(rows["lane"]))
    places = beside(lanes, ROW_HEIGHT)
    height = dict(zip(lanes, places.centres))
    rows = rows.assign(start=start, end=end, y=rows["lane"].map(height))
    bars, marks = rows[rows["is_bar"]], rows[~rows["is_bar"]]
    states = {"late": marks["is_late"], "open": ~marks["is_late"] & ~marks["is_done"], "done": marks["is_done"]}
    looks = {
        "late": {"color": look.ink, "symbol": "diamond", "size": MARK + 3},
        "open": {"color": look.accent, "symbol": "circle", "size": MARK},
        "done": {"color": look.peer, "symbol": "circle", "size": MARK},
    }
    for own in looks.values():
        own["line"] = {"color": own["color"], "width": 0}
    glyphs = {"late": "◆", "open": "●", "done": "●"}
    key = [
        KeyItem(glyphs[code], looks[code]["color"], words(f"charts.key.day_{code}"))
        for code, own in states.items()
        if own.any()
    ]
    drawing = row_sheet(places, words, key=key, right=8)
    drawing.bars(
        _hovers(bars, words),
        name="events",
        base=bars["start"],
        x=bars["end"] - bars["start"],
        y=bars["y"],
        width=BAR,
        marker={"color": look.accent_soft},
    )
    for code, own in states.items():
        shown = marks[own]
        if len(shown):
            texts = _hovers(shown, words)
            drawing.points(texts, name=code, x=shown["start"], y=shown["y"], mode="markers", marker=looks[code])
    names = get_month_names("abbreviated", locale=words.locale)
    below = {"yref": "paper", "y": 0, "yshift": -6, "yanchor": "top", "xanchor": "left"}
    style = font(look.small_size, look.muted)
    drawing.write(
        *places.labels,
        *(note(names[month], x=(date(year, month, 1) - begins).days, **below, font=style) for month in MONTHS[::2]),
    )
    if today is not None and today.year == year:
        day = (today - begins).days
        drawing.draw(line((day, day), (0, 1), {"color": look.ink, "width": 1.5, "dash": "dash"}, yref="paper"))
    return drawing.figure(xaxis=hidden(0, length))


def _hovers(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        f"{plain(row.label)}<br>{words.date(row.first)}"
        + ("" if row.first == row.last else f" – {words.date(row.last)}")
        for row in rows.itertuples()
    ]
