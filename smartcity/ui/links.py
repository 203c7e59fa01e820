"""Links: an address that is sent holds all that makes its exhibit what it is, also what is only a default today."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from smartcity.method.regions import load_site
from smartcity.ui.memory import Memory

EXHIBIT, YEAR, REGION = "bagan", "tahun", "wilayah"
"""The names in the address of the exhibit that a link was sent for, of the year that a page shows, and of the region
for which it is asked."""

_PINS: Memory[Mapping[str, str]] = Memory("pins", MappingProxyType({}))
"""By name in the address, what holds on the page that is open."""


_PAGE: Memory[str] = Memory("page open", "")


def pin(name: str, code: str | None) -> None:
    """Remember what holds under *name*, None for nothing: as a default it may be another next year."""
    others = {other: held for other, held in _PINS.get().items() if other != name}
    _PINS.keep(others if code is None else {**others, name: code})


def unpin() -> None:
    """Forget what held on the page before."""
    _PINS.take()


def open_at(page: str) -> None:
    """Remember the code of the page that is open."""
    _PAGE.keep(page)


def open_page_code() -> str:
    """Return the code of the page that is open."""
    return _PAGE.get()


def linked() -> str | None:
    """Return the key of the exhibit that the address was sent for."""
    return st.query_params.get(EXHIBIT)


def link(exhibit: str, year: int | None = None) -> str:
    """Return the address at which *exhibit*, by its key, is shown as it is on screen, whatever is loaded later.

    Where its figures are of another *year* than its page, because nothing later is published, the address holds theirs.
    """
    site = load_site()
    held = _PINS.get() | ({REGION: site.home_code} if site.is_of_many else {})
    own = {YEAR: str(year)} if year is not None and YEAR in held else {}
    query = urlencode({**held, **st.query_params.to_dict(), **own, EXHIBIT: exhibit})
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))
