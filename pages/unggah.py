"""Unggah: is this file fit to be loaded?"""

from smartcity.ui.frame import enter
from smartcity.ui.page import Page, alone, open_page
from smartcity.ui.upload.page import draw_upload


def render() -> None:
    """Draw the page."""
    _desk(open_page("unggah"))


@alone()
def _desk(page: Page) -> None:
    draw_upload(page.words)


if __name__ == "__main__":
    enter()
