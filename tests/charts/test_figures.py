"""What the figures show: order, labels, marks of the bases, separators, ties, holes."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from smartcity import charts
from smartcity.charts.axes import MOST_TICKS, score_axis, window, zoom_key
from smartcity.charts.labels import spread, wrap
from smartcity.charts.matrix import name_lines
from smartcity.charts.room import with_room
from smartcity.charts.strip import NARROWEST
from smartcity.charts.template import template
from smartcity.wording import LANGUAGES, Words, catalogue

SCALE = (0.0, 4.0)
NONE = float("nan")
ID, EN = Words("id"), Words("en")

COMPONENTS = pd.DataFrame(
    {
        "label": ["Output", "Baseline", "Outcome"],
        "value": [3.20, 3.76, NONE],
        "previous": [NONE, 3.50, 3.00],
        "reference": [2.12, 2.90, NONE],
        "basis": ["official", "derived", "official"],
        "previous_basis": ["official", "derived", "official"],
    }
)
POINTS = pd.DataFrame(
    [
        ("Tabalong", 2021, 2.98, 1, "press", True),
        ("Tabalong", 2022, 3.12, 1, "press", True),
        ("Tabalong", 2023, 3.38, 1, "official", True),
        ("Banjarmasin", 2021, 2.82, 2, "press", False),
        ("Banjarmasin", 2023, 3.38, 1, "official", False),
        ("Banjar", 2021, 2.80, 3, "press", False),
        ("Banjar", 2022, 2.99, 2, "derived", False),
    ],
    columns=["region", "year", "value", "rank", "basis", "is_home"],
).assign(label=lambda frame: frame["region"])
TILES = pd.DataFrame(
    [
        ("Tabalong", 0, 3, 3.38, "value", True, "official"),
        ("Tapin", 3, 3, NONE, "no_evidence", False, "official"),
        ("Tanah Bumbu", 5, 4, NONE, "not_published", False, "official"),
    ],
    columns=["region", "row", "column", "value", "status", "is_home", "basis"],
)
QUOTAS = pd.DataFrame(
    {
        "label": ["Smart Governance", "Smart Economy"],
        "count": [47, 52],
        "quota": [50, 50],
        "colour": ["#117733", "#801650"],
        "is_sample": [True, False],
    }
)
CELLS = pd.DataFrame(
    {
        "row_label": ["Smart Governance"] * 3,
        "column_label": ["Layanan Publik", "Kebijakan Publik", "Tata Kelola Birokrasi"],
        "count": [4, 0, 0],
        "names": [["Lapat Kaka KIA", "Simasda", "Sipd", "E-office"], [], []],
        "colour": ["#117733"] * 3,
        "is_known": [True, True, False],
    }
)
OWNERS = pd.DataFrame(
    {
        "label": ["Warga", "DLH", "?"],
        "count": [1, 2, 1],
        "kind": ["non_government", "government", "unknown"],
        "is_named": [False, True, False],
    }
)
DAYS = pd.DataFrame({"day": [date(2023, 9, 18), date(2023, 9, 20)], "count": [12, 1300], "cumulative": [12, 1312]})
BANDS = pd.DataFrame(
    {
        "label": ["Smart Living", "Smart Society"],
        "mean": [3.2, 3.4],
        "low": [2.9, 3.0],
        "high": [3.5, 3.8],
        "n": [47, 50],
        "reference": [3.1, NONE],
        "is_sample": [True, False],
    }
)
PAIRS = pd.DataFrame(
    {
        "label": ["Baseline", "Output"],
        "home": [3.76, 3.20],
        "other": [3.80, 3.20],
        "home_name": "Tabalong",
        "other_name": "Banjarmasin",
        "basis": "official",
    }
)
STATEMENTS = pd.DataFrame(
    {
        "label": ["Layanan ini mudah dijangkau oleh warga di semua kecamatan", "Layanan ini cepat"],
        "counts": [(0, 1, 2, 5, 2), (0, 0, 0, 0, 0)],
        "mean": [2.8, NONE],
        "is_sample": [False, True],
    }
)
LEVELS = ("STS", "TS", "N", "S", "SS")
SPREADS = pd.DataFrame(
    {
        "label": ["Layanan ini mudah dijangkau oleh warga di semua kecamatan", "Layanan ini cepat"],
        "mean": [3.2, NONE],
        "low": [2.9, NONE],
        "high": [3.5, NONE],
        "remark": ["n = 47", "n = 0"],
        "is_sample": [True, False],
    }
)
CHANGES = pd.DataFrame(
    {
        "label": ["Smart Living", "Smart Society"],
        "mean": [0.23, -0.02],
        "low": [0.1, -0.2],
        "high": [0.4, 0.15],
        "remark": ["naik", "setara"],
        "is_sample": [True, False],
    }
)
OUTLOOKS = pd.DataFrame(
    {
        "label": ["Smart Living", "Smart Society"],
        "n": [50, 45],
        "spreads": [[(0.1, 0.12), (0.07, 0.08)], [(0.2, 0.21), (0.1, 0.11)]],
        "further": [[0, 50], [0, 50]],
        "is_sample": [True, False],
    }
)
PROBABILITIES = pd.DataFrame(
    [
        ("Tabalong", 1, 0.25, True, False),
        ("Tabalong", 2, 0.75, True, True),
        ("Banjarmasin", 1, 0.75, False, True),
        ("Banjarmasin", 2, 0.25, False, False),
    ],
    columns=["label", "rank", "probability", "is_home", "is_present"],
)
PARTS = pd.DataFrame(
    {
        "label": ["Outcome", "Quick win", "Jumlah"],
        "value": [0.12, -0.03, 0.09],
        "basis": "derived",
        "is_total": [False, False, True],
    }
)
MOVES = pd.DataFrame(
    {
        "label": ["Banjarmasin", "Tabalong", "Banjar"],
        "before": [3.31, 3.38, 2.42],
        "after": [3.57, 3.55, NONE],
        "before_basis": "official",
        "after_basis": ["press", "press", None],
        "is_home": [False, True, False],
    }
)
PEOPLE = pd.DataFrame(
    [
        ("Kelompok umur", "17–25", 60.0, 0.6, True),
        ("Kelompok umur", "46–55", 40.0, 0.4, False),
        ("Kecamatan", "Tanjung", 70.0, 0.7, True),
        ("Kecamatan", "Jaro", NONE, NONE, False),
        ("Kecamatan", "Upau", NONE, NONE, False),
    ],
    columns=["trait", "label", "count", "share", "is_named"],
).assign(is_sample=False)
GROUPS = (("people", "Manusia"), ("digital", "Digital"))
COMPOSED = pd.DataFrame(
    {
        "label": ["Banjarmasin", "Tabalong"],
        "rank": [1, 2],
        "value": [80.0, 50.0],
        "people": [50.0, 10.0],
        "digital": [30.0, 40.0],
        "basis": "own",
        "is_home": [False, True],
    }
)
RISKS = pd.DataFrame(
    {
        "number": [1, 2, 3],
        "what": ["Listrik padam", "<b>Operator</b> pindah", "Dana"],
        "likelihood": [4, 4, 1],
        "impact": [3, 3, 5],
        "has_mitigation": [True, False, True],
    }
)
FILLED = pd.DataFrame({"label": ["Output", "Baseline"], "there": [0.05, 0.1], "whole": [0.2, 0.1]})
DUE = pd.DataFrame(
    [
        ("Tahap I", "Tahap I", date(2024, 6, 1), date(2024, 6, 30), True, False, False),
        ("Bukti", "P1", date(2024, 3, 1), date(2024, 3, 1), False, True, False),
        ("Bukti", "P2", date(2024, 7, 1), date(2024, 7, 1), False, False, False),
        ("Bukti", "P3", date(2024, 8, 1), date(2024, 8, 1), False, False, True),
    ],
    columns=["lane", "label", "first", "last", "is_bar", "is_late", "is_done"],
)
BUILDERS = {
    "component_rows": lambda frame, words: charts.component_rows(frame, SCALE, words, "2022"),
    "index_trend": lambda frame, words: charts.index_trend(frame, {2022: "changed"}, SCALE, words),
    "bump": lambda frame, words: charts.bump(frame, {2022: "changed"}, words),
    "score_strip": lambda frame, words: charts.score_strip(frame, SCALE, words),
    "tile_grid": charts.tile_grid,
    "bullets": charts.bullets,
    "coverage_matrix": charts.coverage_matrix,
    "owner_bars": charts.owner_bars,
    "daily": lambda frame, words: charts.daily(frame, 300, words),
    "impact_bands": lambda frame, words: charts.impact_bands(frame, SCALE, words),
    "dumbbell": lambda frame, words: charts.dumbbell(frame, SCALE, words),
    "diverging": lambda frame, words: charts.diverging(frame, LEVELS, words),
    "spread_rows": lambda frame, words: charts.spread_rows(frame, SCALE, words),
    "change_rows": charts.change_rows,
    "outlook_bands": charts.outlook_bands,
    "acceptability": charts.acceptability,
    "contributions": charts.contributions,
    "group_bars": charts.group_bars,
    "moved_rows": lambda frame, words: charts.moved_rows(frame, SCALE, words, "2023", "2024"),
    "composition_rows": lambda frame, words: charts.composition_rows(frame, GROUPS, words),
    "risk_grid": charts.risk_grid,
    "filled_bars": charts.filled_bars,
    "timeline": lambda frame, words: charts.timeline(frame, 2024, date(2024, 5, 1), words),
}
FRAMES = {
    "component_rows": COMPONENTS,
    "index_trend": POINTS,
    "bump": POINTS,
    "score_strip": POINTS[POINTS["year"] == 2023],
    "tile_grid": TILES,
    "bullets": QUOTAS,
    "coverage_matrix": CELLS,
    "owner_bars": OWNERS,
    "daily": DAYS,
    "impact_bands": BANDS,
    "dumbbell": PAIRS,
    "diverging": STATEMENTS,
    "spread_rows": SPREADS,
    "change_rows": CHANGES,
    "outlook_bands": OUTLOOKS,
    "acceptability": PROBABILITIES,
    "contributions": PARTS,
    "group_bars": PEOPLE,
    "moved_rows": MOVES,
    "composition_rows": COMPOSED,
    "risk_grid": RISKS,
    "filled_bars": FILLED,
    "timeline": DUE,
}


def texts(figure: go.Figure) -> list[str]:
    """List what is written in the figure, without tags."""
    written = [note.text for note in figure.layout.annotations]
    for trace in figure.data:
        written += list(trace.text) if trace.text is not None else []
    return [re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ") for text in written]


def trace(figure: go.Figure, name: str) -> object:
    """Find a trace by its name."""
    return next(trace for trace in figure.data if trace.name == name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BUILDERS)
def test_every_figure_keeps_the_grammar(name, language):
    """Every figure is still, transparent, without legend or second axis, in our font and the language's signs."""
    layout = BUILDERS[name](FRAMES[name], Words(language)).to_plotly_json()["layout"]
    shared = layout["template"]["layout"]

    assert {
        "dragmode": layout["dragmode"],
        "separators": layout["separators"],
        "second axes": [key for key in layout if re.fullmatch(r"[xy]axis\d+", key)],
        "legend": shared["showlegend"],
        "background": shared["paper_bgcolor"],
        "font": shared["font"]["family"],
    } == {
        "dragmode": False,
        "separators": {"id": ",.", "en": ".,"}[language],
        "second axes": [],
        "legend": False,
        "background": "rgba(0,0,0,0)",
        "font": charts.theme().family,
    }


