"""Responden: is the data enough, is it good enough, and what impact would it give?"""

from smartcity.exhibits.kit.impact import simulated_impact
from smartcity.exhibits.kit.survey import has_survey
from smartcity.exhibits.respondents.counts import by_day, by_owner, by_sub_dimension, progress
from smartcity.exhibits.respondents.people import people
from smartcity.exhibits.respondents.quality import quality
from smartcity.exhibits.respondents.rules import rules
from smartcity.exhibits.respondents.services import by_service

__all__ = [
    "by_day",
    "by_owner",
    "by_service",
    "by_sub_dimension",
    "has_survey",
    "people",
    "progress",
    "quality",
    "rules",
    "simulated_impact",
]
