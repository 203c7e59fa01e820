"""Bukti: what is missing, what is it worth, who owes it, and until when?"""

from smartcity.ui.choices import OF_WORK
from smartcity.ui.evidence.page import draw_evidence
from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page


def render() -> None:
    """Draw the page."""
    _sections(open_page("bukti", known=OF_WORK))


@alone("year", inside=("today",))
def _sections(page: Page) -> None:
    draw_evidence(page)


if __name__ == "__main__":
    enter()
