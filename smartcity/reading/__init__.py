"""Workbooks: untrusted bytes into cells with addresses, cells into records, and the templates to fill in."""

from smartcity.reading.standby import stand_by
from smartcity.reading.workbook import (
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
