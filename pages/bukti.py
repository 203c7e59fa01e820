"""Bukti: what is missing, what is it worth, who owes it, and until when?"""

from smartcity.ui.evidence.page import draw_evidence
from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page


def render() -> None:
    """Draw the page."""
    _sections(open_page("bukti", has_work_years=True))


@alone("year", inside=("today",))
def _sections(page: Page) -> None:
    draw_evidence(page)


if __name__ == "__main__":
    enter()
