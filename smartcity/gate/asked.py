"""Forms by who asked for them: the quality of the field work, with nothing of what a few people answered."""

from collections import Counter

from smartcity.gate.forms import straight_lined_of
from smartcity.gate.loaded import LoadedSurvey
from smartcity.method.regions import load_site
from smartcity.survey.enumerators import Enumerator, by_enumerator, equal_forms
from smartcity.survey.quality import few_dimensions
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows


def enumerators_of(warehouse: Warehouse, survey: LoadedSurvey) -> tuple[Enumerator, ...]:
    """Look at the forms of each enumerator that the files name, of all dimensions together.

    The same of one dimension, less that of all, would tell of the others.
    """
    key = (enumerators_of.__qualname__, survey.year, survey.track)
    return warehouse.remember(key, lambda: _enumerators(warehouse, survey))


def _enumerators(warehouse: Warehouse, survey: LoadedSurvey) -> tuple[Enumerator, ...]:
    forms = people_rows(warehouse, "enumerators_of_survey", **survey.key)
    if forms["enumerator"].nunique() < 2:
        return ()
    answers = people_rows(warehouse, "answers_of_survey", **survey.key)
    smallest = load_site().smallest_group
    forms = forms.assign(
        form=forms.groupby(["snapshot", "sheet", "row"], sort=False).ngroup(),
        is_straight_lined=forms["is_straight_lined"].fillna(False).astype(bool),
    )
    sizes = Counter(item.dimension for item in survey.method.survey_items)
    forms = forms.assign(is_equal=equal_forms(answers, forms, sizes))
    few = set(few_dimensions(forms, answers, smallest))
    few |= {code for code, n in forms["dimension"].value_counts().items() if n < smallest}
    told = [code for code, count in straight_lined_of(warehouse, survey).items() if count is not None]
    return by_enumerator(forms, sorted(few), told, smallest)
