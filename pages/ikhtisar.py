"""Ikhtisar: how do we stand?"""

from smartcity import ui
from smartcity.exhibits import attention, overview, respondents, standings


def render() -> None:
    """Draw the page."""
    page = ui.open_page("ikhtisar", "year")
    asked = (page.warehouse, page.selection, page.words)
    ui.headline(overview.headline(*asked))
    ui.cards(overview.cards(*asked), page.words)
    ui.show_beside((overview.components(*asked), overview.trend(*asked)), page.selection)
    ui.show_beside((standings.strip(*asked), respondents.progress(*asked)), page.selection)
    ui.attention(attention.attention(*asked), page.words)


if __name__ == "__main__":
    ui.enter()
