"""How the cells of a template look: each look is found once in a workbook, which takes longer than to write a value."""

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass, field

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from smartcity.method.layout import Column

ANSWER = "answer"
"""The type of a statement's column, which no layout has: the method says what it holds."""

_WRAP_FROM = 30
_REQUIRED_FILL = PatternFill("solid", fgColor="004488")
_OPTIONAL_FILL = PatternFill("solid", fgColor="5F6670")
_HEADER_FONT = Font(bold=True, color="FFFFFF")
_EXAMPLE_FONT = Font(italic=True, color="767676")
_RULE = Border(bottom=Side("thin", color="D9D9D9"))
_FORMATS = {"score": "0.00", "date": "yyyy-mm-dd", "person": "@", "year": "0", "integer": "0"}


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of one workbook's cells."""

    known: dict[Hashable, StyleArray] = field(default_factory=dict)

    def of_header(self, cell: Cell, *, is_weighty: bool) -> None:
        """Give a cell the look of a header; a weighty one must be filled in below."""

        def give() -> None:
            cell.font = _HEADER_FONT
            cell.fill = _REQUIRED_FILL if is_weighty else _OPTIONAL_FILL
            cell.alignment = Alignment(wrap_text=True, vertical="center")

        self._give(cell, is_weighty, give)

    def of_row(self, cell: Cell, column: Column, *, is_example: bool) -> None:
        """Give a cell, whose value stands in it, the look of its column."""

        def give() -> None:
            cell.border = _RULE
            if is_example:
                cell.font = _EXAMPLE_FONT
            if column.type == ANSWER:
                cell.alignment = Alignment(horizontal="center", vertical="top")
            else:
                cell.number_format = _FORMATS.get(column.type, "General")
                cell.alignment = Alignment(vertical="top", wrap_text=is_example or column.width >= _WRAP_FROM)

        # A moment comes with a format of its own.
        self._give(cell, (column.type, column.width >= _WRAP_FROM, is_example, cell.number_format), give)

    def _give(self, cell: Cell, look: Hashable, give: Callable[[], None]) -> None:
        if look in self.known:
            cell._style = copy(self.known[look])
            return
        give()
        self.known[look] = copy(cell._style)
