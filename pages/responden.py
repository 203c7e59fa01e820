"""Responden: is the data enough, who still owes it, who answered, and how good is it?"""

from smartcity.exhibits import respondents
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page
from smartcity.ui.respondents import ask_marked, say_pace


def render() -> None:
    """Draw the page."""
    choices = ("year", "dimension", "mapping", "form", "until")
    page = open_page("responden", inside=choices, has_survey_years=True)
    page.draw(page.section(), {respondents.by_day: say_pace, respondents.quality: ask_marked})


if __name__ == "__main__":
    enter()