def test_a_bar_says_that_it_is_the_least_or_that_nothing_is_known():
    """Where a part of a row is not known, what is there is the least of it; nothing known is not written as nothing."""
    rows = pd.DataFrame({"label": ["A", "B", "C"], "there": [0.5, 0.0, 0.0], "whole": 1.0})

    figure = charts.filled_bars(rows.assign(is_known=[False, False, True]), Words("id"), weighs=False)
    parts = charts.filled_bars(rows.assign(is_known=[False, False, True]), Words("id"))

    assert texts(figure)[-5::2] == ["≥ 50 %", "–", "0 %"]
    assert texts(parts)[-5::2] == ["≥ 50 % dari 100,0 %", "– dari 100,0 %", "0 % dari 100,0 %"]


@pytest.mark.parametrize("columns", [[], None], ids=["without columns", "without rows"])
@pytest.mark.parametrize("name", BUILDERS)
def test_an_empty_frame_gives_no_traces(name, columns):
    """An empty frame gives a figure without traces and raises nothing."""
    frame = FRAMES[name].iloc[:0] if columns is None else pd.DataFrame()

    assert BUILDERS[name](frame, ID).data == ()


@pytest.mark.parametrize("name", BUILDERS)
def test_traces_are_bars_and_points(name):
    """The forms need bars and points only: no pie, gauge or radar."""
    assert {trace.type for trace in BUILDERS[name](FRAMES[name], ID).data} <= {"bar", "scatter"}


@pytest.mark.parametrize("name", BUILDERS)
def test_figures_can_be_sent(name):
    """Every figure becomes strict JSON, so what is missing is never sent as NaN; plotly knows each property of it."""
    sent = BUILDERS[name](FRAMES[name], ID).to_json()
    read = json.loads(sent, parse_constant=lambda constant: pytest.fail(constant))

    assert go.Figure(read).to_plotly_json()["data"] != []


@pytest.mark.parametrize(("language", "written"), [("id", {"3,76", "3,20", "–"}), ("en", {"3.76", "3.20", "–"})])
def test_component_rows_are_sorted_and_labelled(language, written):
    """Components stand in order of their value, each with its number in the language; a missing one is a dash, last."""
    figure = charts.component_rows(COMPONENTS, SCALE, Words(language))
    labels = [text for text in texts(figure) if text in set(COMPONENTS["label"])]

    assert labels == ["Baseline", "Output", "Outcome"]
    assert written <= set(texts(figure))
    assert list(trace(figure, "value").y) == sorted(trace(figure, "value").y)
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_component_rows_start_at_the_scale():
    """The axis is the method's scale from its minimum, and bars start there too."""
    figure = charts.component_rows(COMPONENTS, (1.0, 5.0), ID)

    assert (*figure.layout.xaxis.range, figure.data[0].base) == pytest.approx((1.0, 5.0, 1.0), abs=1e-4)
    assert [base + length for base, length in zip([1.0, 1.0], figure.data[0].x)] == [3.76, 3.20]


