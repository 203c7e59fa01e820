"""Peringkat: who is above us, how far, why did the rank move, and how sure is it?"""

from smartcity.exhibits.ranks import claims, components, movement, robustness, standings
from smartcity.ui.doubt_choice import choose_doubts
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    inside = ("among", "track", "search", "region", "peers", "weights_year", "doubts", "points", "chance")
    page = open_page("peringkat", "year", inside=inside)
    match page.section("posisi", "perpindahan", "ketahanan"):
        case "posisi":
            page.show_beside(standings.bump, standings.strip)
            page.show(claims.claims)
            page.choose("among", "track", "search")
            page.show(standings.national)
            page.choose("region")
            page.show_beside(standings.comparison, standings.tiles)
        case "perpindahan":
            page.choose("peers")
            page.show(movement.moves)
            if movement.is_known(*page.question):
                page.show_beside(components.parts, movement.steps)
            page.choose("weights_year")
            page.show(components.back_cast)
        case "ketahanan":
            page.choose("peers")
            choose_doubts(robustness.controls(*page.question), page.words)
            page.choose(*robustness.sizes(*page.question))
            page.show(robustness.acceptability)
            if robustness.is_drawn(*page.question):
                page.show(robustness.duels, robustness.matters)
                page.show_folded(robustness.drawn)
                page.show_when_opened(page.words("robustness.alone.title"), robustness.alone)


if __name__ == "__main__":
    enter()
