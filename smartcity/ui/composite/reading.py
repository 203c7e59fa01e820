"""The draft read as a definition, with the values that it asks for and whatever stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from smartcity.answers import indicators
from smartcity.checks.composite.definition import definition_of
from smartcity.checks.composite.table import Table, read_table, stand_by
from smartcity.exhibits import composite
from smartcity.exhibits.composite import Material
from smartcity.intake.folder import identity
from smartcity.records.findings import Finding
from smartcity.scoring.composite import Definition, Faulty
from smartcity.ui.composite.draft import Draft
from smartcity.ui.composite.files import COLUMNS, TABLE, OwnData
from smartcity.ui.composite.panels import Stock
from smartcity.ui.memory import Memory
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_NOTHING = Definition("", (), ())
"""A definition that asks for no indicator: with it a table tells which columns there are."""


@dataclass(frozen=True)
class Reading:
    """A draft as far as it can be read.

    *columns* are the indicators of a person's own *data*, whose *table* is there once a definition asks for some.
    *findings* stand in the way; *is_of_file* says that they speak of the data and not of the draft.
    """

    definition: Definition | None = None
    data: OwnData | None = None
    columns: tuple[str, ...] = ()
    table: Table | None = None
    findings: tuple[Finding, ...] = ()
    is_of_file: bool = False

    @property
    def is_computable(self) -> bool:
        """Whether there is a definition and nothing stands in the way."""
        return self.definition is not None and not self.findings


def read(own: Draft | None, data: OwnData | None, warehouse: Warehouse, words: Words) -> Reading:
    """Reading the draft and, where there is one, a person's own file, for as much as the draft asks of it."""
    place = words("composite.build.where")
    definition, findings = None, ()
    if own is not None and own.picks:
        try:
            definition = definition_of(own.tables, place)
        except Faulty as faulty:
            findings = faulty.findings
    if data is None:
        if definition is not None:
            findings = composite.unknown_measures(definition, indicators.measures(warehouse), place)
        return Reading(definition, findings=findings)
    try:
        table = _table(TABLE, data, definition) if definition is not None else None
        return Reading(definition, data, _table(COLUMNS, data, _NOTHING).unused, table, findings)
    except Faulty as faulty:
        return Reading(definition, data, (), findings=(*findings, *faulty.findings), is_of_file=not findings)


def _table(memory: Memory, data: OwnData, definition: Definition) -> Table:
    """Reading a person's own data for the columns that *definition* names, once as long as these stay the same.

    Raises:
        Faulty: With every fault of the file.
    """

    def attempt() -> Table | tuple[Finding, ...]:
        try:
            return read_table(data.content, data.file, definition)
        except Faulty as faulty:
            return faulty.findings

    stand_by()  # each indicator that is chosen asks for another column
    made = memory.made_for((identity(data.content), data.file, definition.codes), attempt)
    if isinstance(made, Table):
        return made
    raise Faulty(made)


def material_of(
    reading: Reading, own: Draft | None, regions: Sequence[str], warehouse: Warehouse, words: Words
) -> Material | None:
    """Gather the values that the draft asks for, all there are while it asks for none; None for an unread file."""
    known = indicators.measures(warehouse)
    if reading.data is not None:
        return composite.of_file(reading.table, reading.data.file, known) if reading.table is not None else None
    codes = reading.definition.codes if reading.definition else tuple(known.by_code)
    chosen = [region for region in own.regions if region in regions] if own is not None else []
    return composite.of_warehouse(warehouse, codes, chosen or regions, own.years if own is not None else (), words)


def stock_of(reading: Reading, regions: Sequence[str], warehouse: Warehouse, words: Words) -> Stock:
    """List what the panels offer: the columns of a person's own file, else all that the warehouse holds."""
    if reading.data is not None:
        family = words("composite.build.family")
        named = dict(zip(reading.columns, reading.columns))
        return Stock(named, {}, dict.fromkeys(reading.columns, family), (), ())
    known = indicators.measures(warehouse)
    everything = composite.of_warehouse(warehouse, tuple(known.by_code), regions, (), words)
    score = words("composite.build.score")
    return Stock(
        {code: everything.label(code) for code in everything.codes},
        {code: composite.availability(everything, code, words) for code in everything.codes},
        {code: everything.families.get(code, score) for code in everything.codes},
        everything.units,
        everything.years,
    )
