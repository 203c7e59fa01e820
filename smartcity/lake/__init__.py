"""The lake: the warehouse of several processes, its tables as Parquet files under a catalogue in PostgreSQL (DuckLake).

Takes where the catalogue and the shared folder are, and gives what a data folder needs of them: a warehouse, a journal,
and the lock of the one who writes. Imported only where `SMARTCITY_WAREHOUSE` names a lake; whoever works with what it
gives must not know that it is one. Must not know what a line of the journal says, what a table means, or who asks.
"""

from smartcity.lake.catalogue import Lake
from smartcity.lake.tables import LakeWarehouse
