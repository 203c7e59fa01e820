"""Survey arithmetic: means and the spread of their answers, reliability, sizes, progress, doubts, satisfaction.

Pure: frames and numbers in, numbers out; chance is an argument, and so is today.
"""

from smartcity.survey.comparison import DOWN, EQUAL, UP, Change, compare, shared_items
from smartcity.survey.description import Described, Description, Part, describe, describe_all
from smartcity.survey.disclosure import COMPLEMENT, SHOWN, SMALL, shown_counts, shown_groups
from smartcity.survey.doubt import FLAG_SEPARATOR, AnswerTime, Effect, answer_time, effects
from smartcity.survey.means import in_order, item_means, matrices, mean_of_item_means, mean_over_items
from smartcity.survey.progress import (
    Debt,
    NeededPace,
    Pace,
    Quota,
    days_needed,
    debts,
    pace_needed,
    quotas,
    repeated,
    running_total,
    split_dimensions,
)
from smartcity.survey.reliability import Reliability, reliability
from smartcity.survey.sample_size import Outlook, finite_factor, krejcie_morgan, outlook, outlooks
from smartcity.survey.satisfaction import Element, OfService, Satisfaction, by_service, rounded, satisfaction
from smartcity.survey.spread import (
    BCA,
    DRAWS,
    LEVEL,
    PERCENTILE,
    Resamples,
    Spread,
    answer_spread,
    resample,
    spread_of,
)

__all__ = [
    "BCA",
    "COMPLEMENT",
    "DOWN",
    "DRAWS",
    "EQUAL",
    "FLAG_SEPARATOR",
    "LEVEL",
    "PERCENTILE",
    "SHOWN",
    "SMALL",
    "UP",
    "AnswerTime",
    "Change",
    "Debt",
    "Described",
    "Description",
    "Effect",
    "Element",
    "NeededPace",
    "OfService",
    "Outlook",
    "Pace",
    "Part",
    "Quota",
    "Reliability",
    "Resamples",
    "Satisfaction",
    "Spread",
    "answer_spread",
    "answer_time",
    "by_service",
    "compare",
    "days_needed",
    "debts",
    "describe",
    "describe_all",
    "effects",
    "finite_factor",
    "in_order",
    "item_means",
    "krejcie_morgan",
    "matrices",
    "mean_of_item_means",
    "mean_over_items",
    "outlook",
    "outlooks",
    "pace_needed",
    "quotas",
    "reliability",
    "repeated",
    "resample",
    "rounded",
    "running_total",
    "satisfaction",
    "shared_items",
    "shown_counts",
    "shown_groups",
    "split_dimensions",
    "spread_of",
]
