"""Cell addresses: the letters and numbers people see, and the pair of numbers programs count with."""

import re
from functools import lru_cache

_ADDRESS = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")


def letters_of(column: int) -> str:
    """Spell a 1-based column number as its letters, `5` as `"E"`; raise `ValueError` below 1."""
    if column < 1:
        raise ValueError(f"column {column} is not a column number")
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(1024)
def column_of(letters: str) -> int:
    """Count the letters of a column from one, `"E"` as `5`; raise `ValueError` for anything but letters."""
    if not (letters.isascii() and letters.isalpha()):
        raise ValueError(f"{letters!r} is not the letters of a column")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def address(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does, row 6 and column 5 as `"E6"`; both count from one."""
    if row < 1:
        raise ValueError(f"row {row} is not a row number")
    return f"{letters_of(column)}{row}"


def position_of(address: str) -> tuple[int, int] | None:
    """Turn `"E6"` into `(6, 5)`, row first; `None` when it is not an address."""
    match = _ADDRESS.fullmatch(address)
    if match is None or not int(match[2]):
        return None
    return int(match[2]), column_of(match[1])
