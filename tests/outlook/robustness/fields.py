"""Fields of regions for tests: printed figures with or without components, a scenario, and past years."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from instruments import SMALL

from smartcity.outlook.robustness.field import Scenario, field_of

HOME = "Kabupaten Tabalong"
PEERS = ("Kota Banjarmasin", "Kabupaten Banjar", "Kota Banjarbaru", "Kabupaten Tanah Bumbu")
YEAR = 2023
TRACKS = {"regular": SMALL}


def figures_of(values, basis="official", track="regular"):
    """Lay out region -> value as the figures of a year."""
    rows = {"region": list(values), "track": track, "value": list(values.values()), "basis": basis}
    return pd.DataFrame(rows).astype({"value": float})


def parts_of(parts):
    """Lay out region -> {component: score}."""
    rows = [(region, code, value) for region, own in parts.items() for code, value in own.items()]
    return pd.DataFrame(rows, columns=["region", "component", "value"]).astype({"value": float})


def past_of(lines):
    """Lay out region -> {year: value}."""
    rows = [(region, year, value) for region, own in lines.items() for year, value in own.items()]
    return pd.DataFrame(rows, columns=["region", "year", "value"]).astype({"year": int, "value": float})


def plain_field(values, basis="official", past=None, methods=None):
    """Make a field of which only the indices are known."""
    return field_of(HOME, YEAR, figures_of(values, basis), parts_of({}), methods or TRACKS, past_of(past or {}))


def composed_field(parts, method=SMALL, scenario=None):
    """Make a field from region -> {component: score}, the printed index being the rounded recomputed one."""
    values = {
        region: round(sum(method.weights[code] * value for code, value in own.items()), 2)
        for region, own in parts.items()
    }
    return field_of(HOME, YEAR, figures_of(values), parts_of(parts), {"regular": method}, past_of({}), scenario)


def scenario_of(marks=None, means=None, **others):
    """Make home's scenario on the small instrument, every item marked 2 unless said."""
    own = {item.code: 2.0 for item in SMALL.items if item.code not in (means or {})} | (marks or {})
    return Scenario(HOME, SMALL, own, means or {}, **others)


@st.composite
def published(draw, most=6):
    """Draw a table of printed components, ties likely; some regions have published nothing but have a past."""
    count = draw(st.integers(1, most))
    names = [HOME, *(f"Kabupaten {letter}" for letter in "ABCDEFGH"[: count - 1])]
    printed = st.sampled_from([1.0, 2.0, 2.01, 2.02, 3.0, 4.0])
    parts = {name: {code: draw(printed) for code in SMALL.weights} for name in names}
    silent = draw(st.sets(st.sampled_from(names[1:]))) if count > 1 else set()
    values = {
        name: np.nan if name in silent else round(sum(SMALL.weights[code] * value for code, value in own.items()), 2)
        for name, own in parts.items()
    }
    past = {name: {2020: 2.0, 2021: 2.5, 2022: 2.4} for name in silent}
    known = {name: own for name, own in parts.items() if name not in silent}
    return figures_of(values), parts_of(known), past_of(past)
