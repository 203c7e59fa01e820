"""Responden: is the data enough, who still owes it, who answered, and how good is it?"""

from smartcity.exhibits import respondents
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page
from smartcity.ui.respondents import ask_marked, say_pace


def render() -> None:
    """Draw the page."""
    choices = ("year", "dimension", "mapping", "form", "until")
    page = open_page("responden", inside=choices, has_survey_years=True)
    has_survey = respondents.has_survey(*page.question)
    match page.section("kuota", "laju", "pemilik", "mutu", "siapa"):
        case "kuota" if has_survey:
            page.choose("year", "dimension", "form")
            page.show_beside(respondents.progress, respondents.simulated_impact)
            page.choose("mapping")
            page.show_folded(respondents.by_sub_dimension, respondents.by_service)
        case "laju" if has_survey:
            page.choose("year", "dimension", "form", "until")
            say_pace(page)
            page.show(respondents.by_day)
        case "pemilik" if has_survey:
            page.choose("year", "dimension", "form")
            page.show(respondents.by_owner)
        case "mutu" if has_survey:
            page.choose("year", "dimension", "mapping", "form")
            page.show(respondents.rules)
            ask_marked(page)
            page.show(respondents.quality)
        case "siapa" if has_survey:
            page.choose("year")
            page.show(respondents.people)
        case _:
            page.choose("year", "dimension")
            page.show(respondents.progress)


if __name__ == "__main__":
    enter()
