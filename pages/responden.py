"""Responden: is the data enough?"""

from smartcity import ui
from smartcity.exhibits import respondents


def render() -> None:
    """Draw the page."""
    page = ui.open_page("responden", "year", "dimension", "mapping", has_survey_years=True)
    asked = (page.warehouse, page.selection, page.words)
    ui.show_beside((respondents.progress(*asked), respondents.simulated_impact(*asked)), page.selection)
    ui.show(respondents.by_day(*asked), page.selection)
    ui.show(respondents.quality(*asked), page.selection)
    ui.show_folded(respondents.by_sub_dimension(*asked), page.selection)
    ui.show_folded(respondents.by_service(*asked), page.selection)


if __name__ == "__main__":
    ui.enter()
