"""The only glue between exhibits and Streamlit: choices in the address, exhibits on the page, one open warehouse."""

from smartcity.ui.address import choose, chosen, link, search
from smartcity.ui.entrance import enter
from smartcity.ui.frame import begin, guard, heading, navigate, open_page
from smartcity.ui.overview import attention, cards, headline
from smartcity.ui.showing import show, show_beside, show_folded
from smartcity.ui.store import warehouse
from smartcity.ui.upload import draw_upload

__all__ = [
    "attention",
    "begin",
    "cards",
    "choose",
    "chosen",
    "draw_upload",
    "enter",
    "guard",
    "heading",
    "headline",
    "link",
    "navigate",
    "open_page",
    "search",
    "show",
    "show_beside",
    "show_folded",
    "warehouse",
]
