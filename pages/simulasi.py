"""Simulasi: what would our own marks come to, and what is the cheapest way up?"""

from smartcity import ui


def render() -> None:
    """Draw the page."""
    page = ui.open_page("simulasi", inside=("mapping", "peers", "doubts", "points"))
    ui.draw_simulation(page)


if __name__ == "__main__":
    ui.enter()
