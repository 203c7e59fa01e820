"""Ikhtisar: how do we stand?"""

from smartcity.exhibits.overview import standing
from smartcity.exhibits.pages.parts import beside
from smartcity.exhibits.ranks import standings
from smartcity.exhibits.respondents.counts import progress

SECTIONS = {"": (beside(standing.components, standing.trend), beside(standings.strip, progress))}
