"""Indeks buatan sendiri: what would an index of our own choice say?"""

from smartcity.ui.composite.page import draw_composite
from smartcity.ui.frame import enter
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import Page, alone, open_page


def render() -> None:
    """Draw the page."""
    page = open_page("komposit")
    say_outcome()
    _builder(page)


@alone()
def _builder(page: Page) -> None:
    draw_composite(page)


if __name__ == "__main__":
    enter()
