"""Perangkat survei: what is surveyed, whose services they are, and what is handed out for it?"""

from smartcity.exhibits.fieldwork import owners, services
from smartcity.exhibits.pages.parts import below

SECTIONS = {"rencana": (below(services),), "bagikan": (below(owners),), "undang": ()}
