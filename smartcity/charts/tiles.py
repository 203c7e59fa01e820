"""The tile grid: where in the province?"""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from smartcity.charts.axes import hidden
from smartcity.charts.labels import KeyItem, hover, plain, stacked, tinted, wrap
from smartcity.charts.marks import basis_key, basis_marker, hatched
from smartcity.charts.sheet import INSIDE, blank, sheet
from smartcity.charts.theme import shade, text_on, theme
from smartcity.wording import Words

TILE_HEIGHT = 70
TILE_RATIO = 0.88
"""Height of a tile to its width: on a phone the width gives, and the grid shrinks as a whole."""

NAME_CHARACTERS = 10
OUTSIDE = ("not_yet", "no_evidence")
STATUSES = ("value", "not_published", *OUTSIDE)


def tile_grid(tiles: pd.DataFrame, words: Words) -> go.Figure:
    """Draw a schematic map, one tile a region, the value in the tile and its shade by value.

    Columns: `region` (short name), `row` and `column` (north is row 0), `value`, `status` ("value", "not_published",
    "not_yet", "no_evidence"), `is_home`, `basis`. Each status says so in words; an unknown one raises `KeyError`.
    """
    if tiles.empty:
        return blank(words)
    look = theme()
    unknown = set(tiles["status"]) - set(STATUSES)
    if unknown:
        raise KeyError(f"no tile for status {sorted(unknown)}; there are: {', '.join(STATUSES)}")
    tiles = tiles.sort_values("is_home", kind="stable").reset_index(drop=True)
    valued = tiles[tiles["status"] == "value"]
    low, high = (valued["value"].min(), valued["value"].max()) if len(valued) else (0, 0)
    key = basis_key(valued["basis"], look.ink, words)
    if tiles["is_home"].any():
        key.append(KeyItem("□", look.ink, words("charts.key.home_tile")))

    spread = high - low
    faces = [_face(tile, (tile.value - low) / spread if spread else 0.5, words) for tile in tiles.itertuples()]
    first, last = int(tiles["row"].min()), int(tiles["row"].max())
    left, right = int(tiles["column"].min()), int(tiles["column"].max())
    drawing = sheet((last - first + 1) * TILE_HEIGHT, words, key=key, bottom=4, above=12)
    drawing.bars(
        [face.hover for face in faces],
        x=tiles["column"],
        y=[0.96] * len(tiles),
        base=tiles["row"] - 0.48,
        width=0.96,
        marker={
            "color": [face.fill for face in faces],
            "line": {
                "color": [look.ink if is_home else look.border for is_home in tiles["is_home"]],
                "width": [3 if is_home else 1 for is_home in tiles["is_home"]],
            },
            "cornerradius": 3,
            "pattern": hatched(tiles["status"] == "not_published", 0.2),
        },
        text=[face.text for face in faces],
        **INSIDE,
        constraintext="none",
        textfont={"size": [face.size for face in faces], "color": [face.ink for face in faces]},
    )
    kept = {"constrain": "domain", "scaleanchor": "x", "scaleratio": TILE_RATIO}
    return drawing.figure(
        xaxis={**hidden(left - 0.5, right + 0.5), "constrain": "domain", "constraintoward": "left"},
        yaxis={**hidden(last + 0.5, first - 0.5), **kept, "constraintoward": "top"},
    )


@dataclass(frozen=True, slots=True)
class _Face:
    """What a tile shows, and when it is pointed at; *size* (px) also sets the distance of its lines."""

    fill: str
    ink: str
    text: str
    size: int
    hover: str


def _face(tile: object, share: float, words: Words) -> _Face:
    look = theme()
    name = stacked(wrap(tile.region, NAME_CHARACTERS))
    name = f"<b>{name}</b>" if tile.is_home else name
    if tile.status != "value":
        fill = look.paper if tile.status in OUTSIDE else look.border
        text, pointed = (words(f"charts.{kind}.{tile.status}") for kind in ("tile", "status"))
        hovered = f"{plain(tile.region)}: {pointed}"
        return _Face(fill, look.muted, f"{name}<br>{plain(text)}", look.fine_size, hovered)
    fill = shade(look.tile_low, look.tile_high, share)
    ink = text_on(fill)
    name = tinted(name, ink, look.fine_size)
    glyph = tinted(basis_marker(tile.basis).glyph, ink, look.fine_size)
    hovered = hover(words, "value", label=tile.region, value=tile.value, basis=words(f"charts.basis.{tile.basis}"))
    text = f"{name}<br><b>{words.number(tile.value, 2)}</b> {glyph}"
    return _Face(fill, ink, text, look.chart_size + 1, hovered)
