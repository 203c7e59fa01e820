"""Indeks buatan sendiri: what would an index of our own choice say?"""

from smartcity.ui.composite.page import draw_composite
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    draw_composite(open_page("komposit"))


if __name__ == "__main__":
    enter()
