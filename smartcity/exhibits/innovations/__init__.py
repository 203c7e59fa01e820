"""Inovasi: who has reported, how far is each innovation, with whom, what changed, and what keeps it from its best?

Takes an open warehouse, the viewer's selection and the wording, gives exhibits of what lists and reports say of the
innovations of a year (`looked`). What nobody reported is unknown, never nothing. Must not know Streamlit, the address
bar or another page's exhibits.
"""

from smartcity.exhibits.innovations.card import card, card_of, has_risks, risks, risks_of
from smartcity.exhibits.innovations.changed import changed
from smartcity.exhibits.innovations.collaboration import collaboration
from smartcity.exhibits.innovations.lagging import lagging
from smartcity.exhibits.innovations.looked import (
    is_none_chosen,
    is_one_chosen,
    looked_at,
    stage_said,
)
from smartcity.exhibits.innovations.overview import overview
from smartcity.exhibits.innovations.turnout import missing, turnout

__all__ = [
    "card",
    "card_of",
    "changed",
    "collaboration",
    "has_risks",
    "is_none_chosen",
    "is_one_chosen",
    "lagging",
    "looked_at",
    "missing",
    "overview",
    "risks",
    "risks_of",
    "stage_said",
    "turnout",
]
