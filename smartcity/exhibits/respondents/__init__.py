"""Responden: is the data enough, who still owes it, who answered, how good is it, and what impact would it give?

Takes an open warehouse, the viewer's selection and the wording, gives exhibits of the survey looked at. Rests on
`answers.surveys` for figures and on `kit.survey` for what Survei shows alike. No number of a few people leaves it. Must
not know Streamlit, the address bar or another page's exhibits.
"""

from smartcity.exhibits.kit.impact import simulated_impact
from smartcity.exhibits.kit.survey import has_survey
from smartcity.exhibits.respondents.counts import by_day, by_owner, by_sub_dimension, progress
from smartcity.exhibits.respondents.enumerators import enumerators, has_enumerators
from smartcity.exhibits.respondents.people import by_service, people
from smartcity.exhibits.respondents.quality import quality
from smartcity.exhibits.respondents.rules import rules
from smartcity.exhibits.respondents.running import (
    against_plan,
    has_before,
    has_dates,
    owners_against_plan,
    since_before,
    since_by_service,
)

__all__ = [
    "against_plan",
    "by_day",
    "by_owner",
    "by_service",
    "by_sub_dimension",
    "enumerators",
    "has_before",
    "has_dates",
    "has_enumerators",
    "has_survey",
    "owners_against_plan",
    "people",
    "progress",
    "quality",
    "rules",
    "simulated_impact",
    "since_before",
    "since_by_service",
]
