"""How complete evidence is: by worth, by component, without what needs none; and what is missing, in which order."""

from dataclasses import replace
from datetime import date

import pytest

from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.office.evidence import dossier, is_late
from smartcity.records.evidence import CHECKED, COMPLETE, NOT_APPLICABLE, Evidence

METHOD = load_methods().require(2023, load_site().track)


def evidence_of(**statuses):
    """Say how far the evidence for items is."""
    return [Evidence(METHOD.year, METHOD.track, item, status=status) for item, status in statuses.items()]


def test_what_is_complete_counts_by_its_worth():
    """One of seven of output and one of five of baseline: 0.2 / 7 + 0.1 / 5 of all; what is checked counts nothing."""
    found = dossier(METHOD, evidence_of(P1=COMPLETE, B1=COMPLETE, B2=CHECKED))

    assert found.worth("P1") == pytest.approx(0.2 / 7)
    assert found.complete("output") == pytest.approx(1 / 7)
    assert found.complete() == pytest.approx(0.2 / 7 + 0.1 / 5)
    assert sum(found.worth(one.item) for one in found.items) == pytest.approx(1)


def test_what_needs_no_evidence_leaves_the_others_to_be_complete():
    """Six of seven need none and one is complete: output is whole. A component that needs none has no share."""
    rest = {f"P{number}": NOT_APPLICABLE for number in range(2, 8)}
    whole = dossier(METHOD, evidence_of(P1=COMPLETE, **rest))
    none = dossier(METHOD, evidence_of(P1=NOT_APPLICABLE, **rest))

    assert (whole.complete("output"), none.complete("output")) == (1.0, None)
    assert len(none.counted) == len(METHOD.items) - 7


def test_what_is_missing_comes_by_worth_and_then_by_how_far_it_is():
    """Output is worth most; of its items the one that is checked comes after those that are not there."""
    found = dossier(METHOD, evidence_of(P1=CHECKED, P2=COMPLETE))

    assert [one.item for one in found.missing[:6]] == ["P3", "P4", "P5", "P6", "P7", "P1"]
    assert "P2" not in {one.item for one in found.missing}


def test_other_years_and_items_of_other_methods_stay_out():
    """Only what is said of this year and of an item of its method counts."""
    strange = Evidence(METHOD.year, METHOD.track, "Z9", status=COMPLETE)
    found = dossier(METHOD, [strange, replace(strange, item="P1", year=2022)])

    assert (found.complete(), len(found.items)) == (0.0, len(METHOD.items))


def test_late_is_what_is_needed_and_not_complete_after_its_last_day():
    """On the last day itself nothing is late."""
    one = Evidence(2023, METHOD.track, "P1", due="2023-10-31")
    days = [is_late(one, date(2023, 10, 31)), is_late(one, date(2023, 11, 1))]

    assert days == [False, True]
    assert not is_late(replace(one, status=COMPLETE), date(2023, 11, 1))


def test_called_complete_without_a_piece_is_told():
    """It counts, since evidence may lie in the portal; but it can be named."""
    assert [one.item for one in dossier(METHOD, evidence_of(P1=COMPLETE)).bare] == ["P1"]
