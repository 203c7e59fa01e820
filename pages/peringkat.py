"""Peringkat: who is above us, how far, why did the rank move, and how sure is it?"""

from smartcity import ui
from smartcity.exhibits.ranks import claims, components, movement, robustness, standings


def render() -> None:
    """Draw the page."""
    inside = ("among", "track", "search", "region", "peers", "weights_year", "doubts", "points")
    page = ui.open_page("peringkat", "year", inside=inside)
    asked = (page.warehouse, page.selection, page.words)
    match page.section("posisi", "perpindahan", "ketahanan"):
        case "posisi":
            ui.show_beside((standings.bump(*asked), standings.strip(*asked)), page.selection)
            ui.show(claims.claims(*asked), page.selection)
            page.choose("among", "track", "search")
            ui.show(standings.national(*asked), page.selection)
            page.choose("region")
            ui.show_beside((standings.comparison(*asked), standings.tiles(*asked)), page.selection)
        case "perpindahan":
            page.choose("peers")
            ui.show(movement.moves(*asked), page.selection)
            if movement.is_known(*asked):
                ui.show_beside((components.parts(*asked), movement.steps(*asked)), page.selection)
            page.choose("weights_year")
            ui.show(components.back_cast(*asked), page.selection)
        case "ketahanan":
            page.choose("peers")
            ui.choose_doubts(robustness.controls(*asked), page.words)
            page.choose(*robustness.sizes(*asked))
            ui.show(robustness.acceptability(*asked), page.selection)
            if robustness.is_drawn(*asked):
                ui.show(robustness.duels(*asked), page.selection)
                ui.show(robustness.matters(*asked), page.selection)
                ui.show_folded(robustness.drawn(*asked), page.selection)
                title = page.words("robustness.alone.title")
                ui.show_when_opened(title, robustness.alone, *asked)


if __name__ == "__main__":
    ui.enter()