BEYOND = 4.0 + 4e-15
"""A four as adding up may leave it."""


@pytest.mark.parametrize("value", [0.0, -4e-15, 4.0, BEYOND])
@pytest.mark.parametrize("form", ["component_rows", "dumbbell", "score_strip", "index_trend", "spread_rows"])
def test_a_value_on_the_edge_of_its_scale_is_drawn(form, value):
    """Plotly leaves out marks and texts that lie a last digit beyond an axis, so no axis ends at its last value."""
    row = {"label": "Output", "basis": "official", "region": "Tabalong", "is_home": True, "year": 2023, "rank": 1}
    row |= {"home_name": "A", "other_name": "B", "n": 50, "remark": "", "is_sample": False}
    row |= dict.fromkeys(("value", "previous", "reference", "home", "other", "mean", "low", "high"), value)
    breaks = ({},) if form == "index_trend" else ()
    figure = getattr(charts, form)(pd.DataFrame([row]), *breaks, SCALE, ID)
    low, high = getattr(figure.layout, "yaxis" if form in ("score_strip", "index_trend") else "xaxis").range

    assert low < value < high


def test_last_year_is_lighter_and_lower():
    """Last year is smaller, grey and below the accent of this year, so that equal values show both; the key says so."""
    figure = charts.component_rows(COMPONENTS, SCALE, ID, "2022")
    now, before = trace(figure, "value").marker, trace(figure, "previous").marker

    assert before.size < now.size
    assert [low - high for low, high in zip(trace(figure, "previous").y, trace(figure, "value").y)] == [11, 11, 11]
    assert (set(before.line.color), set(now.line.color)) == ({charts.theme().peer}, {charts.theme().accent})
    assert "2022" in texts(figure)[0]


def test_key_is_silent_about_what_is_not_shown():
    """Without last year and median the key names neither."""
    bare = COMPONENTS.assign(previous=NONE, reference=NONE)

    assert texts(charts.component_rows(bare, SCALE, ID))[0].split() == ["●", "resmi", "○", "turunan"]


def test_each_basis_has_its_own_mark():
    """No two bases share symbol and filling, or the sign in a key."""
    looks = {(mark.symbol, mark.is_hollow) for mark in charts.MARKS.values()}

    assert (len(looks), len({mark.glyph for mark in charts.MARKS.values()})) == (len(charts.MARKS), len(charts.MARKS))


@pytest.mark.parametrize(
    ("basis", "symbol", "is_hollow"),
    [
        ("official", "circle", False),
        ("press", "square", False),
        ("derived", "circle", True),
        ("simulasi", "diamond", True),
    ],
)
def test_marks_of_the_bases(basis, symbol, is_hollow):
    """Official is a filled circle, press a filled square, derived a hollow circle, simulasi a hollow diamond."""
    mark = charts.basis_marker(basis)

    assert (mark.symbol, mark.is_hollow) == (symbol, is_hollow)
    assert (mark.marker("#004488", 9)["color"] == charts.theme().paper) is is_hollow


def test_an_unknown_basis_names_those_that_exist():
    """A basis without a mark is refused with the list of marks."""
    with pytest.raises(KeyError, match="official, press, derived, simulasi, sample"):
        charts.basis_marker("guess")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_basis_has_a_word(language):
    """The key of all bases has one entry each, in the language."""
    words = Words(language)

    assert [item.meaning for item in charts.basis_key(charts.MARKS, "#000000", words)] == [
        words(f"charts.basis.{basis}") for basis in charts.MARKS
    ]


def test_trend_leaves_missing_years_open():
    """A year without a value interrupts the line of a region."""
    line = trace(charts.index_trend(POINTS, {}, SCALE, ID), "Banjarmasin")

    assert (list(line.x), line.connectgaps) == ([2021, 2022, 2023], False)
    assert list(pd.isna(pd.Series(line.y))) == [False, True, False]


def test_trend_sets_home_apart():
    """Our line is thick and in the accent, and is drawn last, over the others."""
    figure = charts.index_trend(POINTS, {}, SCALE, ID)

    assert figure.data[-1].name == "Tabalong"
    assert [(line.line.color, line.line.width) for line in figure.data] == [
        (charts.theme().peer, charts.theme().peer_line),
        (charts.theme().peer, charts.theme().peer_line),
        (charts.theme().accent, charts.theme().home_line),
    ]


def test_trend_shows_a_point_that_ours_would_cover():
    """Where another region has our value its mark is the larger one behind ours; elsewhere it is the smaller one."""
    figure = charts.index_trend(POINTS, {}, SCALE, ID)
    look = charts.theme()

    assert figure.data[-1].marker.size == look.home_mark
    assert list(trace(figure, "Banjarmasin").marker.size) == [look.peer_mark, look.peer_mark, look.home_mark + 6]


def test_words_of_a_break_have_their_own_room():
    """What stands above the plot does not meet the key: three lines of words take more room than two, or none."""
    tops = [
        build(POINTS, breaks, ID).layout.margin.t
        for build in (charts.bump, lambda points, breaks, words: charts.index_trend(points, breaks, SCALE, words))
        for breaks in ({}, {2022: "changed"}, {2022: "unknown"})
    ]

    assert tops == sorted(tops[:3]) + sorted(tops[3:])
    assert len(set(tops[:3])) == len(set(tops[3:])) == 3


def test_trend_labels_do_not_touch():
    """The labels of two regions with the same last value are moved apart by a line at least."""
    figure = charts.index_trend(POINTS, {}, SCALE, ID)
    ends = [note for note in figure.layout.annotations if note.x == 2023 and note.y == 3.38]

    assert sorted(note.text.split("<br>")[0].split()[0] for note in ends) == ["Banjarmasin", "Tabalong"]
    assert abs(ends[0].yshift - ends[1].yshift) >= 16


@pytest.mark.parametrize("build", [BUILDERS["index_trend"], BUILDERS["bump"]], ids=["trend", "bump"])
@pytest.mark.parametrize(("words", "phrase"), [(ID, "metode berubah"), (EN, "method changed")], ids=["id", "en"])
def test_method_breaks_are_dashed_and_named(build, words, phrase):
    """A change of method is a dashed line before its year, with the word."""
    figure = build(POINTS, words)

    assert [(line.x0, line.x1, line.line.dash) for line in figure.layout.shapes] == [(2021.5, 2021.5, "dash")]
    assert phrase in texts(figure)


def test_what_is_not_known_of_a_method_is_no_change_of_it():
    """Where the weights of a year are unknown the line is dotted and says that, not that the method changed."""
    figure = charts.bump(POINTS, {2022: "unknown"}, ID)

    assert [line.line.dash for line in figure.layout.shapes] == ["dot"]
    assert "metode belum diketahui" in texts(figure)
    assert "metode berubah" not in texts(figure)


def test_breaks_outside_the_years_are_not_drawn():
    """A change of method in the first year shown or after the last one has no line."""
    assert charts.index_trend(POINTS, {2021: "changed", 2024: "unknown"}, SCALE, ID).layout.shapes == ()


