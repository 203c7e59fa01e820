"""Make what the first visitor would wait for: the imports, the open warehouse, the first page's exhibits."""

import logging
from collections.abc import Callable

from smartcity.ui.frame import guard
from smartcity.wording import DEFAULT_LANGUAGE, Words


def warm(render: Callable[[], None]) -> None:
    """Draw a page for nobody; what it makes is kept for all. A page that cannot be drawn says why to who asks for it.

    Streamlit warns of every widget that no session will see, so its warnings are not logged meanwhile.
    """
    logging.disable(logging.WARNING)
    try:
        with guard(Words(DEFAULT_LANGUAGE)):
            render()
    finally:
        logging.disable(logging.NOTSET)
