"""How the dates of a column are read: whether day or month stands first is decided over all of it, or asked."""

from collections.abc import Iterator, Mapping

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
        if chosen is None and order.open_texts:
            text = _asked(order)
            decided = reference.aliases.get((DATE_ORDER, spelling(DATE_ORDER, text)))
            chosen = decided if decided in ORDERS else None
            if chosen is None and column.type == "date":
                findings += _undecided(grid, column, order, text)
        readers[column.code] = Reader(chosen or DAY_FIRST, epoch)
    return readers


def _asked(order: Order) -> str:
    """Name the dates of a column that are open by the first and the last: so a decision is of this very column."""
    texts = list(dict.fromkeys((order.open_texts[0], order.open_texts[-1])))
    return " \N{HORIZONTAL ELLIPSIS} ".join(texts)


def _undecided(grid: Grid, column: Column, order: Order, text: str) -> Iterator[Finding]:
    open_texts = set(order.open_texts)
    places = [place for place, value in enumerate(grid.columns[column.code]) if value in open_texts]
    first = str(grid.columns[column.code][places[0]])
    found = read(first)
    values = {"day_first": found.day, "month_first": found.swapped, "of": DATE_ORDER, "text": text}
    values |= {"choices": list(ORDERS), "is_required": True, **column.called}
    yield Finding("value.date_order", grid.place(places[0], column.code), first, values, count=len(places))