def test_bump_puts_rank_one_on_top():
    """The axis of ranks runs downwards."""
    low, high = charts.bump(POINTS, {}, ID).layout.yaxis.range

    assert (low, high) == pytest.approx((3.5, 0.5), abs=1e-4)


def test_bump_shows_both_of_a_tie():
    """Two regions on one rank both show it, a mark's size apart, closer than to the next rank."""
    figure = charts.bump(POINTS, {}, ID)
    height = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    tied = [trace(figure, region) for region in ("Tabalong", "Banjarmasin")]
    apart = tied[1].y[-1] - tied[0].y[-1]

    assert [line.text[-1] for line in tied] == ["1", "1"]
    assert apart * height / 3 >= charts.theme().rank_mark
    assert apart < 1
    assert sum(line.y[-1] for line in tied) / 2 == pytest.approx(1)


def test_bump_ends_where_nothing_was_published():
    """A region without a later rank has no point there and its name stands at its last one."""
    figure = charts.bump(POINTS, {}, ID)

    assert list(trace(figure, "Banjar").text) == ["3", "2", ""]
    assert [note.x for note in figure.layout.annotations if note.text == "Banjar"] == [2022, 2021]


def test_bump_hollows_derived_points():
    """A derived rank is written in a hollow circle, a press one in a filled square."""
    marker = trace(charts.bump(POINTS, {}, ID), "Banjar").marker

    assert list(marker.symbol[:2]) == ["square", "circle"]
    assert [colour == charts.theme().paper for colour in marker.color[:2]] == [False, True]


@pytest.mark.parametrize(("words", "expected"), [(ID, "3,31 Banjarmasin −0,07"), (EN, "3.31 Banjarmasin −0.07")])
def test_strip_writes_the_gap_to_ours(words, expected):
    """Each other region is labelled with its value and its signed gap to ours; ours has no gap."""
    points = pd.DataFrame(
        {"region": ["Banjarmasin", "Tabalong"], "value": [3.31, 3.38], "basis": "official", "is_home": [False, True]}
    )
    written = [" ".join(text.split()) for text in texts(charts.score_strip(points, SCALE, words))]

    assert expected in written
    assert words.number(3.38, 2) + " Tabalong" in written


def test_strip_sets_equal_scores_side_by_side():
    """Two equal scores keep their height and stand beside each other."""
    points = POINTS[POINTS["year"] == 2023]
    dots = charts.score_strip(points, SCALE, ID).data[0]

    assert list(dots.y) == [3.38, 3.38]
    assert dots.marker.standoff[0] == 0
    assert dots.marker.standoff[1] >= dots.marker.size


def test_strip_makes_room_for_dots_beside_each_other():
    """Four near scores stand in a row whose last dot does not cover the numbers of the axis, on a phone either."""
    points = pd.DataFrame({"region": list("ABCD"), "value": [2.98, 2.87, 2.83, 2.82], "basis": "press"})
    figure = charts.score_strip(points.assign(is_home=points["region"] == "A"), SCALE, ID)
    low, high = figure.layout.xaxis.range
    dots = figure.data[0].marker

    assert -low / (high - low) * NARROWEST >= max(dots.standoff) + dots.size / 2


@pytest.mark.parametrize("above", [0.01, 0.02, 0.07])
def test_strip_shows_who_is_above_us(above):
    """A lead of a hundredth is seen: the other's mark stands higher than ours by at least the size of a mark."""
    points = pd.DataFrame({"region": ["A", "B"], "value": [3.55, 3.55 + above], "basis": "press"})
    figure = charts.score_strip(points.assign(is_home=points["region"] == "A"), SCALE, ID)
    low, high = figure.layout.yaxis.range
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b

    assert above / (high - low) * plot >= figure.data[0].marker.size
    assert list(figure.data[0].marker.standoff) == [0, 0]


@pytest.mark.parametrize(
    "name", ["score_strip", "index_trend", "dumbbell", "spread_rows", "impact_bands", "moved_rows"]
)
@pytest.mark.parametrize(
    ("words", "phrase"), [(ID, "diperbesar: #–# dari skala 0–4"), (EN, "zoomed: #–# of the scale 0–4")]
)
def test_an_axis_that_is_part_of_its_scale_says_so(name, words, phrase):
    """Gaps are drawn on the part of the scale that they take, and the key names the part and the whole."""
    figure = BUILDERS[name](FRAMES[name], words)
    low, high = (figure.layout.yaxis if name in ("score_strip", "index_trend") else figure.layout.xaxis).range
    key = next(text for text in texts(figure) if phrase.split(":")[0] in text)

    assert high - low < 4 * 0.7
    assert phrase in re.sub(r"\d[.,]\d+", "#", key)


@pytest.mark.parametrize("name", ["component_rows", "composition_rows", "contributions", "owner_bars", "bullets"])
def test_lengths_begin_at_the_minimum_of_their_scale(name):
    """What is drawn as a length is never on a part of its scale."""
    figure = BUILDERS[name](FRAMES[name], ID)

    assert not any("diperbesar" in text for text in texts(figure))
    assert figure.layout.xaxis.range[0] <= 0


def test_strip_leaves_out_missing_values():
    """A region without a value has no dot."""
    points = POINTS[POINTS["year"] == 2023].assign(value=[3.38, NONE])

    assert len(charts.score_strip(points, SCALE, ID).data[0].y) == 1


def test_tiles_look_different_by_status():
    """A value is filled and written, not taking part is plain, not published is hatched; each says so in words."""
    bars = charts.tile_grid(TILES, ID).data[0]
    by_name = {
        re.sub(r"<[^>]+>", " ", text).split()[0]: (colour, shape)
        for text, colour, shape in zip(bars.text, bars.marker.color, bars.marker.pattern.shape)
    }

    assert len(set(by_name.values())) == 3
    assert [next(word for word in ("3,38", "tanpa bukti", "belum terbit") if word in text) for text in bars.text] == [
        "tanpa bukti",
        "belum terbit",
        "3,38",
    ]
    assert by_name["Tanah"][1] == "/"


def test_tiles_refuse_an_unknown_status():
    """A status without a look is refused with the list of those that exist."""
    with pytest.raises(KeyError, match="no_evidence"):
        charts.tile_grid(TILES.assign(status="maybe"), ID)


@pytest.mark.parametrize(("words", "expected"), [(ID, ["47 dari 50", "52 dari 50"]), (EN, ["47 of 50", "52 of 50"])])
def test_bullets_say_count_and_quota(words, expected):
    """Each bar says how many of how many, also beyond the quota."""
    written = texts(charts.bullets(QUOTAS, words))

    assert [text for text in written if text in expected] == expected


def test_bullets_outline_the_quota_and_run_over():
    """The quota is an empty outline, and a count beyond it still fits the axis."""
    figure = charts.bullets(QUOTAS, ID)
    quota, count = trace(figure, "quota"), trace(figure, "count")

    assert (quota.marker.color, list(quota.x), list(count.x)) == ("rgba(0,0,0,0)", [50, 50], [47, 52])
    assert figure.layout.xaxis.range[1] > 52


def test_sample_bars_are_hatched_and_named():
    """Only invented counts are hatched, and the key says CONTOH."""
    for figure, name in ((charts.bullets(QUOTAS, ID), "count"), (charts.impact_bands(BANDS, SCALE, ID), "band")):
        assert list(trace(figure, name).marker.pattern.shape) == ["/", ""]
        assert any("CONTOH" in text for text in texts(figure))


