"""Peringkat: why did our rank move, and what would the weights of another year have made of it?"""

from smartcity.exhibits.ranks.movement.asking import is_known, reason_of
from smartcity.exhibits.ranks.movement.back_cast import back_cast, cast_message, weights_years
from smartcity.exhibits.ranks.movement.parts import parts, parts_said
from smartcity.exhibits.ranks.movement.places import groups, moves, moves_message
from smartcity.exhibits.ranks.movement.steps import method_said, participants_said, steps

__all__ = [
    "back_cast",
    "cast_message",
    "groups",
    "is_known",
    "method_said",
    "moves",
    "moves_message",
    "participants_said",
    "parts",
    "parts_said",
    "reason_of",
    "steps",
    "weights_years",
]
