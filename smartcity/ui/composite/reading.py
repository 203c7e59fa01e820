"""The draft read as a definition, with the values that it asks for and whatever stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from smartcity.answers import indicators
from smartcity.checks.composite.definition import definition_of
from smartcity.checks.composite.table import Table
from smartcity.exhibits import composite
from smartcity.exhibits.composite import Material
from smartcity.records.findings import Finding
from smartcity.scoring.composite import Definition, Faulty
from smartcity.ui.composite.draft import Draft
from smartcity.ui.composite.panels import Offered
from smartcity.ui.composite.session import OwnData, columns_of, table_of
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True)
class Read:
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


def read(own: Draft | None, data: OwnData | None, warehouse: Warehouse, words: Words) -> Read:
    """Read the draft and, where there is one, a person's own file, for as much as the draft asks of it."""
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
        return Read(definition, findings=findings)
    try:
        table = table_of(data, definition) if definition is not None else None
        return Read(definition, data, columns_of(data), table, findings)
    except Faulty as faulty:
        return Read(definition, data, (), findings=(*findings, *faulty.findings), is_of_file=not findings)


def material_of(
    found: Read, own: Draft | None, regions: Sequence[str], warehouse: Warehouse, words: Words
) -> Material | None:
    """Gather the values that the draft asks for, all there are while it asks for none; None for an unread file."""
    known = indicators.measures(warehouse)
    if found.data is not None:
        return composite.of_file(found.table, found.data.file, known) if found.table is not None else None
    codes = found.definition.codes if found.definition else tuple(known.by_code)
    chosen = [region for region in own.regions if region in regions] if own is not None else []
    return composite.of_warehouse(warehouse, codes, chosen or regions, own.years if own is not None else (), words)


def offered(found: Read, regions: Sequence[str], warehouse: Warehouse, words: Words) -> Offered:
    """List what the panels offer: the columns of a person's own file, else all that the warehouse holds."""
    if found.data is not None:
        family = words("composite.build.family")
        named = dict(zip(found.columns, found.columns))
        return Offered(named, {}, dict.fromkeys(found.columns, family), (), ())
    known = indicators.measures(warehouse)
    everything = composite.of_warehouse(warehouse, tuple(known.by_code), regions, (), words)
    score = words("composite.build.score")
    return Offered(
        {code: everything.label(code) for code in everything.codes},
        {code: composite.availability(everything, code, words) for code in everything.codes},
        {code: everything.families.get(code, score) for code in everything.codes},
        everything.units,
        everything.years,
    )
