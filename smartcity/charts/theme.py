"""The look as one frozen record, read once from `config/theme.toml`."""

from dataclasses import dataclass
from functools import cache

from smartcity.config import open_config


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#RRGGBB`, sizes and widths in pixels, and the font family with its fallbacks."""

    accent: str
    accent_soft: str
    ink: str
    muted: str
    peer: str
    peer_soft: str
    grid: str
    paper: str
    panel: str
    border: str
    tile_low: str
    tile_high: str
    cell_low: str
    cell_high: str
    family: str
    chart_size: int
    small_size: int
    fine_size: int
    hall: float
    home_line: int
    peer_line: int
    thin_line: int
    outline: int
    home_mark: int
    peer_mark: int
    rank_mark: int


@cache
def theme() -> Theme:
    """Read the theme of the project."""
    table = open_config("theme")
    font, line, mark = table["font"], table["line"], table["mark"]
    return Theme(
        **table["colour"],
        **table["shade"],
        family=f"{font['family']}, {font['fallback']}",
        chart_size=font["chart"],
        small_size=font["small"],
        fine_size=font["fine"],
        hall=font["hall"],
        home_line=line["home"],
        peer_line=line["peer"],
        thin_line=line["thin"],
        outline=line["outline"],
        home_mark=mark["home"],
        peer_mark=mark["peer"],
        rank_mark=mark["rank"],
    )


def shade(low: str, high: str, share: float) -> str:
    """Mix two colours: *share* 0 is *low*, 1 is *high*."""
    mixed = (
        round(start + (end - start) * min(max(share, 0), 1)) for start, end in zip(_channels(low), _channels(high))
    )
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def text_on(background: str) -> str:
    """Choose paper or ink, whichever contrasts more with *background* (WCAG 2.2 relative luminance)."""
    paper, ink, behind = (luminance(colour) + 0.05 for colour in (theme().paper, theme().ink, background))
    return theme().paper if paper / behind > behind / ink else theme().ink


def luminance(colour: str) -> float:
    """Relative luminance of a `#RRGGBB` colour after WCAG 2.2."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
