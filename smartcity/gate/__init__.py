"""The one gate through which anything about people leaves the warehouse: respondents, answers, ratings, comments.

Takes an open warehouse and a survey, gives counts, means, spreads and indices of which no few people can be told, also
by subtracting one from another. What rests on too few is missing, and says so. Nobody above may read the tables of
people: `smartcity.warehouse.people` is for this room alone. Must not know words, pages, plans or who asks.
"""

from smartcity.gate.answered import NO_SERVICE, Levels, ServiceAnswers, Split, by_service, describe, levels_of
from smartcity.gate.asked import enumerators_of
from smartcity.gate.doubted import RuleEffects, marked_rows, rule_effects
from smartcity.gate.forms import (
    Days,
    Judged,
    days_of,
    judged,
    new_of_parts,
    new_respondents_of,
    respondents_of,
    respondents_of_parts,
    respondents_of_year,
)
from smartcity.gate.groups import TRAITS, Group, TraitGroup, new_of_services, people_of, services_of
from smartcity.gate.loaded import LoadedSurvey, load, years
from smartcity.gate.ratings import Rated, rated, rated_years
from smartcity.gate.regions import forms_by_region
from smartcity.gate.written import Comment, comments
