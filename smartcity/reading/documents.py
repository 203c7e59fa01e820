"""What a file of evidence is, told by its content: a pdf, a picture, an office document, or something else.

Nothing is opened or unpacked: the first bytes say what most files are, and the names of parts, which zips and the old
office format spell out, which document it is.
"""

import filetype

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_HEAD = 200

_PARTS = {
    _ZIP: (("docx", b"word/document.xml"), ("xlsx", b"xl/workbook."), ("pptx", b"ppt/presentation.xml")),
    _OLE: (
        ("doc", "WordDocument".encode("utf-16-le")),
        ("ppt", "PowerPoint Document".encode("utf-16-le")),
        ("xls", "Workbook".encode("utf-16-le")),
    ),
}
"""Which documents hold a part of such a name, by what the file begins with."""

_OPEN = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}

ACCEPTED = frozenset({
    "pdf", "jpg", "png", "gif", "webp", "tif", "bmp", "heic", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods",
    "odp",
})  # fmt: skip
"""The kinds that can be evidence. Web pages and SVG are not: a browser would run what is in them."""

_ENDINGS = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "tiff": "tif", "heif": "heic"}
_MACROS = {"docm": "docx", "xlsm": "xlsx", "pptm": "pptx", "ppsx": "pptx", "pps": "ppt", "dotx": "docx", "xltx": "xlsx"}

UNKNOWN = ""


def kind_of(content: bytes) -> str:
    """Say what *content* is, by the usual ending of its kind; "" for what nobody recognises."""
    if content.startswith(_ZIP):
        return _open_document(content) or _by_parts(content, _ZIP) or "zip"
    if content.startswith(_OLE):
        return _by_parts(content, _OLE) or "ole"
    found = filetype.guess(content)
    return UNKNOWN if found is None else found.extension


def ending_of(name: str) -> str:
    """Return the kind that the ending of a name promises; "" for a name without one."""
    _, dot, ending = name.rpartition(".")
    plain = ending.strip().lower() if dot else ""
    return _ENDINGS.get(plain) or _MACROS.get(plain) or plain


def _open_document(content: bytes) -> str:
    _, found, rest = content[:_HEAD].partition(_OPEN_DOCUMENT)
    return next((kind for name, kind in _OPEN.items() if found and rest.startswith(name)), "")


def _by_parts(content: bytes, magic: bytes) -> str:
    return next((kind for kind, part in _PARTS[magic] if part in content), "")
