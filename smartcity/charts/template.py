"""The one plotly template, and what every chart is shown with."""

from functools import cache

import plotly.graph_objects as go

from smartcity.charts.labels import font
from smartcity.charts.theme import theme
from smartcity.wording import Words

CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showAxisDragHandles": False,
    "responsive": True,
}
"""What every chart is shown with: nothing moves, one button saves the picture."""


def config(words: Words, file_name: str) -> dict:
    """Give `CONFIG` with the button's words in the page's language and the name of the saved picture."""
    return CONFIG | {
        "locale": words.language,
        "locales": {
            words.language: {
                "dictionary": {
                    english: words("charts.save_picture") for english in ("Download plot as a PNG", "Download plot")
                },
                "format": {},
            }
        },
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": file_name},
    }


class Shared(dict):
    """Properties that all figures have and nobody changes: plotly, which copies all it is given, keeps these as one."""

    def __deepcopy__(self, _: dict) -> "Shared":
        return self


@cache
def template() -> Shared:
    """Build the template: transparent, light grid, no frame, the theme's font."""
    look = theme()
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "gridcolor": look.grid,
        "gridwidth": look.thin_line,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickangle": 0,
        "tickfont": font(look.small_size, look.muted),
        "automargin": False,
    }
    made = go.layout.Template(
        layout={
            "font": {"family": look.family, "size": look.chart_size, "color": look.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [look.accent, look.peer],
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": look.paper,
                "bordercolor": look.border,
                "align": "left",
                "font": {"family": look.family, **font(look.small_size)},
            },
            "xaxis": axis,
            "yaxis": axis,
            "barmode": "overlay",
            "bargap": 0,
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": look.peer, "activecolor": look.accent},
        }
    )
    return Shared(made.to_plotly_json())
