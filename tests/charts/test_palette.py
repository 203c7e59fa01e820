"""The palette keeps its contrast and its distance for every kind of colour vision."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from smartcity.charts.theme import luminance, theme

ROOT = Path(__file__).parents[2]
BACKGROUNDS = ("#FFFFFF", "#F6F6F6")

# Machado, Oliveira, Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# severity 1.0, on linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}

# IEC 61966-2-1 (sRGB); CIECAM02 (CIE 159:2004) under sRGB's viewing conditions.
RGB_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
CAT02 = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
HPE = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])
D65 = np.array([95.047, 100.0, 108.883])
ADAPTING, BACKGROUND = 64 / np.pi / 5, 20.0
SURROUND_F, SURROUND_C, SURROUND_N = 1.0, 0.69, 1.0


def identity_colours() -> dict[str, str]:
    """Read the colour of each dimension."""
    table = tomllib.loads((ROOT / "smartcity/config/dimensions.toml").read_text("utf-8"))
    return {dimension["code"]: dimension["colour"] for dimension in table["dimensions"]}


def contrast(colour: str, background: str) -> float:
    """Contrast ratio after WCAG 2.2."""
    darker, lighter = sorted((luminance(colour), luminance(background)))
    return (lighter + 0.05) / (darker + 0.05)


def linear_rgb(colour: str) -> np.ndarray:
    """Undo the gamma of sRGB (IEC 61966-2-1)."""
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def cam02_ucs(xyz: np.ndarray) -> np.ndarray:
    """Place a colour (XYZ, white at 100) in CAM02-UCS: Luo, Cui, Li 2006, on CIECAM02."""
    k = 1 / (5 * ADAPTING + 1)
    luminance_factor = 0.2 * k**4 * 5 * ADAPTING + 0.1 * (1 - k**4) ** 2 * (5 * ADAPTING) ** (1 / 3)
    ratio = BACKGROUND / 100
    induction = 0.725 * (1 / ratio) ** 0.2
    adapted = SURROUND_F * (1 - np.exp((-ADAPTING - 42) / 92) / 3.6)

    def responses(colour: np.ndarray) -> np.ndarray:
        cones = (CAT02 @ colour) * (100 / (CAT02 @ D65) * adapted + 1 - adapted)
        cones = luminance_factor * (HPE @ np.linalg.inv(CAT02) @ cones) / 100
        power = np.abs(cones) ** 0.42
        return np.sign(cones) * 400 * power / (power + 27.13) + 0.1

    def achromatic(cones: np.ndarray) -> float:
        return (2 * cones[0] + cones[1] + cones[2] / 20 - 0.305) * induction

    red, green, blue = responses(xyz)
    a = red - 12 * green / 11 + blue / 11
    b = (red + green - 2 * blue) / 9
    hue = np.arctan2(b, a)
    exponent = SURROUND_C * (1.48 + np.sqrt(ratio))
    lightness = 100 * (achromatic(np.array([red, green, blue])) / achromatic(responses(D65))) ** exponent
    eccentricity = (np.cos(hue + 2) + 3.8) / 4
    t = 50000 / 13 * SURROUND_N * induction * eccentricity * np.hypot(a, b) / (red + green + 1.05 * blue)
    chroma = t**0.9 * np.sqrt(lightness / 100) * (1.64 - 0.29**ratio) ** 0.73
    colourfulness = np.log(1 + 0.0228 * chroma * luminance_factor**0.25) / 0.0228
    return np.array(
        [1.7 * lightness / (1 + 0.007 * lightness), colourfulness * np.cos(hue), colourfulness * np.sin(hue)]
    )


def distance(one: str, other: str, vision: str) -> float:
    """Distance of two colours in CAM02-UCS, as seen with *vision*."""
    seen = [cam02_ucs(100 * RGB_TO_XYZ @ VISIONS[vision] @ linear_rgb(colour)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.mark.parametrize("background", BACKGROUNDS)
def test_identity_colours_stand_out(background):
    """Every identity colour has a contrast of at least 3.3 to the page and to the grey panel."""
    weak = {code: contrast(colour, background) for code, colour in identity_colours().items()}

    assert {code: value for code, value in weak.items() if value < 3.3} == {}


def test_distance_agrees_with_a_known_value():
    """The distance of blue and red is the one that the reference implementation colorspacious 1.1.2 gives."""
    assert round(distance("#0000FF", "#FF0000", "normal"), 1) == 84.1


@pytest.mark.parametrize("vision", VISIONS)
def test_identity_colours_differ(vision):
    """Any two identity colours stay at least 13 apart for this kind of colour vision."""
    pairs = {
        (one, other): distance(*colours, vision)
        for (one, other), colours in zip(
            combinations(identity_colours(), 2), combinations(identity_colours().values(), 2)
        )
    }

    assert {pair: value for pair, value in pairs.items() if value < 13} == {}


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_text_can_be_read(name, background):
    """Text colours have a contrast of at least 4.5 to the page and to the grey panel."""
    assert contrast(getattr(theme(), name), background) >= 4.5


@pytest.mark.parametrize("background", BACKGROUNDS)
def test_peer_marks_can_be_seen(background):
    """The grey of other regions' marks has the contrast of 3 that graphics need."""
    assert contrast(theme().peer, background) >= 3


def test_streamlit_repeats_the_theme():
    """The colours, the base size and the font of `.streamlit/config.toml` are those of `theme.toml`."""
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]
    source = tomllib.loads((ROOT / "smartcity/config/theme.toml").read_text("utf-8"))
    look = theme()

    assert {
        "primaryColor": config["primaryColor"],
        "linkColor": config["linkColor"],
        "backgroundColor": config["backgroundColor"],
        "secondaryBackgroundColor": config["secondaryBackgroundColor"],
        "textColor": config["textColor"],
        "grayTextColor": config["grayTextColor"],
        "borderColor": config["borderColor"],
        "sidebar": config["sidebar"]["backgroundColor"],
        "baseFontSize": config["baseFontSize"],
        "family": config["fontFaces"][0]["family"],
    } == {
        "primaryColor": look.accent,
        "linkColor": look.accent,
        "backgroundColor": look.paper,
        "secondaryBackgroundColor": look.panel,
        "textColor": look.ink,
        "grayTextColor": look.muted,
        "borderColor": look.border,
        "sidebar": look.panel,
        "baseFontSize": source["font"]["base"],
        "family": source["font"]["family"],
    }


def test_font_is_local():
    """The font that Streamlit is told to load stands in `static/` with its licence, and no address leads elsewhere."""
    text = (ROOT / ".streamlit/config.toml").read_text("utf-8")
    urls = re.findall(r'url = "app/(static/[^"]+)"', text)

    assert [(ROOT / url).is_file() for url in [*urls, "static/OFL.txt"]] == [True, True]
    assert "http" not in text
