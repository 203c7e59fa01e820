"""Workbooks: untrusted bytes into cells with addresses, cells into records, and the templates to fill in."""

from smartcity.workbook.reading import (
    Flaw,
    Limits,
    Progress,
    Reading,
    Sheet,
    Value,
    address,
    column_of,
    read,
    read_many,
)
from smartcity.workbook.standby import stand_by

__all__ = [
    "Flaw",
    "Limits",
    "Progress",
    "Reading",
    "Sheet",
    "Value",
    "address",
    "column_of",
    "read",
    "read_many",
    "stand_by",
]
