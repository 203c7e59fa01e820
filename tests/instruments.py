"""Small instruments for tests: methods of any shape, with components of unequal size."""

from hypothesis import strategies as st

from smartcity.method import Component, Item, Method, Survey
from smartcity.scoring.scores import MAPPINGS

LEVELS = (1, 2, 3, 4)
SURVEY = Survey(2, 0, 4, tuple(MAPPINGS), "identity", "unknown")


def method_of(components, track="regular", year=2023, **others):
    """Make a method from components, each a weight and the sub-dimensions of its items (None for an item without)."""
    made = tuple(
        Component(
            code,
            weight,
            tuple(
                Item(f"{code}{number}", code, "1", part.split(".")[0] if part else None, part, {})
                for number, part in enumerate(parts, 1)
            ),
        )
        for code, (weight, parts) in components.items()
    )
    known = {"scale_min": 0.0, "scale_max": 4.0, "certainty": "certain", "tolerance": 0.005, "sources": ("surat",)}
    known |= {"notes": {}, "survey": SURVEY, "assessor_levels": LEVELS, "nothing_there": 0, "assessors": 5}
    return Method(year, track, made, **(known | others))


SMALL = method_of({"A": (0.2, (None, None)), "B": (0.3, (None,)), "C": (0.5, ("living.1", "living.2", "economy.1"))})


@st.composite
def methods(draw, items=5):
    """Draw a method of one to three components with at most *items* items, some of them under a sub-dimension."""
    shares = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
    components, left = {}, items
    for number, share in enumerate(shares):
        most = left - (len(shares) - number - 1)
        parts = draw(st.lists(st.sampled_from([None, "a.1", "b.1"]), min_size=1, max_size=most))
        left -= len(parts)
        same = parts if None not in parts else [None] * len(parts)
        components["ABC"[number]] = (share / sum(shares), tuple(same))
    return method_of(components)
