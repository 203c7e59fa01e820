"""Ikhtisar: how do we stand?"""

from smartcity.exhibits.overview import attention, standing
from smartcity.ui import overview
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    page = open_page("ikhtisar", "year")
    overview.headline(standing.headline(*page.question), page.words)
    overview.cards(standing.cards(*page.question), page.words)
    page.draw()
    overview.attention(attention.attention(*page.question), page.words)


if __name__ == "__main__":
    enter()
