"""Survei: what do citizens say, and how sure is it?

Takes an open warehouse, the viewer's selection and the wording, gives exhibits of the survey looked at (`kit.survey`)
and of the satisfaction survey. The arithmetic is that of `smartcity.survey`; nothing is shown by which the answers of a
few people could be told. Must not know Streamlit, the address bar or another page's exhibits.
"""

from smartcity.exhibits.kit.survey import has_answers
from smartcity.exhibits.survey.comments import comments
from smartcity.exhibits.survey.consistency import reliability
from smartcity.exhibits.survey.impact import impact, mappings
from smartcity.exhibits.survey.outlook import outlook, sample_sizes
from smartcity.exhibits.survey.satisfaction import (
    UNDATED,
    has_ratings,
    satisfaction,
    satisfaction_services,
    satisfaction_weights,
    skm_years,
)
from smartcity.exhibits.survey.services import by_service
from smartcity.exhibits.survey.statements import statements
from smartcity.exhibits.survey.years import by_year

__all__ = [
    "UNDATED",
    "by_service",
    "by_year",
    "comments",
    "has_answers",
    "has_ratings",
    "impact",
    "mappings",
    "outlook",
    "reliability",
    "sample_sizes",
    "satisfaction",
    "satisfaction_services",
    "satisfaction_weights",
    "skm_years",
    "statements",
]
