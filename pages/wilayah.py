"""Wilayah: the regions of a province, or of the nation, beside one another; for who reaches all of them."""

from smartcity.ui.choices import OF_WORK
from smartcity.ui.elements import say
from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page
from smartcity.ui.region import is_alone, require_all


def render() -> None:
    """Draw the page."""
    require_all()
    page = open_page("wilayah", known=OF_WORK)
    if is_alone():
        say(page.words("ui.region.alone"))
    else:
        _sections(page)


@alone("year")
def _sections(page: Page) -> None:
    # Drawn alone, past the page's own question.
    require_all()
    page = page.of_today
    page.draw(page.section())


if __name__ == "__main__":
    enter()
