"""A paper as slides: one exhibit a slide, its finding the title, its chart and table native and editable.

What a slide cannot hold whole (many rows, many bars) goes on over further slides under the same title. The notes of a
slide say all that the exhibit says, with what was chosen and which build it is of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from smartcity import charts
from smartcity.charts import Native, theme
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.spelling import coverage_line, notes_of
from smartcity.export.cells import printable
from smartcity.export.papers import slide_charts, slide_shapes, slide_tables
from smartcity.export.papers.fitting import LINE, fitted
from smartcity.export.papers.paper import Paper, built, made_of, marks
from smartcity.export.papers.slide_text import LEFT, RIGHT, Run, add_text, set_text
from smartcity.export.papers.steady import steady
from smartcity.wording import Words

WIDTH, HEIGHT, MARGIN = 960, 540, 36
"""A slide of 16:9 in pt."""

WIDE = WIDTH - 2 * MARGIN
MARKS_TOP, TITLE_TOP, COVER_TOP, BODY_TOP, BODY_BOTTOM, SOURCE_TOP, FOOT_TOP = 14, 32, 102, 134, 478, 482, 516
TITLES, COVERS, SOURCES = (26, 24, 22, 20, 18, 16), (12, 11, 10), (10, 9, 8)
SPOKEN, SMALLER, GAP = (24, 22, 20, 18, 16), (14, 12, 10), 10
"""Sizes (pt) of sentences that stand alone on a slide, those of one too long for it, and the room between them."""
BODY = BODY_BOTTOM - BODY_TOP

SHEET_WIDTH = 620
"""Px across which a figure without a native form is laid out before it is drawn from shapes."""

LEAST_SCALE = 0.7
"""Pt a px: smaller, its texts could not be read, so its table is shown instead."""

LABELS = 0.34
"""The share of a chart's width that its longest labels may take."""

_TITLE_ONLY = 5


_PROPERTY = 255
"""Signs that what a file says of itself may have."""


@dataclass(frozen=True)
class _Look:
    """How a text is set."""

    sizes: tuple[float, ...]
    colour: str
    bold: bool = False
    align: str = LEFT


