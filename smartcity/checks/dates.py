"""How the dates of a column are read: whether day or month stands first is decided over all of it, or asked."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from smartcity.checks.columns import Distinct
from smartcity.checks.moments import DAY_FIRST, EPOCH, EPOCH_1904, ORDERS, Order, Reader, order_of, read
from smartcity.checks.reference import Reference
from smartcity.method.layout import Column, Table
from smartcity.records.decisions import DATE_ORDER, spelling
from smartcity.records.findings import Finding
from smartcity.records.observations import Grid

_OF_MOMENTS = ("date", "moment")


def readers_of(grid: Grid, table: Table, reference: Reference, findings: list[Finding]) -> Mapping[str, Reader]:
    """Say by column how the dates of a sheet are read; what a person has to decide joins *findings*.

    A column that leaves the order open follows the other columns of the sheet, which the same program wrote.
    """
    columns = [column for column in table.columns if column.type in _OF_MOMENTS and column.code in grid.columns]
    seen = {column.code: order_of(Distinct.of(grid.columns[column.code]).values) for column in columns}
    of_sheet = frozenset().union(*(order.seen for order in seen.values()))
    epoch = EPOCH_1904 if grid.counts_from_1904 else EPOCH
    readers = {}
    for column in columns:
        order = seen[column.code]
        chosen = order.decided or (next(iter(of_sheet)) if not order.seen and len(of_sheet) == 1 else None)
        is_asked = order.may_be_swapped or (chosen is None and bool(order.open_texts))
        is_swapped = False
        if is_asked:
            text = _asked(grid.columns[column.code], order)
            decided = reference.aliases.get((DATE_ORDER, spelling(DATE_ORDER, text)))
            if decided in ORDERS:
                is_swapped = order.may_be_swapped and decided == chosen
                chosen = chosen or decided
            elif column.type == "date":
                findings.append(_undecided(grid, column, order, text))
        readers[column.code] = Reader(chosen or DAY_FIRST, epoch, is_swapped, order.short)
    return readers


def _asked(cells: np.ndarray, order: Order) -> str:
    """Name the dates that are asked about by the first and the last: so a decision is of this very column."""
    dates = [str(cells[place]) for place in _places(cells, order)]
    return " \N{HORIZONTAL ELLIPSIS} ".join(dict.fromkeys((dates[0], dates[-1])))


def _places(cells: np.ndarray, order: Order) -> list[int]:
    """List the cells that a decision reads: texts that are open, or dates that may be swapped."""
    if order.may_be_swapped:
        return [place for place, value in enumerate(cells) if isinstance(value, date)]
    open_texts = set(order.open_texts)
    return [place for place, value in enumerate(cells) if isinstance(value, str) and value in open_texts]


def _undecided(grid: Grid, column: Column, order: Order, text: str) -> Finding:
    cells = grid.columns[column.code]
    places = _places(cells, order)
    first = cells[places[0]]
    values = {"of": DATE_ORDER, "text": text, "choices": list(ORDERS), "is_required": True, **column.called}
    if order.may_be_swapped:
        day = read(first).day
        swapped = date(day.year, day.day, day.month)
        values |= {"reason": order.decided, "stands": day, "swapped": swapped}
    else:
        found = read(first, short=order.short)
        values |= {"day_first": found.day, "month_first": found.swapped}
    return Finding("value.date_order", grid.place(places[0], column.code), str(first), values, count=len(places))
