"""Responden: is the data enough?"""

from smartcity import ui
from smartcity.exhibits import respondents


def render() -> None:
    """Draw the page."""
    page = ui.open_page("responden", "year", "dimension", "mapping", inside=("form", "until"), has_survey_years=True)
    asked = (page.warehouse, page.selection, page.words)
    page.choose("form", "until")
    ui.show_beside((respondents.progress(*asked), respondents.simulated_impact(*asked)), page.selection)
    ui.say_pace(page.selection, page.words)
    ui.show(respondents.by_day(*asked), page.selection)
    ui.show(respondents.by_owner(*asked), page.selection)
    ui.show(respondents.rules(*asked), page.selection)
    ui.ask_marked(page.selection, page.words)
    ui.show_folded(respondents.quality(*asked), page.selection)
    ui.show_folded(respondents.by_sub_dimension(*asked), page.selection)
    ui.show_folded(respondents.by_service(*asked), page.selection)
    ui.show_folded(respondents.people(*asked), page.selection)


if __name__ == "__main__":
    ui.enter()
