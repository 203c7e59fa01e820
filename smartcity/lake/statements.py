"""The named statements of `smartcity/lake/sql/`: what the catalogue is asked and told."""

from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """Load the SQL of `sql/<name>.sql`."""
    return (SQL / f"{name}.sql").read_text("utf-8")
