"""What pages are drawn with: text as it stands, a list to open, a button that does something, a file to take away.

What a file or a person wrote must not turn into markup when it is drawn, so it goes through `plain` or what calls it.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from math import inf
from typing import TypeVar

import streamlit as st

from smartcity.ui.memory import Memory
from smartcity.wording import DEFAULT_LANGUAGE, Words

Option = TypeVar("Option")

_TIMES = Memory("panels done with", 0)

_HOST = r"[^/\s;,()<>\[\]]*\w[^/\s;,()<>\[\]]*"
_ADDRESS = re.compile(rf"(https?://(?:www\.)?({_HOST})[^\s;,()<>\[\]]*(?<!\.))")
_BACKSLASH = "\\"
_MARKUP = re.compile(r"[\\`*\[\]<>$~|]|&(?=[#\w])|(?<!\w)_|_(?!\w)|:(?=[A-Za-z+\-])|(?<!\d):(?=\d+:)")
_SHORTCODE = re.compile(r":(?=[A-Za-z+\-][\w+\-/]*:)|(?<!\d):(?=\d+:)")
_JOINED = ":\u2060"
"""A backslash does not keep the browser from drawing `:smile:` as a picture; a sign that nobody sees does."""

_INDENTED = re.compile(r"^[^\S\n]{2,}", re.MULTILINE)
_LINE_START = re.compile(r"^([^\S\n]?)(\d*+)([#+-]|[.)])(?=[\s#]|$)", re.MULTILINE)
_UNDERLINE = re.compile(r"^([^\S\n]?)([=-]++[^\S\n]*+)$", re.MULTILINE)


def plain(text: str) -> str:
    """Escape what Streamlit's Markdown would take for markup; an address becomes a link that is named by its host."""
    pieces = _ADDRESS.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    escaped = [_MARKUP.sub(r"\\\g<0>", _SHORTCODE.sub(_JOINED, piece)) for piece in pieces[::3]]
    hosts = [_MARKUP.sub(r"\\\g<0>", host) for host in pieces[2::3]]
    links = [f"[{host}](<{address.replace(_BACKSLASH, '%5C')}>)" for address, host in zip(pieces[1::3], hosts)]
    joined = _INDENTED.sub(" ", "".join(part for pair in zip(escaped, [*links, ""]) for part in pair))
    return _UNDERLINE.sub(r"\1\\\2", _LINE_START.sub(r"\1\2\\\3", joined))


def say(text: str) -> None:
    """Draw a paragraph as it stands."""
    st.markdown(plain(text))


def remark(text: str) -> None:
    """Draw a small grey line as it stands."""
    st.caption(plain(text))


def refuse(text: str) -> None:
    """Draw what stands in the way as it stands."""
    st.error(plain(text))


def pick(
    label: str, options: Sequence[Option], spell: Callable[[Option], str], hint: str, key: str, **look: object
) -> Option | None:
    """Draw a list with nothing chosen beforehand, and return what was chosen; *hint* stands in it until then."""
    return st.selectbox(label, options, None, spell, placeholder=hint, key=key, **look)


def day_form(words: Words) -> str:
    """Return how a day is typed in the language of the page."""
    return "DD/MM/YYYY" if words.language == DEFAULT_LANGUAGE else "YYYY-MM-DD"


def type_number(
    label: str,
    value: float | None,
    words: Words,
    key: str,
    take: Callable[[float | None], object],
    *,
    low: float = -inf,
    high: float = inf,
    **look: object,
) -> None:
    """Draw a field with a number in the page's language, which Streamlit's own spells in the browser's.

    *take* is given what was typed, brought between *low* and *high*, and None for an emptied field; what is no number
    is not taken, and the field shows again what holds.
    """
    st.session_state[key] = words.editable(value)

    def write() -> None:
        text = st.session_state[key]
        number = words.typed(text)
        if number is not None or not text.strip():
            take(None if number is None else min(max(number, low), high))

    st.text_input(plain(label), key=key, on_change=write, autocomplete="off", **look)


def press(label: str, key: str, step: Callable[..., None], *values: object, **look: object) -> None:
    """Draw the button that takes *step* with *values*, before the page is drawn again."""
    st.button(label, key=key, on_click=step, args=values, **look)


def unfold(label: str, key: str) -> AbstractContextManager:
    """Draw a button that opens a small panel; the panel closes once what was done in it is `done`."""
    times, seen = _TIMES.get(), f"{key} times"
    if st.session_state.get(seen) != times:
        st.session_state[key], st.session_state[seen] = False, times
    return st.popover(label, key=key, on_change="rerun")


def done() -> None:
    """Let every open panel close in the next run: what it was opened for is done."""
    _TIMES.next_round()
