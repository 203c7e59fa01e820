"""Peringkat: who is above us, how far, why did the rank move, and how sure is it?"""

from smartcity.exhibits.ranks import robustness
from smartcity.ui.doubt_choice import choose_doubts
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    inside = ("among", "track", "search", "region", "peers", "weights_year", "doubts", "points", "chance")
    page = open_page("peringkat", "year", inside=inside)
    section = page.section()
    if section == "ketahanan":
        page.choose("peers")
        choose_doubts(robustness.controls(*page.question), page.words)
        page.choose(*robustness.sizes(*page.question))
    page.draw(section)


if __name__ == "__main__":
    enter()
