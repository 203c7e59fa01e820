"""Jejak audit: who did what, and is the list whole?"""

from smartcity.ui.audits import draw_audit
from smartcity.ui.frame import enter
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    page = open_page("jejak")
    say_outcome()
    draw_audit(page.words)


if __name__ == "__main__":
    enter()
