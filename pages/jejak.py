"""Jejak audit: who did what, and is the list whole?"""

from smartcity.ui.audits import draw_audit
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    draw_audit(open_page("jejak").words)


if __name__ == "__main__":
    enter()
