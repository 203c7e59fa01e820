"""Charts drawn as SVG: all of plotly that they use, nothing unnoticed, foreign text only as text."""

import json
import re
import struct
from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.test_figures import BUILDERS, FRAMES, ID, OWNERS
from smartcity import charts
from smartcity.charts.drawing import Paragraph, Undrawn, drawn, font, picture, pixels
from smartcity.charts.drawing.figure import planned
from smartcity.charts.drawing.picture import MARGIN, SHARPNESS
from smartcity.charts.drawing.texts import spoken
from smartcity.charts.sheet import sheet
from smartcity.wording import LANGUAGES, Words

PHONE = 344
"""The width (px) that a chart has on a phone of 390 px."""

SVG = "{http://www.w3.org/2000/svg}"


def figure(name, language="id"):
    """Build the example of a form."""
    return BUILDERS[name](FRAMES[name], Words(language))


def read(svg):
    """Read an SVG as strictly as XML."""
    return ElementTree.fromstring(svg)


def values(svg):
    """List what the marks say when they are pointed at or read out."""
    return [mark.get("aria-label") for mark in read(svg).iter("g") if mark.get("role") == "img"]


def written(svg):
    """List what is written, each text without its parts."""
    return ["".join(text.itertext()) for text in read(svg).iter("text")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BUILDERS)
def test_every_form_is_drawn_with_its_texts_and_values(name, language):
    """All that plotly writes is written, and what each mark says when pointed at is said, each once."""
    made = figure(name, language)
    svg = drawn(made, "Teks pengganti")
    notes = [note["text"] for note in json.loads(made.to_json())["layout"]["annotations"]]
    hovers = [
        spoken(text)
        for trace in made.data
        if trace.hovertext is not None
        for text, x, y in zip(trace.hovertext, trace.x, trace.y)
        if text and pd.notna(x) and pd.notna(y) and (trace.type != "bar" or (x if trace.orientation == "h" else y))
    ]

    assert {spoken(text).replace("\n", "") for text in notes if text} <= set(written(svg))
    assert sorted(values(svg)) == sorted(set(hovers))
    assert (read(svg).get("aria-label"), read(svg).get("role")) == ("Teks pengganti", "group")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BUILDERS)
def test_a_picture_needs_no_font(name, language):
    """Every sign that a chart writes is in our font, so that a picture is only outlines."""
    svg = picture(figure(name, language), "Indeks", 800)

    assert list(read(svg).iter(f"{SVG}text")) == []
    assert read(svg).find(f"{SVG}title").text == "Indeks"


@pytest.mark.parametrize("name", BUILDERS)
def test_labels_of_an_axis_stand_apart_on_a_phone(name):
    """No two labels of a horizontal axis meet where the chart is as narrow as it gets."""
    plan = planned(figure(name))
    wide, _ = plan.size(PHONE - plan.left - plan.right)
    size = charts.theme().small_size
    ends = [
        (place * wide - half, place * wide + half)
        for place, text in plan.axes[0].ticks()
        for half in [font.width(text, size, 400) / 2]
    ]

    assert [one for one, other in pairwise(ends) if one[1] + 2 > other[0]] == []


NOTE = {"text": "a", "x": 0, "y": 0, "showarrow": False, "xanchor": "left", "align": "left"}
BAR = {"type": "bar", "x": [1], "y": [1], "width": 1, "marker": {"color": "#000000"}}
DOT = {"type": "scatter", "x": [1], "y": [1], "mode": "markers"}
DOT |= {
    "cliponaxis": False,
    "marker": {"symbol": "circle", "size": 9, "color": "#000", "line": {"color": "#000", "width": 0}},
}


def planted(traces=(), notes=(), shapes=(), **axis):
    """Put traces, notes and shapes on a sheet."""
    drawing = sheet(100, ID)
    drawing.traces.extend(traces)
    drawing.write(*(note | {"font": {"size": 12, "color": "#000000"}} for note in notes))
    drawing.draw(*shapes)
    return drawing.figure(xaxis={"range": [0, 2], **axis}, yaxis={"range": [0, 2]})


@pytest.mark.parametrize(
    ("plant", "complaint"),
    [
        ({"traces": [{"type": "pie", "values": [1]}]}, "trace.type = 'pie'"),
        ({"traces": [BAR | {"opacity": 0.5}]}, "bar.opacity"),
        ({"traces": [BAR | {"marker": {"color": "#000000", "pattern": {"shape": "x"}}}]}, "shape = 'x'"),
        ({"traces": [BAR | {"text": ["a"], "textposition": "outside"}]}, "textposition = 'outside'"),
        ({"traces": [DOT | {"mode": "lines", "line": {"color": "#000", "width": 1, "dash": "dot"}}]}, "line.dash"),
        ({"traces": [DOT | {"marker": DOT["marker"] | {"symbol": "star"}}]}, "symbol = 'star'"),
        ({"traces": [DOT | {"connectgaps": True}]}, "connectgaps = True"),
        ({"traces": [DOT | {"error_x": {"array": [1]}}]}, "scatter.error_x"),
        ({"notes": [NOTE | {"textangle": 90}]}, "annotation.textangle"),
        ({"notes": [NOTE | {"text": "<i>a</i>"}]}, "tag <i>"),
        (
            {"shapes": [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "line": {"color": "#000", "width": 1}}]},
            "'circle'",
        ),
        ({"zeroline": True}, "zeroline = True"),
        ({"tickprefix": "Rp"}, "axis.tickprefix"),
    ],
)
def test_what_is_not_drawn_is_refused(plant, complaint):
    """A kind of trace or a property that a drawing would lose is an error that names it."""
    with pytest.raises(Undrawn, match=re.escape(complaint)):
        drawn(planted(**plant), "")


