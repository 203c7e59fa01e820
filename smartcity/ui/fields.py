"""Fields and buttons that pages repeat: a list to open, a button that does something, a file to take away."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

Option = TypeVar("Option")


def pick(
    label: str, options: Sequence[Option], spell: Callable[[Option], str], hint: str, key: str, **look: object
) -> Option | None:
    """Draw a list with nothing chosen beforehand, and return what was chosen; *hint* stands in it until then."""
    return st.selectbox(label, options, None, spell, placeholder=hint, key=key, **look)


def press(label: str, key: str, step: Callable[..., None], *values: object, **look: object) -> None:
    """Draw the button that takes *step* with *values*, before the page is drawn again."""
    st.button(label, key=key, on_click=step, args=values, **look)


def offer(label: str, content: bytes | Callable[[], bytes], name: str, kind: str | None, key: str, **look: str) -> None:
    """Draw the button that hands out the file *name*; *kind* is its media type, and a function makes it when asked.

    The page stays as it is.
    """
    st.download_button(label, content, name, kind, key=key, on_click="ignore", **look)
