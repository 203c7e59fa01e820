"""Unggah: is this file fit to be loaded?"""

from smartcity.ui.frame import enter
from smartcity.ui.page import open_page
from smartcity.ui.upload.page import draw_upload


def render() -> None:
    """Draw the page."""
    draw_upload(open_page("unggah").words)


if __name__ == "__main__":
    enter()
