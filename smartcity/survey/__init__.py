"""Survey arithmetic: plans, means and their spread, reliability, sizes, progress, doubts, satisfaction.

Takes frames of answers and ratings with the method's rules, gives means, spreads, indices and what may be shown of a
few people. Pure: chance is an argument, and so is today. Must not know the warehouse, words, pages or files.
"""

from smartcity.survey.comparison import DOWN, EQUAL, UP, Change, compare, shared_items
from smartcity.survey.description import Described, Description, Part
from smartcity.survey.disclosure import (
    HIDDEN,
    SHOWN,
    UNNAMED,
    is_few,
    shown_counts,
    shown_groups,
    shown_without,
)
from smartcity.survey.fieldwork import FieldWork, Standing
from smartcity.survey.inviting import Invitation, Stint, every_kth, invitation, spread
from smartcity.survey.means import matrices, mean_of_item_means
from smartcity.survey.plan import Asked, Candidate, planned, proposed, quota_of, remarks, targets, titled
from smartcity.survey.plan import Problem as PlanProblem
from smartcity.survey.progress import (
    FORMS,
    Debt,
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
from smartcity.survey.quality import FEW, FLAG_SEPARATOR, UNANSWERED, Effect, shown_rows
from smartcity.survey.reliability import Reliability
from smartcity.survey.sample_size import Outlook, krejcie_morgan, outlook, outlooks
from smartcity.survey.satisfaction import Element, OfService, Satisfaction, by_service, satisfaction, told
from smartcity.survey.spread import BCA, LEVEL, NORMAL, Resamples, Spread, resample, spread_of
