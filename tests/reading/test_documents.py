"""What a file is, told by its content and never by its name."""

import pytest
from pieces import DRAWING, PAGE, PDF, PNG, PROGRAM, compound, zipped
from workbooks import workbook

from smartcity.reading.documents import ACCEPTED, ending_of, kind_of

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(20), "jpg"),
        (b"GIF89a" + bytes(20), "gif"),
        (b"RIFF\x20\x00\x00\x00WEBPVP8 " + bytes(20), "webp"),
        (b"II*\x00" + bytes(20), "tif"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(20), "heic"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("ppt/presentation.xml", "[Content_Types].xml"), "pptx"),
        (workbook({"A": [["x"]]}), "xlsx"),
        (zipped("content.xml", mimetype=f"{OPEN_DOCUMENT}text"), "odt"),
        (zipped("content.xml", mimetype=f"{OPEN_DOCUMENT}presentation"), "odp"),
        (compound("WordDocument"), "doc"),
        (compound("Workbook"), "xls"),
        (PROGRAM, "exe"),
        (zipped("a.txt"), "zip"),
        (compound("VisioDocument"), "ole"),
        (PAGE, ""),
        (DRAWING, ""),
        (b"halo", ""),
        (b"", ""),
    ],
)
def test_the_content_says_what_a_file_is(content, kind):
    """Pictures and pdf by their first bytes, office documents by the names of their parts; the rest is no evidence."""
    assert kind_of(content) == kind
    assert (kind in ACCEPTED) == (kind not in ("exe", "zip", "ole", ""))


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", "pdf"), ("foto.jpeg", "jpg"), ("a.b.xlsm", "xlsx"), ("tanpa", ""), ("titik.", ""), (".pdf", "pdf")],
)
def test_an_ending_promises_a_kind(name, ending):
    """Other spellings of an ending promise the same; a name without one promises nothing."""
    assert ending_of(name) == ending
