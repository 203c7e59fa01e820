"""Survei: what do citizens say, and how sure is it?"""

from smartcity.ui.choices import OF_SURVEYS
from smartcity.ui.frame import enter
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import Page, alone, open_page


def render() -> None:
    """Draw the page."""
    page = open_page("survei", known=OF_SURVEYS)
    say_outcome()
    _sections(page)


@alone(inside=("year", "dimension", "mapping", "phrase", "skm_year"))
def _sections(page: Page) -> None:
    page.draw(page.section())


if __name__ == "__main__":
    enter()
