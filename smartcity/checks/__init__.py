"""Judge what was read: observations and the method in, typed rows and findings out.

All problems are found at once, each with its cell. Nothing here reads a file, knows the clock or writes anything.
"""

from smartcity.checks.reference import Listing, Options, Reference, vocabulary
from smartcity.checks.tables import Checked, CheckedRow, CheckedTable, RowPlace, check
