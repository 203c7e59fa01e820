"""How much of a file is read before it is refused."""

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; a file that asks for more is refused with a finding.

    The cell limit counts the rectangle from the first to the last cell that holds something, because that is
    what a reader must lay out in memory.
    """

    file_bytes: int = 50 * MEBIBYTE
    unpacked_bytes: int = 512 * MEBIBYTE
    member_ratio: int = 100
    """How many times its packed size a large member may unpack to; worksheets reach twenty, bombs two hundred."""
    members: int = 10_000
    memory_bytes: int = 2048 * MEBIBYTE
    """Address space of the reading process."""
    seconds: float = 60.0
    cells: int = 16_000_000
    text_length: int = 32_767
    """Characters in one cell; a spreadsheet program itself holds no more."""
    flaws: int = 250_000
    """Cells without a value (errors, uncomputed formulas) before the whole file is refused."""
