"""Peringkat: who is above us, and how far?"""

from smartcity import ui
from smartcity.exhibits import claims, standings


def render() -> None:
    """Draw the page."""
    page = ui.open_page("peringkat", "year", inside=("among", "track", "search", "region"))
    asked = (page.warehouse, page.selection, page.words)
    ui.show_beside((standings.bump(*asked), standings.strip(*asked)), page.selection)
    ui.show(claims.claims(*asked), page.selection)
    page.choose("among", "track", "search")
    ui.show(standings.national(*asked), page.selection)
    page.choose("region")
    ui.show_beside((standings.comparison(*asked), standings.tiles(*asked)), page.selection)


if __name__ == "__main__":
    ui.enter()
