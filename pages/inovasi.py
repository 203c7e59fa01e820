"""Inovasi: who has reported, how far is each innovation, with whom, and what changed?"""

from smartcity.exhibits import innovations, pages
from smartcity.ui.choices import OF_WORK
from smartcity.ui.frame import enter
from smartcity.ui.innovations.cards import draw_cards
from smartcity.ui.innovations.form import draw_chosen
from smartcity.ui.innovations.walk import WALK, draw_walk
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import Page, alone, open_page


def render() -> None:
    """Draw the page."""
    _sections(open_page("inovasi", known=OF_WORK))


@alone(inside=("year", "dimension", "innovation", "reported_list", "since"))
def _sections(page: Page) -> None:
    say_outcome()
    section = page.section(*pages.sections("inovasi"), WALK)
    if section == WALK:
        draw_walk(page)
        return
    page.draw(section)
    if section == "kartu" and innovations.is_one_chosen(*page.question):
        draw_chosen(page)
    elif section == "kartu":
        draw_cards(page)


if __name__ == "__main__":
    enter()
