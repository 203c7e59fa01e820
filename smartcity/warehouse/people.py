"""The statements about people: respondents, what they answered, rated and wrote. The gate alone asks them."""

from collections.abc import Iterator

import pandas as pd
import pyarrow as pa

from smartcity.warehouse.store import Warehouse

FOLDER = "people"
"""The folder below `sql/` with every statement that reads a table of people."""


def people_rows(warehouse: Warehouse, name: str, /, **parameters: object) -> pd.DataFrame:
    """Run `sql/people/<name>.sql` with *parameters* and return its rows, as `Warehouse.query` does with the others."""
    return warehouse.ask(f"{FOLDER}/{name}", parameters)


def stream_people_rows(warehouse: Warehouse, name: str, /) -> Iterator[pa.RecordBatch]:
    """Run `sql/people/<name>.sql`, whose answer is too long to be kept, and give its rows as they come."""
    return warehouse.stream(f"{FOLDER}/{name}")
