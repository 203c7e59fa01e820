"""Survei: what do citizens say, and how sure is it?"""

from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    choices = ("year", "dimension", "mapping", "phrase", "skm_year")
    page = open_page("survei", inside=choices, has_survey_years=True)
    page.draw(page.section())


if __name__ == "__main__":
    enter()
