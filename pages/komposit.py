"""Indeks buatan sendiri: what would an index of our own choice say?"""

from smartcity import ui


def render() -> None:
    """Draw the page."""
    page = ui.open_page("komposit")
    ui.draw_composite(page)


if __name__ == "__main__":
    ui.enter()
