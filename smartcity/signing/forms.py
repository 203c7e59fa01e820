"""The documents of the way in: plain forms that work without a script."""

from collections.abc import Iterable
from html import escape

from smartcity.wording import Words

LANGUAGE = "bahasa"
"""What in an address names the language."""

_STYLE = """
@font-face { font-family: Inter; src: url(app/static/inter-tabular.woff2); font-weight: 100 900 }
body { font: 16px/1.5 Inter, sans-serif; color: #1F2328; background: #F6F6F6; margin: 0 }
main { max-width: 22rem; margin: 12vh auto 2rem; padding: 2rem; background: #FFF; border: 1px solid #D5D9DE }
h1 { font-size: 1.375rem; margin: 0 0 1rem } h2 { font-size: 1.125rem; margin: 2rem 0 .5rem }
label, small { display: block } label { margin: 1rem 0 .25rem } small, p { color: #5A6068; margin: .25rem 0 }
input { box-sizing: border-box; width: 100%; font: inherit; padding: .5rem; border: 1px solid #5A6068 }
button, a.way { display: inline-block; font: inherit; margin-top: 1.25rem; padding: .5rem 1.25rem; border: 0;
  color: #FFF; background: #004488; text-decoration: none; cursor: pointer }
[role=alert] { color: #A40000 } nav { margin-top: 2rem } a { color: #004488 }
"""
"""The colours of the theme; these pages are there before anything of the dashboard is."""


def in_language(path: str, words: Words) -> str:
    """Return the address of a page of the way in, in the language that somebody reads."""
    return f"{path}?{LANGUAGE}={words.language}"


def document(title: str, parts: Iterable[str], words: Words) -> str:
    """Return a whole document of *parts* that are HTML already."""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    body = "".join((f"<h1>{escape(title)}</h1>", *parts))
    return (
        f'<!DOCTYPE html><html dir="ltr" lang="{words.language}"><head>{head}<style>{_STYLE}</style></head>'
        f"<body><main>{body}</main></body></html>"
    )


def paragraph(sentence: str, *, is_wrong: bool = False) -> str:
    """Return a sentence, read aloud at once where something is wrong."""
    return f"<p{' role=alert' if is_wrong else ''}>{escape(sentence)}</p>" if sentence else ""


def field(name: str, label: str, kind: str = "text", value: str = "", complete: str = "off", hint: str = "") -> str:
    """Return a field with its label."""
    given = f'id="{name}" name="{name}" type="{kind}" value="{escape(value)}" autocomplete="{complete}"'
    return (
        f'<label for="{name}">{escape(label)}</label><input {given}>{f"<small>{escape(hint)}</small>" if hint else ""}'
    )


def form(action: str, csrf: str, parts: Iterable[str], label: str, **hidden: str) -> str:
    """Return a form that is sent to *action*."""
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in {"csrf": csrf, **hidden}.items()
    )
    return f'<form method="post" action="{action}">{kept}{"".join(parts)}<button>{escape(label)}</button></form>'


def way(address: str, label: str, *, is_main: bool = False) -> str:
    """Return a link."""
    return f'<a{" class=way" if is_main else ""} href="{escape(address)}">{escape(label)}</a>'
