"""Parse the XML parts of a workbook, which may declare nothing: entities are how a small file becomes a large one."""

from collections.abc import Callable
from xml.parsers import expat

from .prescan import Archive, Refusal

_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def unpack_part(archive: Archive, name: str) -> bytes:
    """Unpack an XML part; raise `Refusal` when it declares a document type or an entity."""
    data = archive.unpack(name)
    # In UTF-16 every other byte of a declaration is zero.
    plain = data.replace(b"\x00", b"") if b"\x00" in data else data
    if b"!" in plain and any(declaration in plain for declaration in _DECLARATIONS):
        raise Refusal("file.unsafe_content", found=name[:200], reason="doctype")
    return data


def parse(
    data: bytes,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse XML, calling for each tag that opens or closes and for each text; raise `Refusal` when it is damaged."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refusal("file.damaged", reason="xml", detail=f"{name[:200]}: {error}") from error
