"""Dimensi: where are the holes?"""

from smartcity.ui.dimensions import ask_same
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    page = open_page("dimensi", "dimension", "innovation_list", inside=("other_list",))
    section = page.section()
    page.draw(section)
    if section == "perubahan":
        ask_same(page)


if __name__ == "__main__":
    enter()
