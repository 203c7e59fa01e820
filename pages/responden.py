"""Responden: is the data enough, who still owes it, who answered, and how good is it?"""

from smartcity.exhibits import respondents
from smartcity.ui.choices import OF_SURVEYS
from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page
from smartcity.ui.respondents import ask_marked, lead_to_kit, name_enumerators, say_pace, write_to_offices


def render() -> None:
    """Draw the page."""
    _sections(open_page("responden", known=OF_SURVEYS))


@alone(inside=("year", "dimension", "mapping", "form", "until"))
def _sections(page: Page) -> None:
    lead_to_kit(page)
    above = {
        respondents.by_day: say_pace,
        respondents.by_owner: write_to_offices,
        respondents.quality: ask_marked,
        respondents.enumerators: name_enumerators,
    }
    page.draw(page.section(), above)


if __name__ == "__main__":
    enter()
