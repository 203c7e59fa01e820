"""Metode: where do the rules come from?"""

from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    open_page("metode").draw()


if __name__ == "__main__":
    enter()