def pptx_bytes(paper: Paper, words: Words) -> bytes:
    """Write *paper* as slides; the same paper gives the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    own = deck.core_properties
    own.title, own.author, own.language = printable(paper.title)[:_PROPERTY], paper.letterhead.office, words.language
    _cover(deck, paper, words)
    for section in paper.sections:
        if section.sentences:
            _sentences(deck, section.title, section.sentences, paper, words)
        for exhibit in section.exhibits:
            _exhibit(deck, exhibit, paper, words)
    if paper.missing:
        _sentences(deck, words("papers.missing"), paper.lacking, paper, words)
    return steady(deck.save, paper.stamp.built_at)


def _cover(deck: Deck, paper: Paper, words: Words) -> None:
    head = paper.letterhead
    slide = _slide(deck, paper.title, 200, 110, (40, 36, 32, 28))
    _text(slide, head.government, 56, 24, _Look((16,), theme().ink, True))
    _text(slide, head.office, 80, 24, _Look((16, 14), theme().ink))
    if paper.is_sample:
        _text(slide, words("papers.sample"), 150, 34, _Look((14, 12), theme().ink, True))
    _text(slide, made_of(paper, words), 330, 100, _Look((14, 12, 11), theme().muted))


def _exhibit(deck: Deck, exhibit: Exhibit, paper: Paper, words: Words) -> None:
    shown = charts.native_of(exhibit.figure) if exhibit.figure is not None else None
    alt = printable(exhibit.alt or exhibit.message)
    place = (MARGIN, BODY_TOP, WIDE, BODY)
    if shown is not None and shown.series:
        pieces = _parts(shown)
        for number, piece in enumerate(pieces, 1):
            chart = slide_charts.add(_framed(deck, exhibit, paper, words, number, len(pieces)), piece, place, alt)
            if piece.form in slide_charts.LEVEL:
                slide_charts.lay_out(chart, _label_width(piece) / WIDE)
        return
    if exhibit.figure is not None:
        sheet = charts.sheet_of(exhibit.figure, SHEET_WIDTH)
        scale = min(BODY / sheet.height, WIDE / sheet.width)
        if scale >= LEAST_SCALE or exhibit.table is None:
            left = MARGIN + (WIDE - sheet.width * scale) / 2
            slide_shapes.draw(_framed(deck, exhibit, paper, words), sheet.pieces, left, BODY_TOP, scale, alt)
            return
    plan = slide_tables.planned(exhibit.table, words, WIDE, BODY)
    for number, cut in enumerate(plan.cuts, 1):
        slide = _framed(deck, exhibit, paper, words, number, len(plan.cuts))
        slide_tables.add(slide, plan, cut, MARGIN, BODY_TOP, alt)


def _label_width(shown: Native) -> float:
    widest = max(charts.text_width(label, slide_charts.SMALL, 400) for label in shown.categories)
    return min(widest + 12, LABELS * WIDE)


def _parts(shown: Native) -> list[Native]:
    """Cut level rows so that each has room for its bars and for its label."""
    width = _label_width(shown) - 8
    lines = max(len(charts.broken(label, width, slide_charts.SMALL, 400)) for label in shown.categories)
    bars = 1 if shown.form == charts.STACKED else len(shown.series)
    row = max(lines * slide_charts.SMALL * LINE + 4, bars * 15 + 6, 22)
    return slide_charts.parts(shown, max(1, int((BODY - 50) / row)))


def _framed(deck: Deck, exhibit: Exhibit, paper: Paper, words: Words, number: int = 1, count: int = 1) -> Slide:
    """Begin a slide of *exhibit*, the *number*th of *count*, with all that stands around what it shows."""
    look = theme()
    title = exhibit.message if count == 1 else words("papers.part", title=exhibit.message, number=number, count=count)
    slide = _slide(deck, title, TITLE_TOP, COVER_TOP - TITLE_TOP, TITLES)
    _text(slide, " · ".join(marks(exhibit, words)), MARKS_TOP, 16, _Look((11, 10), look.ink, True))
    _text(slide, coverage_line(exhibit, words), COVER_TOP, BODY_TOP - COVER_TOP - 2, _Look(COVERS, look.muted))
    source, *rest = (*notes_of(exhibit, words), "")
    _text(slide, source, SOURCE_TOP, FOOT_TOP - SOURCE_TOP, _Look(SOURCES, look.muted))
    _foot(deck, slide, paper, words)
    chosen = made_of(paper, words)
    notes = (
        title,
        *marks(exhibit, words),
        coverage_line(exhibit, words),
        exhibit.rules,
        source,
        *rest,
        chosen,
        paper.link,
    )
    slide.notes_slide.notes_text_frame.text = "\n".join(map(printable, filter(None, notes)))
    return slide


def _sentences(deck: Deck, title: str, sentences: Iterable[str], paper: Paper, words: Words) -> None:
    """Set sentences on one slide, as large as they fit there, or small on as many slides as they need."""
    rest = [printable(one) for one in sentences]
    size, gap = next((size for size in SPOKEN if _depth(rest, size, GAP) <= BODY_BOTTOM - BODY_TOP), SPOKEN[-1]), GAP
    while rest:
        slide, depth = _slide(deck, title, TITLE_TOP, COVER_TOP - TITLE_TOP, TITLES), float(BODY_TOP - 20)
        while rest:
            high = _depth(rest[:1], size)
            if depth > BODY_TOP and depth + high > BODY_BOTTOM:
                break
            _text(slide, rest.pop(0), depth, high + 2, _Look((size, *SMALLER), theme().ink))
            depth += high + gap
        _foot(deck, slide, paper, words)


def _depth(sentences: Sequence[str], size: float, gap: float = 0) -> float:
    return sum(len(charts.broken(one, WIDE, size, 400)) * size * LINE + gap for one in sentences)


def _foot(deck: Deck, slide: Slide, paper: Paper, words: Words) -> None:
    look = theme()
    line = f"{paper.title} · {built(paper, words)}" if paper.stamp.built_at else paper.title
    _text(slide, line, FOOT_TOP, 14, _Look((9, 8), look.muted), WIDE - 60)
    number = str(len(deck.slides))
    _text(slide, number, FOOT_TOP, 14, _Look((9,), look.muted, align=RIGHT), 50, WIDTH - MARGIN - 50)


def _slide(deck: Deck, title: str, top: float, height: float, sizes: tuple[float, ...]) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = map(Pt, (MARGIN, top, WIDE, height))
    set_text(box, _runs(printable(title), height, WIDE, _Look(sizes, theme().ink, True)))
    return slide


def _text(
    slide: Slide, text: str, top: float, height: float, look: _Look, width: float = WIDE, left: float = MARGIN
) -> None:
    if text:
        place = (left, top, width, height)
        add_text(slide.shapes, place, _runs(printable(text), height, width, look), look.align)


def _runs(text: str, height: float, width: float, look: _Look) -> list[list[Run]]:
    """Set *text* at the largest size that fits; the program breaks its lines, where they are measured to break."""
    made = fitted(text, width, height, look.sizes, 600 if look.bold else 400)
    return [[(line, made.size, look.colour, look.bold)] for line in made.paragraphs]
