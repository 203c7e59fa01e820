"""Unggah: is this file fit to be loaded?"""

from smartcity import ui


def render() -> None:
    """Draw the page."""
    page = ui.open_page("unggah")
    ui.draw_upload(page.words)


if __name__ == "__main__":
    ui.enter()
