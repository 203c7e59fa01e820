"""Self-assessments of a year: what is saved, what it comes to, among whom it would stand, and the plan from there."""

from smartcity.answers.simulations.aims import (
    INDEX_VALUE,
    Aim,
    Aimed,
    AimMissed,
    aimed,
    kinds,
    planned,
    steps,
    usual_aim,
    with_owners,
)
from smartcity.answers.simulations.holders import Holder, holders, owners
from smartcity.answers.simulations.peers import Peers, peers
from smartcity.answers.simulations.saved import Named, named, rubrics, saved, taken_on
from smartcity.answers.simulations.supposition import ASSUMED, SURVEYED, TYPED, UPLOADED, Supposition, suppose

__all__ = [
    "ASSUMED",
    "INDEX_VALUE",
    "SURVEYED",
    "TYPED",
    "UPLOADED",
    "Aim",
    "AimMissed",
    "Aimed",
    "Holder",
    "Named",
    "Peers",
    "Supposition",
    "aimed",
    "holders",
    "kinds",
    "named",
    "owners",
    "peers",
    "planned",
    "rubrics",
    "saved",
    "steps",
    "suppose",
    "taken_on",
    "usual_aim",
    "with_owners",
]
