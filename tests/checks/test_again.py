"""The same forms in two versions of a survey: found by their submission, by what was said, or by when begun."""

import pytest
from daily import export
from workbooks import YEAR, checked

from smartcity.checks.again import again

FIRST = tuple(range(10))


def met(*exports: bytes):
    """Find the forms of the first export again in the second."""
    return again(*(checked(one, kind="survey", year=YEAR).tables["answers"] for one in exports))


@pytest.mark.parametrize("numbered", [True, False])
def test_a_form_is_found_wherever_it_stands(numbered):
    """Turned round and grown, all of the earlier forms are there; the new rows are those of the new forms."""
    found = met(export(FIRST, numbered=numbered), export((*range(12),)[::-1], numbered=numbered))
    assert (len(found.found), found.changed, found.missing, found.share) == (10, frozenset(), frozenset(), 1.0)
    assert found.new == {("Form", 2), ("Form", 3)}
    assert found.found["Form", 2] == ("Form", 13)


@pytest.mark.parametrize("numbered", [True, False])
def test_a_corrected_form_is_the_same_form(numbered):
    """Its submission says so, and where there is none the moment at which it was begun."""
    found = met(export(FIRST, numbered=numbered), export(FIRST, corrected=[4], numbered=numbered))
    assert (found.changed, found.new, found.missing) == ({("Form", 6)}, frozenset(), frozenset())


def test_what_is_gone_is_missing():
    """Three forms of ten are not there any more, one came: each is named by its row."""
    found = met(export(FIRST), export((*range(3, 10), 50)))
    assert found.missing == {("Form", 2), ("Form", 3), ("Form", 4)}
    assert (found.new, found.share) == ({("Form", 9)}, 7 / 8)


def test_nobody_is_found_twice():
    """Of two forms that say the same, one that came once is found once."""
    found = met(export((1, 1, 2), numbered=False), export((1, 2, 3), numbered=False))
    assert (len(found.found), len(found.missing), len(found.new)) == (2, 1, 1)
