"""What doubtful rows do to the impact."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity.survey import AnswerTime, Effect, answer_time, effects

RULES = ("quality.straight_lining", "quality.same_person", "quality.service_blank")

# Item means 3 and 2, impact 2.5. Without r1, who answered 4 throughout: (2 + 3) / 2 = 2.5 and (1 + 1) / 2 = 1, impact
# 1.75. Without r1 and r2: 3 and 1, impact 2.
RESPONDENTS = pd.DataFrame(
    {
        "respondent": ["r1", "r2", "r3"],
        "flags": ["quality.straight_lining;quality.same_person", "quality.same_person", ""],
    }
)
ANSWERS = pd.DataFrame(
    [("r1", "A", 4), ("r1", "B", 4), ("r2", "A", 2), ("r2", "B", 1), ("r3", "A", 3), ("r3", "B", 1)],
    columns=["respondent", "item", "value"],
)


def mean(means):
    """An impact that is the plain mean of the item means."""
    return float(means.mean())


def test_each_rule_by_itself():
    """3.0 and 2.0 give 2.5 with everybody; what remains without the flagged rows is worked out above."""
    assert effects(RESPONDENTS, ANSWERS, RULES, mean) == (
        Effect("quality.straight_lining", 1, 2.5, 1.75),
        Effect("quality.same_person", 2, 2.5, 2.0),
        Effect("quality.service_blank", 0, 2.5, 2.5),
    )


def test_the_effect_is_after_less_before():
    """Leaving out a friendly row lowers the impact: 1.75 - 2.5 = -0.75."""
    assert [one.difference for one in effects(RESPONDENTS, ANSWERS, RULES, mean)] == [-0.75, -0.5, 0.0]


def test_a_statement_left_without_answers_leaves_no_score():
    """Where only the flagged rows answered a statement, the impact without them is not the same thing."""
    answers = ANSWERS[(ANSWERS["item"] == "A") | (ANSWERS["respondent"] == "r1")]
    (effect,) = effects(RESPONDENTS, answers, RULES[:1], mean)
    assert (effect.rows, effect.before, effect.after, effect.difference) == (1, 3.5, None, None)


@pytest.mark.parametrize("answers", [ANSWERS.iloc[:0], ANSWERS[ANSWERS["respondent"] == "nobody"]])
def test_no_answers_have_no_score(answers):
    """Without any answer there is nothing that rows could change."""
    assert {(one.before, one.after) for one in effects(RESPONDENTS, answers, RULES, mean)} == {(None, None)}


def test_a_code_within_another_is_not_the_same_rule():
    """Flags are whole codes: a rule whose code begins like another does not flag its rows."""
    found = effects(RESPONDENTS, ANSWERS, ("quality.same",), mean)
    assert found[0].rows == 0


@given(st.permutations(range(3)), st.permutations(range(6)))
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_changes_nothing(people, given_answers):
    """Respondents and answers may stand in any order."""
    shuffled = effects(RESPONDENTS.iloc[people], ANSWERS.iloc[given_answers], RULES, mean)
    assert shuffled == effects(RESPONDENTS, ANSWERS, RULES, mean)


def test_answer_times_are_quartiles_of_those_known():
    """60, 80, 100, 120 and one night: the middle is 100, the middle half 80 to 120; the unknown one does not count."""
    assert answer_time(pd.Series([60, 80, None, 100, 120, 36_000])) == AnswerTime(5, 80.0, 100.0, 120.0)


def test_unknown_answer_times_are_not_zero():
    """Without a single time there is nothing to tell."""
    assert answer_time(pd.Series([None, None], dtype=float)) is None
