"""Figures as plain series: the numbers that were given, in an order and on an axis that another program can draw."""

import plotly.io
import pytest

from charts.test_figures import BUILDERS, COMPONENTS, FRAMES, OWNERS, SCALE
from smartcity import charts
from smartcity.charts.native import BARS, native_of
from smartcity.wording import Words

ID = Words("id")


def test_rows_give_their_numbers_and_whole_labels():
    """Components become bars beside each other on the whole scale, what is missing stays missing."""
    shown = native_of(charts.component_rows(COMPONENTS, SCALE, ID, "2022"))
    ordered = COMPONENTS.sort_values("value", ascending=False, na_position="last", kind="stable")
    values = tuple(None if value != value else value for value in ordered["value"])

    assert (shown.form, shown.axis) == (BARS, SCALE)
    assert (shown.categories, shown.series[0].values) == (tuple(ordered["label"]), values)


def test_series_travel_with_a_figure_that_was_kept():
    """A figure that comes back from JSON has the same series."""
    figure = charts.owner_bars(OWNERS, ID)

    assert native_of(plotly.io.from_json(figure.to_json())) == native_of(figure)


UNDRAWN_ELSEWHERE = {"tile_grid", "coverage_matrix", "bump", "acceptability", "risk_grid", "timeline"}


@pytest.mark.parametrize("name", FRAMES)
def test_every_form_has_series_or_is_known_to_have_none(name):
    """Each series has a name, a colour and a value for every category; grids and matrices are drawn otherwise."""
    shown = native_of(BUILDERS[name](FRAMES[name], ID))

    assert (shown is None) == (name in UNDRAWN_ELSEWHERE)
    for one in shown.series if shown else ():
        assert one.name
        assert one.colour.startswith("#")
        assert {len(one.values)} | {len(own) for own in (one.low, one.high, one.colours) if own} == {
            len(shown.categories)
        }
