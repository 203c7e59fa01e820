"""Pictures: complete without the page, and marked where they hold what is invented or provisional."""

from xml.etree import ElementTree

import pytest
from charts.test_figures import OWNERS

from smartcity import charts
from smartcity.exhibits.kit.exhibit import Exhibit, Stamp
from smartcity.exhibits.kit.selection import Selection
from smartcity.export.downloads import FORMATS
from smartcity.export.pictures import png_bytes, svg_bytes
from smartcity.wording import Words

ID, EN = Words("id"), Words("en")
STAMP = Stamp("2026-11-21T10:42:00+08:00", "3f9a77c01b2d", 9)
BORROWED = "Aturan 2026 belum diketahui; yang dipakai aturan 2024, sementara [?]."


def exhibit(**others):
    """Make an exhibit with a chart."""
    values = {"key": "pemilik", "message": "Warga memiliki satu inovasi pada 2023", "source": "Surat B-1384"}
    values |= {"caption": "3 pemilik", "alt": "Batang", "bases": ("official", "press"), "note": "Catatan panjang"}
    return Exhibit(**(values | {"stamp": STAMP, "figure": charts.owner_bars(OWNERS, ID)} | others))


def lines_of(shown, chosen=(), words=ID):
    """List what stands in the picture around the chart, from top to bottom."""
    root = ElementTree.fromstring(svg_bytes(shown, chosen, words))
    return [path.get("aria-label") for path in root.findall("{*}path")]


def test_a_picture_holds_finding_coverage_choices_basis_source_and_date():
    """Who gets only the picture knows what it says, of which year, by which basis and from where."""
    assert lines_of(exhibit(), [("Tahun", "2023"), ("Di antara", "Provinsi")]) == [
        "Warga memiliki satu inovasi pada 2023",
        "3 pemilik",
        "Tahun: 2023 · Di antara: Provinsi",
        "Dasar nilai: resmi dan pers",
        "Sumber: Surat B-1384",
        "Data per 21 Nov 2026, versi data 3f9a",
        "Catatan panjang",
    ]


@pytest.mark.parametrize(("words", "mark"), [(ID, "CONTOH"), (EN, "SAMPLE")])
def test_invented_data_is_named_above_all(words, mark):
    """A picture of invented data says so before it says anything else; another does not mention it."""
    lines = lines_of(exhibit(is_sample=True), words=words)

    assert lines[0].startswith(mark)
    assert not any(mark in line for line in lines_of(exhibit(), words=words))


def test_provisional_rules_are_said_below_the_finding():
    """The mark and whose rules they are."""
    assert lines_of(exhibit(rules=BORROWED))[1] == f"Aturan sementara [?]. {BORROWED}"


def test_what_no_xml_can_hold_is_left_out():
    """A control sign or half a sign in a name does not spoil the file."""
    assert lines_of(exhibit(source="Su\x00rat\ud800"))[3:4] == ["Sumber: Surat"]


def test_only_a_chart_becomes_a_picture():
    """An exhibit that is a table says that it has no figure."""
    with pytest.raises(ValueError, match="'pemilik' has no figure"):
        png_bytes(exhibit(figure=None), (), ID)


def test_a_picture_names_what_was_chosen():
    """The choices of the viewer are spelled as in the workbook."""
    made = FORMATS["svg"].make(exhibit(), Selection(year=2023), ID, "", {})

    assert b"Tahun: 2023" in made
