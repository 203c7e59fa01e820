"""Simulasi: what would our own marks come to, and what is the cheapest way up?"""

from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page
from smartcity.ui.simulation.page import draw_simulation


def render() -> None:
    """Draw the page."""
    _scenario(open_page("simulasi"))


@alone(inside=("mapping", "peers", "doubts", "points"))
def _scenario(page: Page) -> None:
    draw_simulation(page)


if __name__ == "__main__":
    enter()
