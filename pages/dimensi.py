"""Dimensi: where are the holes?"""

from smartcity.exhibits import dimensions
from smartcity.ui.dimensions import ask_same
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    page = open_page("dimensi", "dimension", "innovation_list", inside=("other_list",))
    match page.section("cakupan", "pemilik", "perubahan", "agenda"):
        case "cakupan":
            page.show(dimensions.coverage, dimensions.stated_counts)
            page.show_folded(dimensions.counts_by_year)
        case "pemilik":
            page.show(dimensions.owners, dimensions.partners)
        case "perubahan":
            page.choose("other_list")
            page.show(dimensions.changes, dimensions.near_names)
            ask_same(page)
        case "agenda":
            page.show(dimensions.agenda)


if __name__ == "__main__":
    enter()
