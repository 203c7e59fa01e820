"""Responden by who asked: whose forms have one answer throughout, in both languages, beside a command that says it."""

from dataclasses import replace

import pytest
from planted import warehouse
from planted_forms import form, forms

from smartcity import gate
from smartcity.exhibits import respondents
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.enumerators import enumerators_message, names_of
from smartcity.survey.enumerators import Enumerator
from smartcity.wording import LANGUAGES, Words

YEAR = 2024


def survey_by(names):
    """Make a survey of thirty forms in one dimension, a third of one answer throughout; each by one of *names*."""
    rows = [form("living", [3] * 9 if place % 3 == 0 else [(place + n) % 5 for n in range(9)]) for place in range(30)]
    made = forms(rows)
    answers = made.tables["answers"]
    people = answers.respondents.assign(enumerator=[names[place % 3] for place in range(30)], seconds=120.0)
    return replace(made, tables={"answers": replace(answers, respondents=people)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_most_of_one_answer_stands_first(language):
    """Half of her twenty forms are of one answer, none of his ten; each took two minutes."""
    words, chosen = Words(language), Selection(language=language, year=YEAR)
    made = warehouse(survey_by(["Ani", "Ani", "Budi"]))
    exhibit = respondents.enumerators(made, chosen, words)
    first = exhibit.table.frame.iloc[0]
    number = words("respondents.enumerators.numbered", number=1)
    assert (number in exhibit.message, first["name"], first["straight_lined"], first["share"]) == (
        True,
        number,
        10,
        0.5,
    )
    assert ("Ani" in str(exhibit), names_of(made, chosen, words)[number]) == (False, "Ani")
    assert (exhibit.table.frame["minutes"].tolist(), respondents.has_enumerators(made, chosen, words)) == ([2, 2], True)


def test_a_shared_lead_is_shared():
    """Two of whom half the forms are of one answer throughout are both named, whatever the order of their names."""
    halves = [Enumerator(name, 10, 10, 5, None, None) for name in ("Ani", "Budi")]
    found = (*halves, Enumerator("Citra", 10, 10, 1, None, None))
    message = enumerators_message(found, Words("id"))
    assert ("Ani dan Budi" in message, "50" in message, "Citra" in message) == (True, True, False)


def test_without_names_there_is_nothing_to_compare():
    """A survey that does not say who asked has no such part."""
    made = warehouse(survey_by(["Ani"] * 3))
    assert gate.enumerators_of(made, gate.load(made, YEAR)) == ()
    assert respondents.has_enumerators(made, Selection(year=YEAR), Words("id")) is False
