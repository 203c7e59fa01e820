"""Text as it stands: what a file or a person wrote must not turn into markup."""

import re

_MARKUP = re.compile(r"[\\`*\[\]<>$~|]|(?<!\w)_|_(?!\w)|:(?=[A-Za-z])")
_LINE_START = re.compile(r"^(\s*)(\d*)([#+-]|[.)])(?=[\s#])", re.MULTILINE)


def plain(text: str) -> str:
    """Escape what Streamlit's Markdown would take for markup; an address stays a link."""
    return _LINE_START.sub(r"\1\2\\\3", _MARKUP.sub(r"\\\g<0>", text))
