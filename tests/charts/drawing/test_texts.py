"""Texts as plotly reads them, and our font as numbers."""

import pytest

from smartcity.charts.drawing import Undrawn, font
from smartcity.charts.drawing.picture import broken
from smartcity.charts.drawing.texts import BOLD, Look, Run, block, spoken

LOOK = Look(13, "#111111")


def test_a_text_is_parted_into_lines_of_runs():
    """Breaks part lines; `<b>` and spans change the look of what they hold, and entities are signs."""
    text = block('a &lt; <b>b</b><br><span style="color:#222222;font-size:11px">c</span>', LOOK)

    assert text.lines == (
        (Run("a < ", LOOK), Run("b", Look(13, "#111111", BOLD))),
        (Run("c", Look(11, "#222222")),),
    )
    assert spoken("<b>a</b><br>b &amp; c") == "a\nb & c"


@pytest.mark.parametrize("text", ["<u>a</u>", '<span style="opacity:0">a</span>'])
def test_markup_that_is_not_drawn_is_refused(text):
    """A tag or style that would be lost is an error."""
    with pytest.raises(Undrawn):
        block(text, LOOK)


def test_a_block_reaches_from_its_first_line_to_its_last():
    """Inter reaches 0.969 above a line and 0.241 below it; lines are 1.3 sizes apart, small ones reach less far."""
    one, two, small = (
        block(text, Look(10, "#000000")) for text in ("a", "a<br>b", 'a<br><span style="font-size:5px">b</span>')
    )

    assert (one.top, one.bottom) == pytest.approx((-9.6875, 2.4148), abs=1e-3)
    assert (two.bottom, small.bottom) == pytest.approx((15.4148, 14.2074), abs=1e-3)


def test_digits_are_equally_wide_in_every_weight():
    """Columns of numbers line up, and bold text is wider than plain; FreeType measures 44.2."""
    assert len({font.width(digit, 10, 400) for digit in "0123456789"}) == 1
    assert font.width("Tabalong", 10, 700) > font.width("Tabalong", 10, 400) == pytest.approx(44.19, abs=0.01)


def test_lines_are_broken_between_words():
    """A word that is longer than a line is parted, nothing is lost, and a break in the text stays one."""
    lines = broken("satu dua\nsangatpanjangsekali", 50, 13)

    assert lines[:2] == ["satu", "dua"] or lines[0] == "satu dua"
    assert "".join(lines).replace(" ", "") == "satuduasangatpanjangsekali"
    assert all(font.width(line, 13, 400) <= 50 for line in lines)
