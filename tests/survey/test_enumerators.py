"""Forms by who asked: what is counted, and that no few people's answers can be worked out from it."""

import pandas as pd
import pytest

from smartcity.survey.enumerators import MOST, by_enumerator, equal_forms

SMALLEST = 5


def forms(*groups, seconds=None):
    """Make forms of groups: enumerator, dimension, how many, how many of them straight-lined, how many equal."""
    rows = [
        {"enumerator": name, "dimension": dimension, "is_straight_lined": place < lined, "is_equal": place < equal}
        for name, dimension, count, lined, equal in groups
        for place in range(count)
    ]
    return pd.DataFrame(rows).assign(seconds=seconds, form=range(len(rows)))


def lined(found):
    """Give the straight-lined forms by enumerator."""
    return {one.name: one.straight_lined for one in found}


def test_each_is_counted_by_their_own_forms():
    """Counts, shares and the middle time are of the forms of one enumerator."""
    made = forms(("A", "living", 20, 10, 0), ("B", "living", 30, 0, 6)).assign(seconds=[60.0] * 20 + [300.0] * 30)
    first, second = by_enumerator(made, [], ["living"], SMALLEST)
    assert (first.count, first.straight_lined, first.equal, first.time.middle) == (20, 10, 0, 60)
    assert (second.count, second.straight_lined, second.equal, second.time.middle) == (30, 0, 6, 300)


def test_a_few_are_hidden_with_others():
    """Three of one hide another's number, so that the total tells neither; who has fewer than five forms has none."""
    made = forms(
        ("A", "living", 20, 3, 0), ("B", "living", 20, 8, 0), ("C", "living", 20, 9, 0), ("D", "living", 3, 3, 0)
    )
    found = lined(by_enumerator(made, [], ["living"], SMALLEST))
    assert (found["A"], found["D"], sum(n is None for n in found.values())) == (None, None, 3)


def test_what_another_table_hides_is_not_told_here():
    """Who asks in one dimension alone is that dimension: what the table of dimensions hides stays hidden."""
    made = forms(("A", "living", 20, 3, 0), ("B", "society", 20, 8, 0), ("C", "economy", 20, 9, 0))
    for told in (["society"], ["economy"]):
        found = lined(by_enumerator(made, [], told, SMALLEST))
        shown = {name for name, n in found.items() if n is not None}
        assert (found["A"], shown <= {"society": {"B"}, "economy": {"C"}}[told[0]]) == (None, True)


def test_a_dimension_of_a_few_says_nothing():
    """Its forms are counted as work done and not judged: whether one of them is straight-lined moves nothing."""
    made = [forms(("A", "living", 1, one, 0), ("A", "society", 9, 0, 0), ("B", "society", 9, 0, 0)) for one in (0, 1)]
    first, second = (by_enumerator(own, ["living"], ["society"], SMALLEST) for own in made)
    assert (first, first[0].count, first[0].judged) == (second, 10, 9)


@pytest.mark.parametrize("names", [["A"], [None, "A"]])
def test_one_enumerator_is_no_comparison(names):
    """With fewer than two names there is nothing to show."""
    assert by_enumerator(forms(*((name, "living", 9, 5, 0) for name in names)), [], ["living"], SMALLEST) == ()


def test_of_very_many_no_flag_is_told():
    """Beyond what can be audited nothing of the answers is told."""
    many = [(f"E{number:02d}", "living", 9, 0, 0) for number in range(MOST + 1)]
    assert set(lined(by_enumerator(forms(*many), [], ["living"], SMALLEST)).values()) == {None}


def test_twins_are_whole_forms_of_one_enumerator():
    """The same answers of another enumerator, a form with a blank and one answer throughout are none."""
    marks = {"a1": "123", "a2": "123", "b1": "123", "a3": "12", "a4": "12", "a5": "111", "a6": "111", "a7": "321"}
    answers = pd.DataFrame(
        [(name, f"I-{place}", int(value)) for name, own in marks.items() for place, value in enumerate(own)],
        columns=["respondent", "item", "value"],
    )
    own = pd.DataFrame({"respondent": list(marks), "dimension": "living"})
    own = own.assign(enumerator=own["respondent"].str[0], is_straight_lined=own["respondent"].isin(["a5", "a6"]))
    assert own.loc[equal_forms(answers, own, {"living": 3}), "respondent"].tolist() == ["a1", "a2"]
