"""Perangkat survei: what is surveyed, who takes which kit, and who is invited?"""

from smartcity.ui.choices import OF_WORK
from smartcity.ui.fieldwork.page import draw_fieldwork
from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page


def render() -> None:
    """Draw the page."""
    _sections(open_page("perangkat", known=OF_WORK))


@alone("year")
def _sections(page: Page) -> None:
    draw_fieldwork(page)


if __name__ == "__main__":
    enter()
