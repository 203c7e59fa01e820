"""Draw a plotly figure as SVG, without a browser: at once on the page, on paper, and as a picture to take away.

The figures stay the only definition of a chart. This room knows what they are made of, bars and points, notes and
shapes on two plain axes, and refuses anything else by `Undrawn` instead of leaving it out. A page gets a drawing that
fits any width: what stands at a share of the plot is placed in per cent and what stands beside it in pixels. A picture
has one width, and its texts are outlines of our font, so that it looks the same in every program. Must not know what
the charts are about.
"""

from smartcity.charts.drawing.figure import drawn
from smartcity.charts.drawing.font import has_sign
from smartcity.charts.drawing.font import width as text_width
from smartcity.charts.drawing.known import Undrawn
from smartcity.charts.drawing.picture import Paragraph, broken, picture, pixels
from smartcity.charts.drawing.pieces import Box, Dot, Line, Piece, Sheet, Stroke, sheet_of, texts