def test_matrix_tells_none_from_unknown():
    """A cell shows its count; a list known to hold none shows 0, one that does not say is hatched with a dash."""
    figure = charts.coverage_matrix(CELLS, ID)
    written = texts(figure)

    assert [text.strip() for text in written if text.strip() in {"4", "0", "–"}] == ["4", "0", "–"]
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "/"]
    assert ["Layanan" in text for text in written].count(True) == 1


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["Simasda"], ["Simasda"]),
        (["Paliat", "Silangkar"], ["· Paliat", "· Silangkar"]),
        (["Optimalisasi Potensi Wisata melalui Ikra"], ["Optimalisasi", "Potensi Wisata", "melalui Ikra"]),
        (["Tata Kelola Birokrasi Daerah", "Sipd"], ["· Tata Kelola", "  Birokrasi", "  Daerah", "· Sipd"]),
        ([f"I{place}" for place in range(14)], [*(f"· I{place}" for place in range(12)), "+2 lagi"]),
    ],
)
def test_names_in_a_cell(names, expected):
    """Every name stands whole in as many lines as it needs; only beyond a dozen are they counted."""
    assert [line.replace("\u00a0", " ") for line in name_lines(names, 16, ID)] == expected


def test_a_matrix_breaks_names_where_its_room_ends():
    """A desk's cell holds on one line what takes two on a phone; the drawing for it is kept with the figure."""
    name = "Potensi Wisata Daerah"
    figure = charts.coverage_matrix(CELLS.assign(names=[[name], [], []], count=[1, 0, 0]), ID)
    kept = charts.figure_of(json.loads(json.dumps(charts.plainly(figure))))
    wide = charts.roomy(kept)

    written = [next(note.text for note in own.layout.annotations if "Potensi" in note.text) for own in (figure, wide)]
    assert ["<br>" in text for text in written] == [True, False]
    assert wide.layout.height < figure.layout.height
    assert (charts.roomy(wide), charts.native_of(figure)) == (wide, None)


def test_no_label_ends_in_dots():
    """Whatever a name's length, the row or cell that it stands in grows; nothing is cut."""
    long = "Warga perorangan dengan unit pengelola teknis daerah dan kelompok swadaya masyarakat"
    cells = CELLS.assign(names=[[long], [], []], count=[1, 0, 0])
    figures = [
        charts.coverage_matrix(cells, ID),
        charts.owner_bars(OWNERS.assign(label=long), ID),
        charts.diverging(STATEMENTS.assign(label=f"{long}, {long}, {long}"), LEVELS, ID),
    ]

    assert not [text for figure in figures for text in texts(figure) if "…" in text]


def test_names_come_before_ones():
    """Where no cell has two innovations the name is bold and no count is written but a zero or a dash."""
    single = CELLS.assign(names=[["Lapat Kaka KIA"], [], []], count=[1, 0, 0])
    figure = charts.coverage_matrix(single, ID)
    written = [text.strip() for text in texts(figure)]
    bold = [note.text for note in figure.layout.annotations if note.font.weight == 600]

    assert [text for text in written if text in {"1", "0", "–"}] == ["0", "–"]
    assert "Lapat Kaka KIA" in " ".join(bold)
    assert "satu inovasi, dengan namanya" in written[0]


def test_owners_are_sorted_and_kinds_differ():
    """Owners with most innovations come first; those outside government say so, and the unknown are hatched, last."""
    figure = charts.owner_bars(OWNERS.assign(count=[1, 2, 4]), ID)
    bars = figure.data[0]

    assert (list(bars.x), list(bars.marker.pattern.shape)) == ([2, 1, 4], ["", "", "/"])
    assert [" ".join(text.split()) for text in texts(figure)[-3:]] == ["2", "1 bukan pemerintah", "4"]


def test_owners_that_the_title_names_are_highlighted():
    """Only those that the finding names carry the accent, whatever kind they are; without any the key is silent."""
    look = charts.theme()

    assert list(charts.owner_bars(OWNERS, ID).data[0].marker.color) == [look.accent, look.peer, look.peer]
    assert "disebut di judul" in texts(charts.owner_bars(OWNERS, ID))[0]
    assert "disebut di judul" not in " ".join(texts(charts.owner_bars(OWNERS.assign(is_named=False), ID)))


@pytest.mark.parametrize(("words", "total"), [(ID, "1.312"), (EN, "1,312")])
def test_daily_counts_persons_on_one_axis(words, total):
    """Days and running total share one axis; the last total and the first day are written in the language."""
    figure = charts.daily(DAYS, 1400, words)

    assert [trace.yaxis for trace in figure.data] == [None, None]
    assert {total, words.date(date(2023, 9, 18))} <= set(texts(figure))
    assert figure.layout.shapes[0].y0 == 1400


def test_bands_are_simulasi_beside_official_ticks():
    """The simulated mean is a hollow diamond; the official impact is a tick, and missing where there is none."""
    figure = charts.impact_bands(BANDS, SCALE, ID)

    assert (trace(figure, "mean").marker.symbol, trace(figure, "mean").marker.color) == (
        "diamond",
        charts.theme().paper,
    )
    assert trace(figure, "reference").marker.symbol == "line-ns"
    assert list(pd.isna(pd.Series(trace(figure, "reference").x))) == [False, True]
    assert any("n = 47" in text for text in texts(figure))


def test_dumbbell_shows_both_of_equal_values():
    """Where both regions are equal, the other's larger mark shows around ours and both numbers are written."""
    figure = charts.dumbbell(PAIRS, SCALE, ID)

    assert trace(figure, "other").marker.size > trace(figure, "home").marker.size + 4
    assert texts(figure).count("3,20") == 2


def test_text_from_data_is_escaped():
    """A name from an uploaded file is shown as it stands, never read as markup."""
    owner = OWNERS.assign(label="<b>x</b>")
    figure = charts.owner_bars(owner, ID)

    assert "&lt;b&gt;x&lt;/b&gt;" in [note.text for note in figure.layout.annotations]
    assert all("<b>" not in text for text in figure.data[0].hovertext)


@pytest.mark.parametrize("name", ["component_rows", "bullets", "owner_bars", "impact_bands", "dumbbell"])
def test_height_grows_with_rows(name):
    """A row takes the same height in a short and in a long chart, so labels never meet."""
    frame = FRAMES[name]
    one, three = (BUILDERS[name](pd.concat([frame] * times, ignore_index=True), ID).layout.height for times in (1, 3))
    four = BUILDERS[name](pd.concat([frame] * 4, ignore_index=True), ID).layout.height

    assert three - one == pytest.approx(2 * (four - three), abs=2)
    assert four > three


