"""Simulasi: what would our own marks come to, and what is the cheapest way up?"""

from smartcity.ui.frame import enter
from smartcity.ui.page import open_page
from smartcity.ui.simulation.page import draw_simulation


def render() -> None:
    """Draw the page."""
    draw_simulation(open_page("simulasi", inside=("mapping", "peers", "doubts", "points")))


if __name__ == "__main__":
    enter()
