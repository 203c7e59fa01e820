"""What kind of screen the page is on: the browser tells it once a page is there, and again when it changes.

The server makes the page before any browser has measured it, so a first run takes the screen of a desk; on a phone and
in a hall a second run follows at once.
"""

from smartcity.ui.memory import Memory

PHONE, DESK, HALL = "phone", "desk", "hall"
"""Up to 640 px wide, in between, and from 1680 px on: `translator.js` measures, `style.css` has the same bounds."""

SCREEN: Memory[str] = Memory("screen", DESK, is_of_all=True)


def is_phone() -> bool:
    """Whether the page is on a phone, where one thing stands below the other and choices are folded."""
    return SCREEN.get() == PHONE


def is_hall() -> bool:
    """Whether the page is on a projector or a large screen, read from afar."""
    return SCREEN.get() == HALL
