"""Save a workbook so that the same content gives the same bytes on every machine."""

import re
from datetime import datetime
from io import BytesIO
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from lxml import etree
from openpyxl import Workbook

_BORN = datetime(2000, 1, 1)
_ZIP_BORN = (1980, 1, 1, 0, 0, 0)
_DRAWING = ".vml"
_XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(workbook: Workbook) -> bytes:
    """Save *workbook* so that only what it holds decides its bytes.

    openpyxl stamps the clock into one part and into the zip's directory, and leaves open how its XML is spelled; zlib
    packs differently from one build to the next.
    """
    workbook.properties.creator = "smartcity"
    workbook.properties.created = _BORN
    saved, fixed = BytesIO(), BytesIO()
    workbook.save(saved)
    with ZipFile(saved) as source, ZipFile(fixed, "w", ZIP_STORED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
            part = ZipInfo(name, _ZIP_BORN)
            part.create_system = 0
            target.writestr(part, _XML_DECLARATION + _canonical(name, content))
    return fixed.getvalue()


def _canonical(name: str, content: bytes) -> str:
    """Spell a part in the one way that its content has.

    In a drawing openpyxl numbers the prefixes of namespaces as they come; there the slower of two ways, which the
    shipped workbooks were saved with, chooses among them.
    """
    if name.endswith(_DRAWING):
        return canonicalize(content.decode("utf-8"))
    return etree.tostring(etree.fromstring(content), method="c14n", exclusive=True, with_comments=False).decode("utf-8")
