"""What a survey says of its dimensions, made once for a build."""

from smartcity.answers import surveys
from smartcity.answers.surveys import Loaded
from smartcity.exhibits.respondents.loaded import Survey
from smartcity.survey import Description
from smartcity.warehouse import Warehouse


def loaded_of(warehouse: Warehouse, survey: Survey) -> Loaded:
    """Return *survey* as the questions about surveys take it."""
    return surveys.load(warehouse, survey.year, survey.track)


def described(warehouse: Warehouse, survey: Survey) -> tuple[Description, ...]:
    """Describe every dimension of the survey's method, chosen or not, with the spread of its answers."""
    key = ("described survey", survey.year, survey.track)
    return warehouse.remember(key, lambda: surveys.describe(warehouse, loaded_of(warehouse, survey)))
