"""Workbooks: untrusted bytes into cells with addresses, cells into rows of tables, and the templates to fill in.

Takes the bytes of a file nobody vouches for and a layout; gives sheets, or a finding that says why there are none, and
from the sheets what a kind's tables hold. Bytes are parsed in a process of their own, whose modules import each other
by a dot and nothing else of the project. Must not know what a value means, whether it is right, or where it is kept.
"""

from smartcity.reading.sheets import Reading, Sheet
from smartcity.reading.standby import stand_by
from smartcity.reading.workbook import Progress, read, read_many
