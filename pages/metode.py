"""metode."""

from smartcity import ui


def render() -> None:
    """Draw the page."""
    ui.open_page("metode", "year")


if __name__ == "__main__":
    ui.enter()
