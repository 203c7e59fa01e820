"""Ikhtisar: how do we stand?"""

from smartcity import ui
from smartcity.exhibits import respondents
from smartcity.exhibits.overview import attention, standing
from smartcity.exhibits.ranks import standings


def render() -> None:
    """Draw the page."""
    page = ui.open_page("ikhtisar", "year")
    asked = (page.warehouse, page.selection, page.words)
    ui.headline(standing.headline(*asked))
    ui.cards(standing.cards(*asked), page.words)
    ui.show_beside((standing.components(*asked), standing.trend(*asked)), page.selection)
    ui.show_beside((standings.strip(*asked), respondents.progress(*asked)), page.selection)
    ui.attention(attention.attention(*asked), page.words)


if __name__ == "__main__":
    ui.enter()
