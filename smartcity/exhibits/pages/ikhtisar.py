"""Ikhtisar: how do we stand?"""

from smartcity.exhibits.overview import standing
from smartcity.exhibits.overview.readiness import readiness
from smartcity.exhibits.pages.parts import beside, folded
from smartcity.exhibits.ranks import standings
from smartcity.exhibits.respondents.counts import progress

SECTIONS = {"": (folded(readiness), beside(standing.components, standing.trend), beside(standings.strip, progress))}
