"""Small files of evidence, each the least that is recognised as what it is."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20)
PROGRAM = b"MZ\x90\x00\x03" + bytes(200)
PAGE = b"<!DOCTYPE html><html><body>x</body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'


def zipped(*names: str, mimetype: str = "") -> bytes:
    """Make a zip with parts of these names; an OpenDocument begins with its media type."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        if mimetype:
            target.writestr("mimetype", mimetype)
        for name in names:
            target.writestr(name, "x")
    return made.getvalue()


def compound(part: str) -> bytes:
    """Make the beginning of a file of the old office format with the name of one part in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + part.encode("utf-16-le") + bytes(100)
