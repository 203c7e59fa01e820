"""Innovations that people decided to be one or two: which name counts, and which pairs are no question any more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.innovations.lists import GLOSS, decided_names, near_known, near_pairs
from smartcity.method.layout import normalise
from smartcity.records.decisions import DIFFERENT, INNOVATION, SERVICE, Alias

NEAR = 82


def same(text: str, meaning: str) -> Alias:
    """Decide that one name counts as another."""
    return Alias(INNOVATION, text, meaning)


def two(text: str, meaning: str) -> Alias:
    """Decide that two names are two innovations."""
    return Alias(DIFFERENT, text, meaning)


@pytest.mark.parametrize(
    ("decisions", "counted"),
    [
        ([], "A B C"),
        ([same("a", "B")], "B B C"),
        ([same("A", "B"), same("B", "C")], "C C C"),
        ([same("B", "C"), same("A", "B")], "C C C"),
        ([same("A", "B"), same("A", "C")], "C B C"),
        ([same("A", "B"), same("B", "A")], "A A C"),
        ([same("A", "B"), same("B", "C"), same("C", "A")], "A A A"),
        ([same("A", "B"), two("B", "a")], "A B C"),
        ([two("A", "B"), same("A", "B")], "B B C"),
        ([same("A", "C"), same("B", "C"), two("A", "B")], "A C C"),
        ([same("B", "A"), same("A", "C"), two("A", "B")], "C B C"),
        ([same("A", "B"), same("A", "")], "A B C"),
        ([same("A", "A")], "A B C"),
        ([Alias(SERVICE, "A", "B")], "A B C"),
    ],
)
def test_each_name_counts_under_the_one_that_was_decided_last(decisions, counted):
    """Decisions follow one another to the end of the chain, and a circle ends at the last name said."""
    names = decided_names(decisions)
    assert " ".join(map(names.canonical, "ABC")) == counted


def test_two_innovations_stay_two_under_the_names_they_count_by():
    """What was said of a spelling holds for the name that it is taken as."""
    names = decided_names([two("A", "C"), same("A", "B")])
    assert (names.are_different("B", "c"), names.are_different("A", "C"), names.are_different("A", "B")) == (
        True,
        True,
        False,
    )


PAIR = ("Simaspemalu", "Simas Pemalu")


@pytest.mark.parametrize("decision", [two(*PAIR), two(*PAIR[::-1]), same(*PAIR), same(*PAIR[::-1]), same(PAIR[0], "")])
def test_a_pair_that_was_decided_is_not_proposed(decision):
    """Neither as one innovation nor as two, whichever name was said first."""
    assert (len(near_pairs(PAIR, NEAR)), near_pairs(PAIR, NEAR, decided_names([decision]))) == (1, ())


def test_a_new_name_is_compared_with_the_known_ones_only():
    """What is written the same is known, and what is merely alike among the new names is another question."""
    pairs = near_known(["SIMAS PEMALU", "Silangkar", "Silangkarr", "Simaspemalu"], ["Simas Pemalu"], NEAR)
    assert [(pair.first, pair.second) for pair in pairs] == [("Simaspemalu", "Simas Pemalu")]


def test_an_explanation_in_brackets_is_no_other_name():
    """A new name with the same words outside its brackets is proposed as the known one."""
    (pair,) = near_known(["Cantik (Channel Pembayaran Pajak)"], ["Cantik"], NEAR)
    assert (pair.second, pair.kind) == ("Cantik", GLOSS)


LETTERS = st.sampled_from("ABCDE")
DECISIONS = st.lists(st.builds(Alias, st.sampled_from([INNOVATION, DIFFERENT]), LETTERS, LETTERS), max_size=12)


@given(DECISIONS)
def test_the_name_that_counts_counts_for_itself(decisions):
    """However decisions contradict one another, a name that another counts under counts under no third one."""
    names = decided_names(decisions)
    for name in "ABCDE":
        assert names.canonical(names.canonical(name)) == names.canonical(name)


@given(DECISIONS, LETTERS, LETTERS)
def test_the_last_decision_is_what_holds(decisions, first, second):
    """Whatever was said before, two names are one right after that was said, and two right after the opposite."""
    one = decided_names([*decisions, same(first, second)])
    both = decided_names([*decisions, two(first, second)])
    assert one.canonical(first) == one.canonical(second)
    assert normalise(both.canonical(first)) != normalise(both.canonical(second)) or first == second
