"""Ikhtisar: how do we stand, and how ready are we for the next round?"""

from smartcity.exhibits.overview import attention, standing
from smartcity.ui import overview
from smartcity.ui.frame import enter
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import Page, alone, open_page
from smartcity.ui.papers import offer_year


def render() -> None:
    """Draw the page."""
    page = open_page("ikhtisar")
    say_outcome()
    _position(page)


@alone("year")
def _position(page: Page) -> None:
    page = page.of_today
    overview.headline(standing.headline(*page.question), page.words)
    page.draw(above={standing.components: _draw_cards})
    offer_year(*page.question)
    overview.attention(attention.attention(*page.question), page.words)


def _draw_cards(page: Page) -> None:
    overview.cards(standing.cards(*page.question), page.words)


if __name__ == "__main__":
    enter()
