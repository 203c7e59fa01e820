"""Figure builders, one form a file; the only package that imports plotly.

Each builder takes a frame whose columns its docstring names, and the words of a language, and returns a figure; an
empty frame gives a figure without traces. What forms share has its own module: `theme`, `template`, `sheet`, `axes`,
`rows` (rows one below the other), `marks` (one for each basis) and `labels` (texts and hovers). Show figures with
`theme=None`, since the template is ours, and with `config(words, file_name)`. Must not know where the figures of a
frame come from, nor which page shows them. `drawn` makes a figure the SVG of a page, `picture` one that leaves it;
`plainly` makes it the plain values that can be kept.
"""

from smartcity.charts.acceptability import acceptability
from smartcity.charts.bullet import bullets
from smartcity.charts.bump import bump
from smartcity.charts.coarse import coarse
from smartcity.charts.components import component_rows
from smartcity.charts.composition import composition_rows
from smartcity.charts.contributions import contributions
from smartcity.charts.daily import daily
from smartcity.charts.diverging import diverging
from smartcity.charts.drawing import (
    Box,
    Dot,
    Line,
    Paragraph,
    Piece,
    Sheet,
    Stroke,
    broken,
    drawn,
    has_sign,
    picture,
    pixels,
    sheet_of,
    text_width,
    texts,
)
from smartcity.charts.dumbbell import dumbbell
from smartcity.charts.enlarged import enlarged
from smartcity.charts.filled import filled_bars
from smartcity.charts.groups import group_bars
from smartcity.charts.marks import MARKS, Mark, basis_key, basis_marker
from smartcity.charts.matrix import coverage_matrix
from smartcity.charts.moved import moved_rows
from smartcity.charts.native import BARS, COLUMNS, DOTS, LINES, STACKED, Native, Series, native_of
from smartcity.charts.outlooks import outlook_bands
from smartcity.charts.owners import owner_bars
from smartcity.charts.plainly import figure_of, plainly
from smartcity.charts.risks import risk_grid
from smartcity.charts.room import roomy
from smartcity.charts.spreads import change_rows, impact_bands, spread_rows
from smartcity.charts.strip import score_strip
from smartcity.charts.template import CONFIG, config
from smartcity.charts.theme import Theme, text_on, theme
from smartcity.charts.tiles import tile_grid
from smartcity.charts.timeline import timeline
from smartcity.charts.trend import index_trend
