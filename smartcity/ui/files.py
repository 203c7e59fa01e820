"""Files to take away: a download leaves the page as it is, and what a function makes is only made when asked for."""

from collections.abc import Callable

import streamlit as st


def offer(label: str, content: bytes | Callable[[], bytes], name: str, kind: str | None, key: str, **look: str) -> None:
    """Draw the button that hands the file *name* out; *kind* is its media type."""
    st.download_button(label, content, name, kind, key=key, on_click="ignore", **look)
