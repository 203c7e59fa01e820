"""Text as it stands: what a file or a person wrote must not turn into markup when it is drawn."""

import re

import streamlit as st

_ADDRESS = re.compile(r"(https?://(?:www\.)?([^/\s;,()<>\[\]]+)[^\s;,()<>\[\]]*)")
_MARKUP = re.compile(r"[\\`*\[\]<>$~|]|(?<!\w)_|_(?!\w)|:(?=[A-Za-z])")
_LINE_START = re.compile(r"^(\s*)(\d*)([#+-]|[.)])(?=[\s#])", re.MULTILINE)


def plain(text: str) -> str:
    """Escape what Streamlit's Markdown would take for markup; an address becomes a link that is named by its host."""
    pieces = _ADDRESS.split(text)
    escaped = [_MARKUP.sub(r"\\\g<0>", piece) for piece in pieces[::3]]
    links = [f"[{host}](<{address}>)" for address, host in zip(pieces[1::3], pieces[2::3])]
    joined = "".join(part for pair in zip(escaped, [*links, ""]) for part in pair)
    return _LINE_START.sub(r"\1\2\\\3", joined)


def say(text: str) -> None:
    """Draw a paragraph as it stands."""
    st.markdown(plain(text))


def remark(text: str) -> None:
    """Draw a small grey line as it stands."""
    st.caption(plain(text))


def refuse(text: str) -> None:
    """Draw what stands in the way as it stands."""
    st.error(plain(text))