def test_a_second_axis_is_refused():
    """A chart has two axes; what belongs to a third would be lost."""
    with pytest.raises(Undrawn, match=r"layout\.yaxis2"):
        drawn(go.Figure(planted([BAR])).update_layout(yaxis2={"overlaying": "y"}), "")


FOREIGN = """<script>alert(1)</script> "&' <b>x</b>"""


def test_foreign_text_stays_text():
    """A name from an uploaded file is written as it stands: no element, no attribute and no entity comes of it."""
    made = charts.owner_bars(OWNERS.assign(label=[FOREIGN, "b", "c"]), ID)
    on_page, taken = read(drawn(made, FOREIGN)), read(picture(made, FOREIGN, 600, [Paragraph(FOREIGN, 12, "#000")]))
    kinds = {element.tag.removeprefix(SVG) for root in (on_page, taken) for element in root.iter()}

    assert kinds == {"svg", "g", "rect", "path", "pattern", "text", "tspan", "title"}
    assert on_page.get("aria-label") == taken.find(f"{SVG}title").text == FOREIGN
    assert any(text.startswith("<script>") for text in written(drawn(made, "")))
    assert any(label.startswith(FOREIGN) for label in values(drawn(made, "")))


def test_bars_and_marks_stand_at_their_values():
    """On a plot of 400 px, 0 to 4, a value of 3 is 300 px from the left: its bar's end, its mark and its line."""
    frame = FRAMES["component_rows"].iloc[:1].assign(value=3.0, reference=1.0)
    made = charts.component_rows(frame, (0.0, 4.0), ID)
    plan = planned(made)
    root = read(picture(made, "", 400 + plan.left + plan.right + 2 * MARGIN))
    (bar,) = [float(box.get("width")) for box in root.iter(f"{SVG}rect") if box.get("rx")]
    places = [element.get("transform") for element in root.iter(f"{SVG}g") if element.get("transform")]
    marks = [float(place[10:].split(",")[0]) for place in places]

    assert bar == pytest.approx(300, abs=0.01)
    assert {300.0, 100.0} <= set(marks)
    assert [float(line.get("x1")) for line in root.iter(f"{SVG}line")] == pytest.approx(
        [0, 100, 200, 300, 400], abs=0.01
    )


def test_a_drawing_fits_any_width_by_itself():
    """On a page what stands at a value is placed in per cent of the width, whatever that will be."""
    made = figure("component_rows")
    margin, root = made.layout.margin, read(drawn(made, ""))
    lines = [line.get("x1") for line in root.iter("line")]

    assert [round(float(place.removesuffix("%"))) for place in lines] == [0, 25, 50, 75, 100]
    assert f"width:calc(100% - {margin.l + margin.r}px)" in root.get("style")


def test_a_missing_year_interrupts_a_line():
    """Banjarmasin has no value in 2022, so nothing connects its two points."""
    frame = FRAMES["index_trend"]
    alone = charts.index_trend(frame[frame["region"] == "Banjarmasin"], {}, (0.0, 4.0), ID)
    together = charts.index_trend(frame[frame["region"] == "Tabalong"], {}, (0.0, 4.0), ID)
    joined = [
        [line for line in read(drawn(one, "")).iter("line") if line.get("stroke-linecap")] for one in (alone, together)
    ]

    assert list(map(len, joined)) == [0, 2]


def test_the_same_chart_is_the_same_drawing():
    """A page that is drawn again sends what the browser has already."""
    assert drawn(figure("impact_bands"), "a") == drawn(figure("impact_bands"), "a")


def test_a_picture_says_what_stands_around_it():
    """What is above and below is broken at the width, and everything lies within the picture."""
    made, text = figure("owner_bars"), "Pemilik inovasi terbanyak adalah warga " * 4
    plain, told = (
        picture(made, "", 600),
        picture(made, "", 600, [Paragraph(text, 20, "#000")], [Paragraph("Sumber", 12, "#000")]),
    )
    heights = [float(read(svg).get("height")) for svg in (plain, told)]
    labels = [path.get("aria-label") for path in read(told).iter(f"{SVG}path") if path.get("aria-label")]
    lines = [line for line in labels if "terbanyak" in line or "Pemilik" in line]

    assert len(lines) > 1
    assert " ".join(lines) == text.strip()
    assert all(font.width(line, 20, 400) <= 600 - 2 * MARGIN for line in lines)
    assert heights[1] - heights[0] == pytest.approx(len(lines) * 26 + 15.6 + 28, abs=1)
    assert labels[-1] == "Sumber"


def test_a_sign_that_the_font_lacks_is_left_to_others():
    """A name in another script is not lost: it stays text for the fonts of whoever opens the picture."""
    svg = picture(charts.owner_bars(OWNERS.assign(label=["木", "b", "c"]), ID), "", 600)

    assert [text.text for text in read(svg).iter(f"{SVG}text")] == ["木"]


def test_pixels_are_sharp():
    """A PNG has two pixels for each px of the drawing."""
    made = picture(figure("owner_bars"), "", 500)
    png = pixels(made)
    width, height = struct.unpack(">II", png[16:24])

    assert png.startswith(b"\x89PNG")
    assert (width, height) == (500 * SHARPNESS, float(read(made).get("height")) * SHARPNESS)
