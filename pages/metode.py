"""Metode: where do the rules come from?"""

from smartcity.ui.frame import enter
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import open_page
from smartcity.ui.rules import draw_rules


def render() -> None:
    """Draw the page."""
    page = open_page("metode")
    say_outcome()
    page.draw()
    draw_rules(page)


if __name__ == "__main__":
    enter()
