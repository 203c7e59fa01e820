"""Bukti: what is missing and what it is worth, who owes it, how complete each component is, and when it is due.

Takes the evidence of a year and a day, and gives exhibits and sentences; all of it is a measure of the office's work
and no figure of the ministry's. Must not know how anything is recorded, kept or sent.
"""

from smartcity.exhibits.evidence.asked import asked_of
from smartcity.exhibits.evidence.calendar import calendar, entry_said, events, open_said, owner_said
from smartcity.exhibits.evidence.due import due
from smartcity.exhibits.evidence.index import index
from smartcity.exhibits.evidence.last import last, left_said
from smartcity.exhibits.evidence.missing import completeness, missing
from smartcity.exhibits.evidence.owed import owed
from smartcity.exhibits.evidence.owners import owners, reminder
from smartcity.exhibits.evidence.sentences import complete_said
