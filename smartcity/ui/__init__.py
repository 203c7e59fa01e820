"""The only glue between exhibits and Streamlit: choices in the address, exhibits on the page, one open warehouse."""

from smartcity.ui.address import choose, chosen, link, search
from smartcity.ui.composite import draw_composite
from smartcity.ui.dimensions import ask_same
from smartcity.ui.doubts import choose_doubts, show_when_opened
from smartcity.ui.entrance import enter
from smartcity.ui.frame import begin, guard, heading, navigate, open_page
from smartcity.ui.overview import attention, cards, headline
from smartcity.ui.respondents.marked import ask_marked
from smartcity.ui.respondents.until import say_pace
from smartcity.ui.showing import show, show_beside, show_folded
from smartcity.ui.simulation import draw_simulation
from smartcity.ui.store import warehouse
from smartcity.ui.upload import draw_upload

__all__ = [
    "ask_marked",
    "ask_same",
    "attention",
    "begin",
    "cards",
    "choose",
    "choose_doubts",
    "chosen",
    "draw_composite",
    "draw_simulation",
    "draw_upload",
    "enter",
    "guard",
    "heading",
    "headline",
    "link",
    "navigate",
    "open_page",
    "say_pace",
    "search",
    "show",
    "show_beside",
    "show_folded",
    "show_when_opened",
    "warehouse",
]