def test_a_long_label_makes_its_row_higher():
    """A label of three lines gets the room it needs."""
    short = OWNERS.assign(label="DLH")
    long = OWNERS.assign(label=["Warga perorangan dengan unit pengelola sampah", "DLH", "DLH"])

    assert charts.owner_bars(long, ID).layout.height > charts.owner_bars(short, ID).layout.height


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [([], []), ([10, 40], [10, 40]), ([10, 10], [5, 15]), ([30, 10, 12], [30, 6, 16]), ([11, 10, 12], [11, 1, 21])],
)
def test_spread_moves_as_little_as_needed(wanted, expected):
    """Labels keep their order, stay ten apart, and move only when they collide."""
    assert spread(wanted, 10) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Smart Governance", ["Smart", "Governance"]),
        ("Banjarmasin", ["Banjarmasin"]),
        ("Telecommunication", ["Telecommu-", "nication"]),
        ("", [""]),
    ],
)
def test_wrap(text, lines):
    """Texts break between words; a word slightly too long stays whole, a longer one is parted."""
    assert wrap(text, 10) == lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_config_speaks_the_language(language):
    """The one button says what it does in the language and names the picture's file; nothing zooms."""
    config = charts.config(Words(language), "indeks")

    assert config["locales"][language]["dictionary"]["Download plot as a PNG"] == Words(language)("charts.save_picture")
    assert (config["toImageButtonOptions"]["filename"], config["scrollZoom"]) == ("indeks", False)


def test_both_languages_hold_the_same_chart_texts():
    """The chart texts of both catalogues have the same keys."""
    keys = [{key for key in catalogue(language) if key.startswith("charts.")} for language in LANGUAGES]

    assert keys[0] == keys[1]


def test_charts_never_import_plotly_express():
    """Figures are made of graph objects: `plotly.express` costs twenty times as much a figure."""
    imported = {
        name
        for path in Path(charts.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in [getattr(node, "module", None) or node.names[0].name]
        if name.startswith("plotly")
    }

    assert imported == {"plotly.graph_objects"}


def test_diverging_bars_stand_across_the_neutral_answer():
    """The neutral answer is centred: as much of it left as right, negative answers left of it, positive right."""
    figure = charts.diverging(STATEMENTS.iloc[:1], LEVELS, ID)
    starts = [float(trace(figure, f"level {number}").base[0]) for number in range(len(LEVELS))]
    lengths = [float(trace(figure, f"level {number}").x[0]) for number in range(len(LEVELS))]

    # Shares 0, 0.1, 0.2, 0.5, 0.2: the neutral fifth runs from -0.1 to 0.1.
    assert [round(start, 9) for start in starts] == [-0.2, -0.2, -0.1, 0.1, 0.6]
    assert [round(length, 9) for length in lengths] == [0.0, 0.1, 0.2, 0.5, 0.2]


def test_diverging_bars_of_an_even_scale_have_no_neutral():
    """On a scale of four answers the centre lies between the second and the third."""
    frame = STATEMENTS.iloc[:1].assign(counts=[(1, 1, 1, 1)])
    figure = charts.diverging(frame, LEVELS[:4], ID)

    assert [float(trace(figure, f"level {number}").base[0]) for number in range(4)] == [-0.5, -0.25, 0.0, 0.25]


def test_a_statement_without_answers_keeps_its_row():
    """A statement nobody answered is written with a dash and n = 0, not left out."""
    written = texts(charts.diverging(STATEMENTS, LEVELS, ID))

    assert "Layanan ini cepat" in written
    assert any(text.split()[0] == "–" and "n = 0" in text for text in written)


def test_a_row_of_several_answers_says_how_many_people_gave_them():
    """Ten answers of two people are written n = 2."""
    figure = charts.diverging(STATEMENTS.iloc[:1].assign(n=2), LEVELS, ID)

    assert [text for text in texts(figure) if "n = 2" in text]


def test_negative_answers_do_not_cost_the_positive_ones_their_room():
    """The axis reaches on each side as far as the answers do, not as far as those of the other side."""
    low, high = charts.diverging(STATEMENTS.iloc[:1], LEVELS, ID).layout.xaxis.range

    # Shares 0, 0.1, 0.2, 0.5, 0.2 with the neutral fifth across the centre: 0.2 to the left, 0.8 to the right.
    assert (low, high) == pytest.approx((-0.2, 0.8), abs=1e-4)


def test_short_labels_stand_beside_their_rows_and_statements_above():
    """A row is as high as its band, or as the statement over it needs."""
    beside = charts.spread_rows(SPREADS.assign(label=["Smart Living", "Smart Society"]), SCALE, ID)
    above = charts.spread_rows(SPREADS, SCALE, ID)

    assert beside.layout.margin.l > above.layout.margin.l
    assert beside.layout.height < above.layout.height


def test_a_mean_that_is_missing_is_a_dash_on_its_row():
    """The row stays; nothing is drawn for it."""
    figure = charts.spread_rows(SPREADS, SCALE, ID)

    assert any(text.split()[0] == "–" and "n = 0" in text for text in texts(figure))


def test_a_simulated_mean_has_the_mark_of_a_simulation():
    """A hollow diamond; a mean of answers is a plain stroke."""
    symbols = [
        trace(charts.spread_rows(SPREADS, SCALE, ID, is_simulated=simulated), "mean").marker.symbol
        for simulated in (True, False)
    ]

    assert symbols == ["diamond", "line-ns"]


def test_changes_are_signed_around_no_change():
    """The axis is symmetrical, its middle is no change, and each difference says what it is called."""
    figure = charts.change_rows(CHANGES, ID)

    assert figure.layout.xaxis.range[0] == -figure.layout.xaxis.range[1]
    assert 0 in figure.layout.xaxis.tickvals
    assert {"+0,23", "−0,02"} <= {word for text in texts(figure) for word in text.split()}


def test_the_spread_of_now_is_the_widest_band():
    """Bands of more people lie inside it, around the same mean; their widths are written."""
    figure = charts.outlook_bands(OUTLOOKS, ID)
    now, then = trace(figure, "further 0"), trace(figure, "further 50")

    assert all(outer > inner for outer, inner in zip(now.x, then.x))
    assert any("0,22 → 0,15" in text for text in texts(figure))


def test_probabilities_are_written_and_the_present_rank_outlined():
    """Each probable rank says its percentage; the rank that the figures give has an outline."""
    figure = charts.acceptability(PROBABILITIES, ID)

    assert [text.split()[0] for text in trace(figure, "probability").text] == ["25", "75", "75", "25"]
    assert [(shape.x0 + shape.x1) / 2 for shape in figure.layout.shapes] == [2, 1]


def _ladder(count):
    """Lay out *count* regions, each likely at its own rank and the next."""
    rows = [
        (f"Daerah {place}", rank, 0.6 if rank == place else 0.4, place == 1, rank == place, place, place + 1)
        for place in range(1, count)
        for rank in (place, place + 1)
    ]
    columns = ["label", "rank", "probability", "is_home", "is_present", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize(
    ("count", "written", "heads"),
    [
        (4, "60\N{NO-BREAK SPACE}%", ["1", "2", "3", "4"]),
        (12, "60", [str(rank) for rank in range(1, 13)]),
        (25, None, ["5", "10", "15", "20", "25"]),
    ],
)
def test_many_ranks_are_shaded_instead_of_written(count, written, heads):
    """What fits a phone is written; beyond that cells are only shaded, the darkest the largest, and heads thinned."""
    figure = charts.acceptability(_ladder(count), ID)
    cells = trace(figure, "probability")
    named = [note.text for note in figure.layout.annotations if note.yanchor == "bottom" and note.xref != "paper"]

    assert named == heads
    assert (cells.text[0] if cells.text is not None else None) == written
    assert (cells.marker.color[0] == charts.theme().tile_high) == (written is None)


def test_interval_of_each_region_stands_at_its_row():
    """With a level the ends of the interval are written at the right, a single rank once."""
    rows = _ladder(4)
    rows.loc[rows["label"] == "Daerah 1", "high"] = 1
    written = texts(charts.acceptability(rows, ID, 0.95))

    assert {"1", "2–3", "3–4", "95 %"} <= set(written)


def test_parts_that_lower_are_grey_and_signed():
    """A part that lowers the index is signed and grey, one that raises it carries the accent."""
    figure = charts.contributions(PARTS, ID)

    assert {"+0,120", "−0,030", "+0,090"} <= set(texts(figure))
    assert list(trace(figure, "contribution").marker.line.color) == [
        charts.theme().accent,
        charts.theme().peer,
        charts.theme().accent,
    ]


def test_parts_carry_the_mark_of_their_basis():
    """A derived part is hollow, an official one is not."""
    figure = charts.contributions(PARTS.assign(basis=["derived", "official", "derived"]), ID)
    look = charts.theme()

    assert list(trace(figure, "contribution").marker.color) == [look.paper, look.peer, look.paper]


@pytest.mark.parametrize(
    ("values", "low", "high"), [([0.1, 0.2], 0.0, 0.2), ([-0.1, -0.3], -0.3, 0.0), ([NONE, NONE], 0.0, 0.0)]
)
def test_parts_all_on_one_side_leave_room_for_zero(values, low, high):
    """The plot reaches from below the lowest to above the highest part, and zero is always on it."""
    rows = pd.DataFrame({"label": ["A", "B"], "value": values, "basis": "derived", "is_total": False})
    left, right = charts.contributions(rows, ID).layout.xaxis.range

    assert left < low <= 0 <= high < right


def test_pieces_of_a_composition_stand_end_to_end_up_to_the_mark_of_its_basis():
    """Each group begins where the one before ends, the last ends at the index, and the mark is no official one."""
    figure = charts.composition_rows(COMPOSED, GROUPS, ID)
    people, digital, index = figure.data

    assert (list(people.base), list(digital.base)) == ([0, 0], [50, 10])
    assert [base + length for base, length in zip(digital.base, digital.x)] == list(index.x) == [80, 50]
    assert set(index.marker.symbol) == {charts.basis_marker("own").symbol}
    assert "susunan sendiri" in " ".join(texts(figure))


def test_a_composition_that_is_no_sum_is_one_bar_from_zero():
    """Without parts a bar shows the index alone, ours in the accent, and the axis holds negative values too."""
    figure = charts.composition_rows(COMPOSED.assign(value=[1.0, -1.0]), (), ID)

    assert list(trace(figure, "value").marker.color) == [charts.theme().peer, charts.theme().accent]
    assert figure.layout.xaxis.range[0] < -1 < 1 < figure.layout.xaxis.range[1]


def test_labels_at_the_edge_move_down_together():
    """Labels that would leave the plot at its top keep their distance below the edge instead."""
    assert spread([95, 96, 97], 10, 100) == [80, 90, 100]
    assert spread([10, 50, 97], 10, 100) == [10, 50, 97]


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ((0, 4), ["0", "1", "2", "3", "4"]),
        ((0, 100), ["0", "20", "40", "60", "80", "100"]),
        ((0, 9), list("02468")),
        ((2.0, 3.6), ["2,0", "2,5", "3,0", "3,5"]),
        ((3.5, 3.6), ["3,50", "3,52", "3,54", "3,56", "3,58", "3,60"]),
        ((-0.3, 0.3), ["−0,3", "−0,2", "−0,1", "0,0", "0,1", "0,2", "0,3"]),
    ],
)
def test_ticks_of_any_scale_are_round(scale, expected):
    """The ministry's scale has whole steps, one to a hundred has twenties, and a part as many decimals as it needs."""
    assert score_axis(scale, ID, MOST_TICKS)["ticktext"] == expected


