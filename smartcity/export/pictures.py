"""Exhibits as pictures: the chart between what it says and where it comes from, complete enough to be passed on.

A picture leaves the page without its caption, so finding, choices, basis, provisional rules, source and date are
written into it, in our font, and CONTOH stands above all where invented data is inside.
"""

from collections.abc import Iterable, Iterator

from smartcity import charts
from smartcity.charts import Paragraph
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.wording import Words

SVG_TYPE, PNG_TYPE = "image/svg+xml", "image/png"

WIDTH = 960
"""Px; the PNG is twice as wide, which fills a slide."""

_FINDING = 20


def svg_bytes(exhibit: Exhibit, chosen: Iterable[tuple[str, str]], words: Words) -> bytes:
    """Draw *exhibit* as an SVG whose texts are outlines; *chosen* are pairs of label and value of what was chosen.

    Raises:
        ValueError: If the exhibit has no figure.
    """
    return _drawn(exhibit, chosen, words).encode()


def png_bytes(exhibit: Exhibit, chosen: Iterable[tuple[str, str]], words: Words) -> bytes:
    """Draw *exhibit* as a PNG; otherwise like `svg_bytes`."""
    return charts.pixels(_drawn(exhibit, chosen, words))


def _drawn(exhibit: Exhibit, chosen: Iterable[tuple[str, str]], words: Words) -> str:
    if exhibit.figure is None:
        raise ValueError(f"exhibit {exhibit.key!r} has no figure")
    above, below = _above(exhibit, words), _below(exhibit, chosen, words)
    return charts.picture(charts.roomy(exhibit.figure), exhibit.alt or exhibit.message, WIDTH, list(above), list(below))


def _above(exhibit: Exhibit, words: Words) -> Iterator[Paragraph]:
    look = charts.theme()
    if exhibit.is_sample:
        yield Paragraph(words("export.sample_picture"), look.chart_size, look.ink, 600)
    yield Paragraph(exhibit.message, _FINDING, look.ink, 600)
    if exhibit.rules:
        yield Paragraph(f"{words('ui.rules.tag')}. {exhibit.rules}", look.chart_size, look.muted)


def _below(exhibit: Exhibit, chosen: Iterable[tuple[str, str]], words: Words) -> Iterator[Paragraph]:
    look = charts.theme()
    bases = words.join(words(f"method.basis.{basis}") for basis in exhibit.bases)
    at = exhibit.stamp.built_at
    lines = (
        exhibit.caption,
        " · ".join(f"{label}: {value}" for label, value in chosen),
        f"{words('export.label.basis')}: {bases}" if bases else "",
        words("ui.caption.source", source=exhibit.source) if exhibit.source else "",
        words("export.picture_as_of", at=at, build=exhibit.stamp.fingerprint[:4]) if at else "",
        exhibit.note,
    )
    return (Paragraph(line, look.small_size, look.muted) for line in lines if line)
