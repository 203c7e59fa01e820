"""The named statements of `smartcity/warehouse/sql/`, and how a connection is set that runs them."""

from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"

ANSWER_STATISTICS = "people/answer_statistics"
"""The statement that a build asks of frames, and Spark of Parquet files."""

CLOSED = {
    "enable_external_access": False,
    "lock_configuration": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""How a connection is set so that no statement reaches beyond the warehouse."""


@cache
def statement(name: str) -> str:
    """Load the SQL of `sql/<name>.sql`; raises `FileNotFoundError` naming the file when there is none."""
    return (SQL / f"{name}.sql").read_text("utf-8")
