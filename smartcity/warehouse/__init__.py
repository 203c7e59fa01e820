"""The warehouse: a DuckDB file that is a pure product of snapshots, journal and configuration.

The only place that imports duckdb. Delete the file, rebuild, and every number comes back.
"""

from smartcity.warehouse.frames import Decision, Entry, Frames, assemble
from smartcity.warehouse.lineage import Trace, TracePlace, trace
from smartcity.warehouse.store import Warehouse, WarehouseBusy, WarehouseDamaged, WarehouseNotWritten, make
from smartcity.warehouse.supposed import Supposed
