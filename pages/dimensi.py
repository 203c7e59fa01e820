"""Dimensi: where are the holes?"""

from smartcity import ui
from smartcity.exhibits import dimensions


def render() -> None:
    """Draw the page."""
    page = ui.open_page("dimensi", "dimension", "innovation_list", inside=("other_list",))
    asked = (page.warehouse, page.selection, page.words)
    match page.section("cakupan", "pemilik", "perubahan", "agenda"):
        case "cakupan":
            ui.show(dimensions.coverage(*asked), page.selection)
            ui.show(dimensions.stated_counts(*asked), page.selection)
            ui.show_folded(dimensions.counts_by_year(*asked), page.selection)
        case "pemilik":
            ui.show(dimensions.owners(*asked), page.selection)
            ui.show(dimensions.partners(*asked), page.selection)
        case "perubahan":
            page.choose("other_list")
            ui.show(dimensions.changes(*asked), page.selection)
            ui.show(dimensions.near_names(*asked), page.selection)
            ui.ask_same(page.words)
        case "agenda":
            ui.show(dimensions.agenda(*asked), page.selection)


if __name__ == "__main__":
    ui.enter()