@pytest.mark.parametrize(
    ("values", "scale", "expected"),
    [
        ([3.55, 3.57], (0, 4), (3.5, 3.61)),
        ([3.38, 3.31, 2.42, 2.23], (0, 4), (2.0, 3.6)),
        ([4.0, 3.98], (0, 4), (3.94, 4)),
        ([0.5, 3.9], (0, 4), (0, 4)),
        ([3.2], (0, 4), (3.15, 3.25)),
        ([NONE], (0, 4), (0, 4)),
        ([71.0, 74.0], (0, 100), (70.5, 74.5)),
        ([-0.4, 1.2], None, (-0.6, 1.4)),
        ([2.0], None, (1.985, 2.015)),
    ],
)
def test_the_part_of_a_scale_that_shows_the_gaps(values, scale, expected):
    """It has round ends inside the scale, blows up no last digit, and is the whole where a part gains little."""
    assert window(values, scale) == pytest.approx(expected, abs=1e-9)


def test_the_picture_of_the_whole_scale_marks_the_part_shown():
    """A twelfth of the scale at least is marked, at its place."""
    (item,) = zoom_key((3.5, 3.61), (0.0, 4.0), ID)
    marked = [len(dashes) for dashes in re.findall("–+", re.sub(r"<[^>]+>", " ", item.glyph))]

    assert marked == [10, 1, 1]
    assert zoom_key((0.0, 4.0), (0.0, 4.0), ID) == []


@pytest.mark.parametrize(("words", "written"), [(ID, "+0,26 3,31 → 3,57"), (EN, "+0.26 3.31 → 3.57")], ids=["id", "en"])
def test_a_change_is_written_with_the_values_it_lies_between(words, written):
    """Each row says its change and both values; one of which there is one value says which, and has no line."""
    figure = charts.moved_rows(MOVES, SCALE, words, "2023", "2024")
    shown = [" ".join(text.split()) for text in texts(figure)]

    assert written in shown
    assert words.number(2.42, 2) in next(text for text in shown if text.startswith("–"))
    assert list(pd.isna(pd.Series(trace(figure, "change").x))) == [False, False, True]


def test_changes_fit_the_axis_that_they_take():
    """A region without a change does not stretch the axis, nor is it drawn beyond it."""
    figure = charts.moved_rows(MOVES, SCALE, ID, "2023", "2024")
    low, high = figure.layout.xaxis.range

    assert (low, high) == pytest.approx((3.25, 3.6), abs=1e-4)
    assert list(pd.isna(pd.Series(trace(figure, "before").x))) == [False, False, True]


def test_what_did_not_move_shows_both_marks():
    """The earlier mark is larger and paler behind the later one, and the key names the years with their bases."""
    figure = charts.moved_rows(MOVES.assign(after=MOVES["before"], after_basis="press"), SCALE, ID, "2023", "2024")

    assert trace(figure, "before").marker.size >= trace(figure, "after").marker.size + 4
    assert [line.name for line in figure.data] == ["change", "before", "after"]
    assert "● 2023 (resmi) ■ 2024 (pers)" in " ".join(texts(figure)[0].split())


