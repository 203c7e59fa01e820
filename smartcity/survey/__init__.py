"""Survey arithmetic: means and the spread of their answers, reliability, sizes, progress, doubts, satisfaction.

Pure: frames and numbers in, numbers out; chance is an argument, and so is today.
"""

from smartcity.survey.comparison import DOWN, EQUAL, UP, Change, compare, shared_items
from smartcity.survey.description import Described, Description, Part, describe, describe_all
from smartcity.survey.disclosure import (
    COMPLEMENT,
    SHOWN,
    SMALL,
    beside_whole,
    shown_counts,
    shown_groups,
    shown_nodes,
    shown_without,
)
from smartcity.survey.means import in_order, item_means, matrices, mean_of_item_means, mean_over_items
from smartcity.survey.progress import (
    FORMS,
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
    said_split,
    split_dimensions,
)
from smartcity.survey.quality import FEW, FLAG_SEPARATOR, UNANSWERED, AnswerTime, Effect, answer_time, effects
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
