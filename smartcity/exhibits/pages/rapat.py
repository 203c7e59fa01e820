"""Rapat: which meetings are there, and what is still to be done?"""

from smartcity.exhibits.meeting.listing import listing
from smartcity.exhibits.pages.parts import below

SECTIONS = {"": (below(listing),)}
