"""What doubtful rows do to the impact."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.survey.quality import FEW, UNANSWERED, AnswerTime, Effect, answer_time, effects, shown_rows

RULES = ("quality.straight_lining", "quality.same_person", "quality.service_blank")

# Item means 3 and 2, impact 2.5. Without r1, who answered 4 throughout: (2 + 3) / 2 = 2.5 and (1 + 1) / 2 = 1, impact
# 1.75. Without r1 and r2: 3 and 1, impact 2.
RESPONDENTS = pd.DataFrame(
    {
        "respondent": ["r1", "r2", "r3"],
        "form": ["f1", "f2", "f3"],
        "dimension": "living",
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
    assert effect == Effect("quality.straight_lining", 1, 3.5, None, UNANSWERED)
    assert effect.difference is None


@pytest.mark.parametrize("answers", [ANSWERS.iloc[:0], ANSWERS[ANSWERS["respondent"] == "nobody"]])
def test_no_answers_have_no_score(answers):
    """Without any answer there is nothing that rows could change."""
    assert {(one.before, one.after) for one in effects(RESPONDENTS, answers, RULES, mean)} == {(None, None)}


def test_a_code_within_another_is_not_the_same_rule():
    """Flags are whole codes: a rule whose code begins like another does not flag its rows."""
    found = effects(RESPONDENTS, ANSWERS, ("quality.same",), mean)
    assert found[0].rows == 0


@given(st.permutations(range(3)), st.permutations(range(6)))
def test_the_order_of_rows_changes_nothing(people, given_answers):
    """Respondents and answers may stand in any order."""
    shuffled = effects(RESPONDENTS.iloc[people], ANSWERS.iloc[given_answers], RULES, mean)
    assert shuffled == effects(RESPONDENTS, ANSWERS, RULES, mean)


SMALLEST = 5


def flagged(*groups):
    """Respondents in groups of (people, dimension, value, flags), each with one answer to their dimension's statement.

    A person of a later group who is named by a number of an earlier one answers on the same form.
    """
    rows = [
        (f"r{place}-{number}", form, dimension, flags, value)
        for place, (people, dimension, value, flags) in enumerate(groups)
        for number, form in enumerate(people)
    ]
    names = ["respondent", "form", "dimension", "flags", "value"]
    frame = pd.DataFrame(rows, columns=names)
    return frame[names[:4]], frame.assign(item=frame["dimension"])[["respondent", "item", "value"]]


def told(*groups, codes=("a", "b")):
    """The reason of each rule that has rows, or its effect."""
    people, answers = flagged(*groups)
    found = effects(people, answers, codes, mean, SMALLEST)
    return [one.reason or one.difference for one in found if one.marks]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        # Five of eleven say 4, six say 2: (20 + 12) / 11 = 2.91 falls to 2.
        ([(range(5), "x", 4, "a"), (range(5, 11), "x", 2, "")], [-0.91]),
        # Four would be told by what remains without them.
        ([(range(4), "x", 4, "a"), (range(4, 11), "x", 2, "")], [FEW]),
        # What remains would be told instead: one person.
        ([(range(5), "x", 4, "a"), (range(5, 6), "x", 2, "")], [FEW]),
        # Five rows of four people: the first answered in two dimensions on one form.
        (
            [(range(4), "x", 4, "a"), (range(1), "y", 4, "a"), (range(4, 9), "x", 2, ""), (range(9, 14), "y", 2, "")],
            [FEW],
        ),
        # a marks six, b seven with the same six: the difference of both would tell of the seventh, so a is hidden.
        (
            [(range(6), "x", 4, "a;b"), (range(6, 7), "x", 1, "b"), (range(7, 14), "x", 2, "")],
            [FEW, -0.79],
        ),
        # Five and five others have ten people between them, which tells of nobody.
        (
            [(range(5), "x", 4, "a"), (range(5, 10), "x", 1, "b"), (range(10, 15), "x", 2, "")],
            [-0.83, 0.67],
        ),
        # Two people in y are not in the impact, which would tell of them beside that of x: 40 / 14 falls to 2.
        ([(range(6), "x", 4, "a"), (range(6, 14), "x", 2, ""), (range(14, 16), "y", 0, "a")], [-0.86]),
        # Only y has marked rows, and of the two in y it is not even told that they are.
        ([(range(6), "x", 4, ""), (range(14, 16), "y", 0, "a")], []),
    ],
    ids=["enough", "few", "few-remain", "one-form", "alike", "apart", "few-in-a-dimension", "only-few"],
)
def test_an_effect_never_tells_of_a_few_people(groups, expected):
    """Neither by itself nor by subtracting it from the impact of all or from the effect of another rule."""
    assert told(*groups) == expected


def test_rows_without_any_answer_count_and_tell_nothing():
    """Nine rows are marked but only four of them have answers: those four would be told."""
    people, answers = flagged((range(9), "x", 4, "a"), (range(9, 20), "x", 2, ""))
    kept = answers[~answers["respondent"].isin([f"r0-{number}" for number in range(5)])]
    (found,) = effects(people, kept, ["a"], mean, SMALLEST)
    assert (found.rows, found.after, found.reason) == (9, None, FEW)


def test_a_rule_that_marks_nobody_changes_nothing():
    """Also where each dimension has too few people to say what the impact is."""
    people, answers = flagged((range(9), "x", 4, ""))
    (found,) = effects(people, answers[:3], ["a"], mean, SMALLEST)
    assert (found.before, found.difference, found.reason) == (None, 0.0, "")


def test_of_few_people_not_even_what_a_rule_marks_is_told():
    """Three people in a dimension: that a rule marks one or none of them would tell what they answered."""
    people, answers = flagged((range(3), "x", 4, ""))
    assert effects(people, answers, ["a"], mean, SMALLEST) == (Effect("a", None, None, None, FEW),)
    found = [
        effects(*flagged((range(3), "x", 4, flag), (range(3, 20), "y", 3, "")), ["a"], mean, SMALLEST) for flag in "a "
    ]
    assert found[0] == found[1] == (Effect("a", 0, 3.0, 3.0),)


def test_a_statement_of_few_keeps_its_dimension_out_of_the_impact():
    """Eleven answered x, but two of them alone z of the same dimension: beside the shown x the impact would tell z."""
    people, answers = flagged((range(5), "x", 4, "a"), (range(5, 11), "x", 2, ""), (range(11, 22), "y", 3, "a"))
    extra = pd.DataFrame({"respondent": ["r0-0", "r0-1"], "item": "z", "value": [0, 1]})
    (plain,), (found,) = (
        effects(people, given, ["a"], mean, SMALLEST) for given in (answers, pd.concat([answers, extra]))
    )
    assert (plain.before, found.before) == (2.95, 3.0)


@pytest.mark.parametrize(
    ("flagged_rows", "people", "expected"),
    [
        ({"x": 7, "y": 0, "z": 9}, {"x": 20, "y": 20, "z": 20}, {"x": 7, "y": 0, "z": 9}),
        # One who answered everything alike, among one: it would be told what they said.
        ({"x": 1, "y": 9, "z": 9}, {"x": 1, "y": 20, "z": 20}, {"x": None}),
        # Nobody of one is as much as said of them.
        ({"x": 0, "y": 9, "z": 9}, {"x": 1, "y": 20, "z": 20}, {"x": None}),
        # All but two: those two are told of as well.
        ({"x": 18, "y": 9, "z": 9}, {"x": 20, "y": 20, "z": 20}, {"x": None}),
    ],
)
def test_rows_of_a_rule_tell_of_no_few_people(flagged_rows, people, expected):
    """Few who are marked, and few who are not, are hidden with another dimension, for the sum of all is known.

    A dimension of few people is hidden alone, for the sum leaves it out.
    """
    found = shown_rows(flagged_rows, people, SMALLEST)
    hidden = [code for code, count in found.items() if count is None]
    assert {code: found[code] for code in expected} == expected
    assert len([code for code in hidden if people[code] >= SMALLEST]) != 1


def test_times_of_a_few_are_only_counted():
    """Four times are told by their quartiles; five are not."""
    assert answer_time(pd.Series([60, 80, 100, 120]), SMALLEST) == AnswerTime(4, None, None, None)
    assert answer_time(pd.Series([60, 80, 100, 120, 140]), SMALLEST) == AnswerTime(5, 80.0, 100.0, 120.0)


def test_answer_times_are_quartiles_of_those_known():
    """60, 80, 100, 120 and one night: the middle is 100, the middle half 80 to 120; the unknown one does not count."""
    assert answer_time(pd.Series([60, 80, None, 100, 120, 36_000])) == AnswerTime(5, 80.0, 100.0, 120.0)


def test_unknown_answer_times_are_not_zero():
    """Without a single time there is nothing to tell."""
    assert answer_time(pd.Series([None, None], dtype=float)) is None
