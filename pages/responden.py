"""Responden: is the data enough, who still owes it, who answered, and how good is it?"""

from smartcity import ui
from smartcity.exhibits import respondents


def render() -> None:
    """Draw the page."""
    choices = ("year", "dimension", "mapping", "form", "until")
    page = ui.open_page("responden", inside=choices, has_survey_years=True)
    asked = (page.warehouse, page.selection, page.words)
    has_survey = respondents.has_survey(*asked)
    match page.section("kuota", "laju", "pemilik", "mutu", "siapa"):
        case "kuota" if has_survey:
            page.choose("year", "dimension", "form")
            ui.show_beside((respondents.progress(*asked), respondents.simulated_impact(*asked)), page.selection)
            page.choose("mapping")
            ui.show_folded(respondents.by_sub_dimension(*asked), page.selection)
            ui.show_folded(respondents.by_service(*asked), page.selection)
        case "laju" if has_survey:
            page.choose("year", "dimension", "form", "until")
            ui.say_pace(page.selection, page.words)
            ui.show(respondents.by_day(*asked), page.selection)
        case "pemilik" if has_survey:
            page.choose("year", "dimension", "form")
            ui.show(respondents.by_owner(*asked), page.selection)
        case "mutu" if has_survey:
            page.choose("year", "dimension", "mapping", "form")
            ui.show(respondents.rules(*asked), page.selection)
            ui.ask_marked(page.selection, page.words)
            ui.show(respondents.quality(*asked), page.selection)
        case "siapa" if has_survey:
            page.choose("year")
            ui.show(respondents.people(*asked), page.selection)
        case _:
            page.choose("year", "dimension")
            ui.show(respondents.progress(*asked), page.selection)


if __name__ == "__main__":
    ui.enter()
