"""Where the cells of a worksheet part stand and which hold something, by array arithmetic on its bytes."""

import numpy as np

from .sheetscan import SheetScan

_PADDING = bytes(64)
_OPENING = b'<c r="'
_BLANK = (b"</c", b"<v/", b"<v /", b"<v></")
"""What follows the tag of a cell that holds nothing and is not closed in itself."""

_LETTERS = 3
_SUMS = ((8, 10, 0x00FF00FF00FF00FF), (16, 100, 0x0000FFFF0000FFFF), (32, 10_000, 0x00000000FFFFFFFF))
"""How eight digits become a number: neighbours are added by one multiplication, then pairs, then fours."""


def outline(chunk: bytes, sheet: SheetScan) -> int | None:
    """Hold the cells of a chunk and count its formulas; return None when it is not written plainly."""
    text = np.frombuffer(chunk + _PADDING, dtype=np.uint8)
    tags = np.flatnonzero(text == ord("<"))
    initials = text[1:][tags]
    if (initials == ord("!")).any() or (initials == ord("?")).any():
        return None
    formulas = int(np.count_nonzero(initials == ord("f")))
    which = np.flatnonzero(initials == ord("c"))
    if not len(which):
        return formulas
    # Eight bytes from every position on, as one number each: a tag or an address is taken at once.
    words = np.ndarray((len(text) - 7,), "<u8", text, strides=(1,))
    places = _places(words, tags[which])
    if places is None:
        return None
    rows, columns = places
    is_filled = ~_is_blank(text, words, np.append(tags, len(chunk)), which)
    if not is_filled.all():
        rows, columns = rows[is_filled], columns[is_filled]
    if len(rows):
        for index in {rows.argmin(), rows.argmax(), columns.argmin(), columns.argmax()}:
            sheet.hold(int(rows[index]), int(columns[index]), 0)
        sheet.filled += len(rows)
    return formulas


def _places(words: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Return row and column of the cells whose tags stand *at*; None when one does not begin with an address."""
    if not _starts_with(words[at], _OPENING).all():
        return None
    at = at + len(_OPENING)
    letters = words[at]
    columns, length = np.zeros(len(at), np.uint64), np.zeros(len(at), np.int64)
    is_letter = np.ones(len(at), bool)
    for place in range(_LETTERS):
        letter = (letters >> np.uint64(8 * place)) & np.uint64(0xFF)
        is_letter &= (letter >= ord("A")) & (letter <= ord("Z"))
        if not is_letter.any():
            break
        columns = np.where(is_letter, columns * np.uint64(26) + letter - np.uint64(ord("A") - 1), columns)
        length += is_letter
    digits = words[at + length]
    no_digit = ((digits & _each(0xF0)) ^ _each(0x30)) | (((digits & _each(0x0F)) + _each(0x06)) & _each(0x10))
    # The lowest bit that is set lies in the first byte that is no digit.
    bits = np.bitwise_count((no_digit & (~no_digit + np.uint64(1))) - np.uint64(1)).astype(np.uint64) & np.uint64(0x78)
    if not ((length > 0) & (bits > 0) & (no_digit != 0)).all():
        return None
    if ((digits >> bits) & np.uint64(0xFF) != ord('"')).any():
        return None
    rows = (digits << (np.uint64(64) - bits)) & _each(0x0F)
    for width, factor, mask in _SUMS:
        rows = (rows * np.uint64((factor << width) + 1) >> np.uint64(width)) & np.uint64(mask)
    return (rows, columns) if rows.all() else None


def _is_blank(text: np.ndarray, words: np.ndarray, tags: np.ndarray, which: np.ndarray) -> np.ndarray:
    """Say of each cell whether nothing follows the end of its tag: `/>`, `></c>`, `><v></v>`, `><v/>`, `><v />`."""
    following = tags[which + 1]
    is_next = text[following - 1] == ord(">")
    is_blank = is_next & (text[following - 2] == ord("/"))
    behind = words[following]
    for start in _BLANK:
        is_blank |= is_next & _starts_with(behind, start)
    spaced = np.flatnonzero(~is_next)
    if len(spaced):
        closings = np.append(np.flatnonzero(text == ord(">")), len(text) - 1)
        own = closings[np.searchsorted(closings, tags[which[spaced]])]
        is_blank[spaced] = text[own - 1] == ord("/")
    return is_blank


def _starts_with(words: np.ndarray, start: bytes) -> np.ndarray:
    mask = (1 << 8 * len(start)) - 1
    return words & np.uint64(mask) == np.uint64(int.from_bytes(start, "little"))


def _each(byte: int) -> np.uint64:
    return np.uint64(byte * 0x0101010101010101)