def test_changes_nobody_knows_still_show_what_is_known():
    """Without any pair of values the axis fits what there is."""
    figure = charts.moved_rows(MOVES.assign(after=NONE), SCALE, ID, "2023", "2024")

    assert list(trace(figure, "before").x) == [3.31, 3.38, 2.42]


@pytest.mark.parametrize("name", ["dumbbell", "spread_rows", "impact_bands", "moved_rows", "component_rows"])
def test_numbers_below_a_plot_fit_a_phone(name):
    """Numbers beside each other stay level and are few: a phone leaves some 140 px to a plot."""
    axis = BUILDERS[name](FRAMES[name], ID).layout.xaxis

    assert sum(len(text) for text in axis.ticktext) * 7 <= 140
    assert template()["layout"]["xaxis"]["tickangle"] == 0


def test_percentages_stand_under_hatched_bars_and_inside_plain_ones():
    """Text on a hatch cannot be read: with CONTOH no bar holds a text, and each percentage stands below its part."""
    plain, hatched = (
        charts.diverging(STATEMENTS.iloc[:1].assign(is_sample=is_sample), LEVELS, ID) for is_sample in (False, True)
    )
    inside = [text for bars in plain.data for text in (bars.text if bars.text is not None else ()) if text]
    below = [note for note in hatched.layout.annotations if "%" in note.text]
    assert not any(line.y0 < note.y < line.y1 for line in hatched.layout.shapes for note in below)

    assert [bars.text for bars in hatched.data] == [None] * len(hatched.data)
    assert [note.text for note in below] == inside == ["20\u00a0%", "50\u00a0%", "20\u00a0%"]
    assert {note.y for note in below} == {hatched.data[0].y[0] + 10}


@pytest.mark.parametrize(("is_sample", "shape"), [(False, ""), (True, "/")])
def test_the_key_of_answers_is_drawn_as_the_bars_are(is_sample, shape):
    """The key is one bar with a part of each level, of the same colour and hatch, its name under it."""
    figure = charts.diverging(STATEMENTS.iloc[:1].assign(is_sample=is_sample), LEVELS, ID)
    drawn = [(trace(figure, f"level {number}"), trace(figure, f"key {number}")) for number in range(len(LEVELS))]

    assert all(bars.marker.color == key.marker.color for bars, key in drawn)
    assert {key.marker.pattern.shape[0] for _, key in drawn} == {shape}
    assert [text for text in texts(figure) if text in LEVELS] == list(LEVELS)


def test_hidden_groups_are_there_without_a_size():
    """Each hidden group has its row and says that it is hidden; all are drawn alike, whatever they hold."""
    figure = charts.group_bars(PEOPLE, ID)
    frames = trace(figure, "hidden")

    assert {"Jaro", "Upau", "–"} <= set(texts(figure))
    assert (list(frames.x), list(frames.text)) == ([0.7, 0.7], ["tidak ditampilkan"] * 2)
    assert len(frames.y) + len(trace(figure, "named").y) + len(trace(figure, "other").y) == len(PEOPLE)


def test_groups_that_the_title_names_are_highlighted():
    """The largest of each trait carry the accent, with share and number; traits stand apart under their names."""
    figure = charts.group_bars(PEOPLE, ID)
    named = trace(figure, "named")

    assert (list(named.x), named.marker.color) == ([0.6, 0.7], charts.theme().accent)
    assert "60 % 60" in [" ".join(text.split()) for text in texts(figure)]
    assert [note.text for note in figure.layout.annotations if note.text in set(PEOPLE["trait"])] == [
        "Kelompok umur",
        "Kecamatan",
    ]


def _font_sizes(part: object, name: str = "") -> list[float]:
    """List every font size in a figure's JSON, also those within texts."""
    if isinstance(part, dict):
        own = [part["size"]] if "font" in name and "size" in part else []
        inside = [size for key, value in part.items() for size in _font_sizes(value, key)]
        return [size for found in own for size in (found if isinstance(found, list) else [found])] + inside
    if isinstance(part, str):
        return [float(size) for size in re.findall(r"font-size:([\d.]+)px", part)]
    return [size for one in part for size in _font_sizes(one, name)] if isinstance(part, list) else []


@pytest.mark.parametrize("name", BUILDERS)
def test_a_hall_reads_every_text(name):
    """In a hall no text of a figure is under 18 px; the figure is that much higher, and its values are the same."""
    figure = BUILDERS[name](FRAMES[name], ID)
    usual, larger = json.loads(figure.to_json()), json.loads(charts.enlarged(figure).to_json())

    assert min(_font_sizes(larger)) >= 18
    assert larger["layout"]["height"] == round(usual["layout"]["height"] * charts.theme().hall)
    assert [(one["x"], one["y"]) for one in larger["data"]] == [(one["x"], one["y"]) for one in usual["data"]]


@pytest.mark.parametrize(("words", "foreign"), [(ID, r"\d\.\d(?!\d\d)"), (EN, r"\d,\d(?!\d\d)")], ids=["id", "en"])
@pytest.mark.parametrize("name", BUILDERS)
def test_every_number_follows_the_language(name, words, foreign):
    """No text, hover or tick has the other language's decimal sign, and no axis spells its numbers by itself."""
    figure = BUILDERS[name](FRAMES[name], words)
    axes = [axis for axis in (figure.layout.xaxis, figure.layout.yaxis) if axis.visible is not False]
    hovers = [text for trace in figure.data if trace.hovertext is not None for text in trace.hovertext if text]
    ticks = [text for axis in axes for text in axis.ticktext]

    assert [text for text in (*texts(figure), *hovers, *ticks) if re.search(foreign, text)] == []
    assert {axis.tickmode for axis in axes} <= {"array"}


def test_risks_stand_in_the_cell_of_their_likelihood_and_impact():
    """Likelihood upwards and impact to the right; one without mitigation is marked, and a name is never markup."""
    bars = charts.risk_grid(RISKS, ID).data[0]
    written = {(x, base + 0.48): text for x, base, text in zip(bars.x, bars.base, bars.text) if text}
    assert written == {(3, 4): "1, <b>2!</b>", (5, 1): "3"}
    assert len(bars.x) == 25
    hovered = next(text for text in bars.hovertext if "Listrik" in text)
    assert "&lt;b&gt;Operator" in hovered
    assert charts.theme().tile_high in bars.marker.color[-1]


def test_bullets_name_what_they_are_held_against():
    """Beside respondents, whose outline is the quota, other counts are held against another whole."""
    written = " ".join(texts(charts.bullets(QUOTAS.assign(is_sample=False), ID, "innovations", "reported")))
    assert ("inovasi" in written, "sudah melapor" in written, "responden" in written) == (True, True, False)


class _Sealed(dict):
    """Values that several threads read: whoever takes something out of them, takes it from all."""

    def pop(self, *_):
        raise AssertionError("taken out of what others read")


def test_two_pages_draw_from_one_figure():
    """A figure made again from kept values leaves them whole all the while, its type in it."""
    traces = [_Sealed(type="bar", x=[1, 2], y=["a", "b"], orientation="h", marker={"pattern": {"shape": "/"}})]
    drawn = charts.figure_of({"data": traces, "layout": {}})
    roomy = charts.roomy(with_room(go.Figure(), drawn))

    assert (drawn.data[0].type, roomy.data[0].marker.pattern.shape) == ("bar", "/")
