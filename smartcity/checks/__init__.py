"""Judge what was read: observations and the method in, typed rows and findings out.

`tables` judges a workbook, `survey` the rows of respondents, `quality` which of them are doubtful, `people` and
`personal` who may not be seen, `composite` a definition and its table. All problems are found at once, each with its
cell. Must not know files, the clock, what else was ever loaded, or the words in which a finding is said.
"""

from smartcity.checks.reference import Listing, Options, Reference, vocabulary
from smartcity.checks.tables import CHOOSE, Checked, CheckedRow, CheckedTable, RowPlace, check
