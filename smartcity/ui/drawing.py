"""Charts on a page: drawn on the server, at the width there is, each mark saying its value."""

from functools import cache
from pathlib import Path

import streamlit as st

from smartcity import charts
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.memory import kept_with
from smartcity.ui.screen import is_phone

_SCRIPT, _STYLE = (Path(__file__).parent / name for name in ("chart.js", "chart.css"))
_PLACE = '<div class="frame"><div class="chart"></div><div class="tip" aria-hidden="true" hidden></div></div>'


def draw_chart(exhibit: Exhibit) -> None:
    """Draw the figure of *exhibit*; nothing of plotly is loaded for it."""
    alt = exhibit.alt or exhibit.message
    if is_phone():
        svg = kept_with(exhibit, "svg of a phone", lambda: charts.drawn(exhibit.figure, alt))
    else:
        svg = kept_with(exhibit, "svg", lambda: charts.drawn(charts.roomy(exhibit.figure), alt))
    _chart()(data={"svg": svg}, key=f"chart-{exhibit.key}")


def draw_enlarged(exhibit: Exhibit, factor: float) -> None:
    """Draw the figure of *exhibit* so many times larger, whatever the screen."""
    figure = charts.enlarged(exhibit.figure if is_phone() else charts.roomy(exhibit.figure), factor)
    _chart(1)(data={"svg": charts.drawn(figure, exhibit.alt or exhibit.message)}, key=f"chart-{exhibit.key}")


@cache
def _chart(hall: float | None = None) -> object:
    style = f".frame {{ --hall: {charts.theme().hall if hall is None else hall}; }}\n{_STYLE.read_text('utf-8')}"
    return st.components.v2.component(
        "chart" if hall is None else "chart-enlarged", html=_PLACE, css=style, js=_SCRIPT.read_text("utf-8")
    )
