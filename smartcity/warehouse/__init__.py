"""The warehouse: a DuckDB file that is a pure product of snapshots, journal and configuration.

Takes judged workbooks and what the journal holds beside them, gives the rows of the named statements in `sql/` and the
cells that a score rests on. The only place that imports duckdb. Delete the file, rebuild, and every number comes back.
Must not know where snapshots and journal lie, or who asks.
"""

from smartcity.warehouse.files import FileTables
from smartcity.warehouse.frames import Entry, Frames, assemble
from smartcity.warehouse.lineage import Trace, TracePlace, trace
from smartcity.warehouse.once import once_a_build
from smartcity.warehouse.parts import Subject, Tables, file_parts, told_parts
from smartcity.warehouse.schema import KINDS_OF_ALL
from smartcity.warehouse.store import (
    Stored,
    Warehouse,
    WarehouseBusy,
    WarehouseDamaged,
    WarehouseElsewhere,
    WarehouseNotWritten,
)
from smartcity.warehouse.supposed import Supposed, reported_of, survey_plan_of
from smartcity.warehouse.told import Decision
