"""Names of scenarios, indicators, files and searches that are markup: no page draws any of it as such."""

from collections.abc import Iterator

import desk
import folders
import pytest
from hostile_names import MORE, VIEWS, fill
from streamlit.testing.v1.element_tree import Block

from smartcity import intake

READ_AS_MARKUP = ("body", "label", "help", "options", "content")
SIGNS = ("![x]", " <img", " $x$", " **T", " :smile", " &lt;")
OF_HTML = (" <img", " &lt;b")
"""What is a sign in HTML of our own, where Markdown is none and a name that was escaped holds others."""


def _protos(block: object) -> Iterator[object]:
    """Walk through everything that stands on the page."""
    yield getattr(block, "proto", None)
    for child in block.children.values() if isinstance(block, Block) or hasattr(block, "children") else ():
        yield from _protos(child)


def _read(proto: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the texts of an element that Streamlit reads as markup, each with what would be a sign of it there."""
    kind = type(proto).__name__
    if proto is None or not hasattr(proto, "DESCRIPTOR") or kind in ("Selectbox", "MultiSelect", "CodeProto", "Code"):
        return
    for field, value in proto.ListFields():
        if field.name == "options" and kind not in ("ButtonGroup", "Radio"):
            continue
        if field.message_type is not None:
            for part in value if field.is_repeated else (value,):
                yield from _read(part)
        elif field.name in READ_AS_MARKUP and field.type == field.TYPE_STRING:
            for text in value if field.is_repeated else (value,):
                yield text, OF_HTML if kind == "Html" else SIGNS


def drawn_as_markup(opened: object) -> list[tuple[str, str]]:
    """List what a page would draw as markup although a person or a file wrote it."""
    texts = [read for proto in _protos(opened._tree) for read in _read(proto)]
    return [(sign, text) for text, signs in texts for sign in signs if sign in text]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Let the app show scenarios, files, evidence and a meeting of hostile names."""
    with desk.served(tmp_path_factory.mktemp("nama") / "data", folders.bare()) as folder:
        with intake.open_warehouse(folder, read_only=False) as made:
            fill(folder, made)
        yield folder


PAGES = [*VIEWS.items(), *MORE]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "query"), PAGES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(PAGES)])
def test_no_page_draws_a_name_as_markup(hostile, code, query):
    """Whatever stands in a title, a label, a choice or a sentence is drawn sign by sign."""
    opened = desk.page(code, **query)
    assert not opened.exception
    assert drawn_as_markup(opened) == []
