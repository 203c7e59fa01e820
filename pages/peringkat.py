"""Peringkat: who is above us, how far, why did the rank move, and how sure is it?"""

from smartcity.exhibits.ranks import robustness
from smartcity.ui.doubt_choice import choose_doubts
from smartcity.ui.frame import enter
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import Page, alone, open_page


def render() -> None:
    """Draw the page."""
    page = open_page("peringkat")
    say_outcome()
    _sections(page)


@alone("year", inside=("peers", "doubts", "points", "chance"))
def _sections(page: Page) -> None:
    section = page.section()
    if section == "ketahanan":
        page.choose("peers")
        choose_doubts(robustness.controls(*page.question), page.words)
        page.choose(*robustness.sizes(*page.question))
    page.draw(section)


if __name__ == "__main__":
    enter()
