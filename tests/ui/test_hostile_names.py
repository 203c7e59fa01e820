"""Names of scenarios, indicators, files and searches that are markup: no page draws any of it as such."""

from collections.abc import Iterator

import desk
import folders
import pytest
from askers import analyst
from streamlit.testing.v1.element_tree import Block
from workbooks import HOME, innovations, workbook

from smartcity import intake
from smartcity.checks import Options
from smartcity.method import load_methods
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.records.reports import GOVERNMENT, LAGGING, Partner, Report, Risk
from smartcity.records.scenarios import Scenario, Terms

OTHER = "Kota Banjarmasin"
EVIL = "![x](https://jahat.contoh/a.png) :smile: $x$ &lt;b&gt; <img src=x> **T**"
READ_AS_MARKUP = ("body", "label", "help", "options", "content")
SIGNS = ("![x]", " <img", " $x$", " **T", " :smile", " &lt;")


def _protos(block: object) -> Iterator[object]:
    """Walk through everything that stands on the page."""
    yield getattr(block, "proto", None)
    for child in block.children.values() if isinstance(block, Block) or hasattr(block, "children") else ():
        yield from _protos(child)


def _read(proto: object) -> Iterator[str]:
    """Yield the texts of an element that Streamlit reads as markup."""
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
            yield from value if field.is_repeated else (value,)


def drawn_as_markup(opened: object) -> list[tuple[str, str]]:
    """List what a page would draw as markup although a person or a file wrote it."""
    texts = [text for proto in _protos(opened._tree) for text in _read(proto)]
    return [(sign, text) for text in texts for sign in SIGNS if sign in text]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Let the app show a scenario, an indicator and a file of hostile names."""
    method = load_methods().require(2024, load_site().track)
    header = ("Indikator", "Seri", "Daerah", "Tahun", "Nilai", "Satuan", "Arah", "Sumber", "Catatan")
    rows = [(EVIL, None, place, 2023, value, EVIL, None, EVIL, EVIL) for place, value in ((HOME, 3), (OTHER, 4))]
    with desk.served(tmp_path_factory.mktemp("nama") / "data", folders.bare()) as folder:
        with intake.open_warehouse(folder, read_only=False) as made:
            for name in (EVIL, "B"):
                scenario = Scenario(name, method.year, method.track, {item.code: 3.0 for item in method.items}, Terms())
                intake.save_scenario(folder, scenario, analyst(EVIL), EVIL, made)
            listed = innovations([(2024, "Smart Living", "", EVIL, EVIL, EVIL)])
            intake.commit(folder, listed, "daftar.xlsx", analyst(EVIL), Options(), made)
            told = Report(
                LAGGING, EVIL, EVIL, partners=(Partner(EVIL, GOVERNMENT, EVIL),), risks=(Risk(EVIL, 5, 5, EVIL),)
            )
            intake.report_innovations(folder, 2024, {EVIL: told}, analyst(EVIL), EVIL, made)
            content = workbook({"Indikator": [header, *rows]})
            intake.commit(folder, content, f"{EVIL}.xlsx".replace("/", ":"), analyst(EVIL), Options("indicators"), made)
        yield folder


PAGES = [
    ("ikhtisar", {}),
    ("simulasi", {"pengandaian": EVIL}),
    ("simulasi", {"bagian": "sandingkan", "pengandaian": EVIL}),
    ("simulasi", {"bagian": "tindak", "pengandaian": EVIL}),
    ("survei", {"bagian": "komentar", "kata": EVIL}),
    ("dimensi", {"cari": EVIL}),
    ("inovasi", {"tahun": "2024", "bagian": "kartu"}),
    ("inovasi", {"tahun": "2024", "bagian": "kartu", "inovasi": normalise(EVIL)}),
    ("inovasi", {"tahun": "2024", "bagian": "fgd"}),
    ("komposit", {}),
    ("unggah", {}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "query"), PAGES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(PAGES)])
def test_no_page_draws_a_name_as_markup(hostile, code, query):
    """Whatever stands in a title, a label, a choice or a sentence is drawn sign by sign."""
    opened = desk.page(code, **query)
    assert not opened.exception
    assert drawn_as_markup(opened) == []
