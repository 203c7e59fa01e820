"""Pieces: what a drawing is made of, at the places where the drawing has it."""

import pytest

from charts.test_figures import BUILDERS, FRAMES
from smartcity.charts.drawing.pieces import Box, Dot, Line, Stroke, sheet_of, texts
from smartcity.wording import Words

ID = Words("id")
WIDE = 640


@pytest.mark.parametrize("name", BUILDERS)
def test_every_form_is_made_of_pieces_on_its_sheet(name):
    """Nothing lies above or below the sheet, and a strip of it holds what the whole holds."""
    sheet = sheet_of(BUILDERS[name](FRAMES[name], ID), WIDE)

    assert {type(piece) for piece in sheet.pieces} <= {Box, Dot, Line, Stroke}
    assert texts(sheet.pieces)
    assert all(piece.y >= -1 and piece.bottom <= sheet.height + 1 for piece in sheet.pieces)
    assert sheet.svg(0, sheet.height).count("<text") == sheet.svg().count("<text")


def test_a_high_sheet_is_cut_where_nothing_stands():
    """The strips cover the sheet, none is higher than asked for, and no text or bar lies across a cut."""
    sheet = sheet_of(BUILDERS["group_bars"](FRAMES["group_bars"], ID), WIDE)
    strips = sheet.strips(60)
    cuts = [bottom for _, bottom in strips[:-1]]

    assert strips[0][0] == 0
    assert strips[-1][1] == sheet.height
    assert [bottom for _, bottom in strips[:-1]] == [top for top, _ in strips[1:]]
    assert all(bottom - top <= 60 for top, bottom in strips)
    assert not any(
        piece.y < cut < piece.bottom for cut in cuts for piece in sheet.pieces if not isinstance(piece, Stroke)
    )
