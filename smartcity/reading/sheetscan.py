"""What a scan of a workbook's insides finds out besides its values, sheet by sheet."""

from dataclasses import dataclass, field

from .addresses import address
from .prescan import Limits, Refusal

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
ERROR_VALUE, FORMULA_NOT_COMPUTED = "error_value", "formula_not_computed"
FLAW_TEXT_LENGTH = 80
MOST_HIDDEN = 1000


@dataclass(slots=True)
class SheetScan:
    """The outline of one sheet: how far it reaches, which cells have no value, what is hidden or shown otherwise.

    Rows and columns count from one. The outline grows while the sheet is scanned.
    """

    name: str = ""
    filled: int = 0
    flaws: list[tuple[int, int, str, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] | None = None
    hidden_columns: list[int] = field(default_factory=list)
    percents: dict[int, tuple[int, int]] = field(default_factory=dict)
    counts_from_1904: bool = False
    _rows: tuple[int, int] = (LAST_ROW + 1, 0)
    _columns: tuple[int, int] = (LAST_COLUMN + 1, 0)
    _lowest: tuple[int, int] = (0, 0)
    _rightmost: tuple[int, int] = (0, 0)

    def hold(self, row: int, column: int, cells: int = 1) -> None:
        """Count a cell that holds something; *cells* when it stands for several that end there."""
        self.filled += cells
        if row > self._rows[1]:
            self._lowest = (row, column)
        if column > self._columns[1]:
            self._rightmost = (row, column)
        self._rows = min(self._rows[0], row), max(self._rows[1], row)
        self._columns = min(self._columns[0], column), max(self._columns[1], column)

    def absorb(self, other: "SheetScan") -> None:
        """Hold what another scan of the same sheet holds."""
        if other.filled:
            for row, column in (other._lowest, other._rightmost, (other._rows[0], other._columns[0])):
                self.hold(row, column, 0)
            self.filled += other.filled

    @property
    def outline(self) -> tuple[int, int, int, int]:
        """First row, first column, last row, last column of what is held; a first beyond its last when nothing is."""
        return self._rows[0], self._columns[0], self._rows[1], self._columns[1]

    @property
    def lowest_row(self) -> int:
        """The last row that holds something so far, zero when none does."""
        return self._rows[1]

    def hide_columns(self, first: int, last: int) -> None:
        """Note hidden columns; programs hide all to the end of the sheet at once, so few are kept."""
        self.hidden_columns += range(first, min(last, first + MOST_HIDDEN) + 1)

    def percent(self, row: int, column: int) -> None:
        """Note a number that is shown as a percentage: the first of each column, and how many."""
        first, count = self.percents.get(column, (row, 0))
        self.percents[column] = first, count + 1

    def flaw(self, row: int, column: int, kind: str, text: str) -> None:
        """Note a cell whose value cannot be had."""
        self.flaws.append((row, column, kind, text[:FLAW_TEXT_LENGTH]))

    def refuse_beyond(self, limits: Limits) -> None:
        """Raise `Refusal` when laying this sheet out would take more cells than allowed."""
        if not self.filled:
            return
        far = max(self._lowest, self._rightmost, key=lambda place: place[0] * place[1])
        area = (self._rows[1] - self._rows[0] + 1) * (self._columns[1] - self._columns[0] + 1)
        if self._rows[1] > LAST_ROW or self._columns[1] > LAST_COLUMN:
            where = self._lowest if self._rows[1] > LAST_ROW else self._rightmost
            raise Refusal("file.cell_out_of_reach", sheet=self.name, cell=address(*where), limit=limits.cells)
        if area > limits.cells and 2 * self.filled > limits.cells:
            raise Refusal("file.too_many_cells", sheet=self.name, cells=self.filled, limit=limits.cells)
        if area > limits.cells:
            raise Refusal("file.cell_out_of_reach", sheet=self.name, cell=address(*far), limit=limits.cells)


@dataclass(slots=True)
class WorkbookScan:
    """The outlines of all sheets in the order the workbook lists them."""

    sheets: list[SheetScan] = field(default_factory=list)
    has_long_text: bool = True
    """Whether a text may be longer than a cell holds, so that each must be measured."""

    def refuse_beyond(self, limits: Limits) -> None:
        """Raise `Refusal` for the first sheet, or for the sum of all, that asks for too much."""
        for sheet in self.sheets:
            sheet.refuse_beyond(limits)
        cells = sum(sheet.filled for sheet in self.sheets)
        if cells > limits.cells:
            raise Refusal("file.too_many_cells", reason="cells", cells=cells, limit=limits.cells)
        flaws = sum(len(sheet.flaws) for sheet in self.sheets)
        if flaws > limits.flaws:
            raise Refusal("file.too_many_cells", reason="flaws", cells=flaws, limit=limits.flaws)
