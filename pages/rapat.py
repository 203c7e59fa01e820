"""Rapat: what is looked at, noted, decided, and still to be done?"""

from smartcity.ui.frame import enter
from smartcity.ui.meeting.page import draw_meetings
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    draw_meetings(open_page("rapat"))


if __name__ == "__main__":
    enter()
