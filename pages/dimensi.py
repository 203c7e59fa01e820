"""Dimensi: where are the holes?"""

from smartcity.ui.dimensions import ask_same
from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page


def render() -> None:
    """Draw the page."""
    _sections(open_page("dimensi"))


@alone("dimension", "innovation_list", inside=("other_list",))
def _sections(page: Page) -> None:
    section = page.section()
    page.draw(section)
    if section == "perubahan":
        ask_same(page)


if __name__ == "__main__":
    enter()
