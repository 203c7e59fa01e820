"""Wilayah: the regions of a province, or of the nation, beside one another; for who reaches all of them."""

from smartcity.access.policy import VIEW
from smartcity.method.regions import configured_site
from smartcity.ui.choices import OF_WORK
from smartcity.ui.elements import say
from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page
from smartcity.ui.person import asker


def render() -> None:
    """Draw the page."""
    asker().require_all(VIEW)
    page = open_page("wilayah", known=OF_WORK)
    if configured_site().is_of_many:
        _sections(page)
    else:
        say(page.words("ui.region.alone"))


@alone("year")
def _sections(page: Page) -> None:
    # Drawn alone, past the page's own question.
    asker().require_all(VIEW)
    page = page.of_today
    page.draw(page.section())


if __name__ == "__main__":
    enter()
