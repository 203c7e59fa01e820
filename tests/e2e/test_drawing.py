"""Our drawings held against plotly's own pictures, by where the same browser puts each text, bar, mark and line."""

import json
from base64 import b64encode

from charts.test_figures import BUILDERS, FRAMES
from laws import is_thorough
from plotly.offline import get_plotlyjs

from smartcity.charts.drawing import drawn, font
from smartcity.wording import Words

WIDTHS = (344, 1100, 1700)
"""Px: a phone, a laptop, a hall."""

NEAR = 1.5
"""Px: plotly moves bars and texts onto whole pixels."""

PAGE = """<style>@font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,%s) }
body { margin: 0; font-family: Inter } #ours { container-type: inline-size }</style>
<b>b</b><div id="theirs"></div><div id="ours"></div>"""

BOXES = """async ([figure, svg, width]) => {
  const [theirs, ours] = ["theirs", "ours"].map((id) => document.getElementById(id));
  for (const one of [theirs, ours]) one.style.width = `${width}px`;
  ours.innerHTML = svg;
  await Plotly.newPlot(theirs, figure.data, figure.layout, { displayModeBar: false });
  const boxes = (root, selector) => {
    const corner = root.getBoundingClientRect();
    return [...root.querySelectorAll(selector)].filter((one) => !one.closest("pattern")).map((one) => {
      const box = one.getBoundingClientRect();
      const sides = [box.left - corner.left, box.top - corner.top, box.right - corner.left, box.bottom - corner.top];
      return { text: one.textContent, sides };
    });
  };
  const found = {
    texts: [boxes(theirs, "text:not(.bartext)"), boxes(ours, "text")],
    inside: [boxes(theirs, ".bartext"), boxes(ours, "text")],
    bars: [boxes(theirs, ".barlayer .point > path"), boxes(ours, "rect")],
    marks: [boxes(theirs, ".scatterlayer .point"), boxes(ours, "path")],
    lines: [boxes(theirs, ".gridlayer path, .shapelayer path"), boxes(ours, "line, rect")],
    height: ours.getBoundingClientRect().height,
  };
  Plotly.purge(theirs);
  return found;
}"""


def farthest(kind, one, other):
    """Give the distance (px) of the sides that are farthest apart; what says something else is not the same.

    Inside a low bar plotly writes smaller, we do not: there the middles are the same.
    """
    if one["text"] != other["text"]:
        return float("inf")
    sides = [side - its for side, its in zip(one["sides"], other["sides"])]
    if kind == "inside":
        sides = [(sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2]
    return max(map(abs, sides))


def is_seen(box):
    """Whether it has a length: plotly keeps bars of nothing in its page."""
    left, top, right, bottom = box["sides"]
    return left != right or top != bottom


def is_bar(kind, box):
    """Whether it covers something."""
    left, top, right, bottom = box["sides"]
    return kind != "bars" or (left != right and top != bottom)


def test_every_form_is_drawn_where_plotly_draws_it(browser):
    """At each width each text, bar, mark and line of plotly's picture has one of ours at its place.

    Each form at two of the widths, another one left out in turn; where there is time, at all.
    """
    page = browser.new_page(viewport={"width": 1800, "height": 1000})
    page.set_content(PAGE % b64encode(font.FILE.read_bytes()).decode())
    page.add_script_tag(content=get_plotlyjs())
    page.evaluate("document.fonts.ready")
    away = []
    for number, (name, build) in enumerate(BUILDERS.items()):
        made = build(FRAMES[name], Words("id"))
        left_out = None if is_thorough() else WIDTHS[number % len(WIDTHS)]
        for width in (one for one in WIDTHS if one != left_out):
            found = page.evaluate(BOXES, [json.loads(made.to_json()), drawn(made, ""), width])
            height = found.pop("height")
            for kind, (theirs, ours) in found.items():
                away += [
                    (name, width, kind, box)
                    for box in theirs
                    if is_seen(box) and is_bar(kind, box)
                    if min((farthest(kind, box, other) for other in ours), default=NEAR + 1) > NEAR
                ]
            if name != "tile_grid":  # it is lower where it is narrow
                assert height == made.layout.height
            assert len(found["texts"][0]) + len(found["inside"][0]) == len(found["texts"][1])
            assert len(found["marks"][0]) == len(found["marks"][1])
    page.close()

    assert away == []
