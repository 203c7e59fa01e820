"""What reports on innovations come to: stages, the last word of a year, changes since a day, who has not reported."""

from datetime import UTC, date, datetime

import pytest

from smartcity.office.reports import changes_since, has_outside_partner, stages_of, state_of, turnout
from smartcity.records.reports import (
    LAGGING,
    NON_GOVERNMENT,
    PLANNED,
    RUNNING,
    Figure,
    Partner,
    Report,
    Reported,
    Risk,
    problems,
)

TODAY = date(2024, 4, 1)
COMPANY = Partner("PT Adaro", NON_GOVERNMENT, "pendanaan")


def reported(day, year=2024, name="simasda", **fields):
    """Make a report of a day in March 2024."""
    return Reported(name, name, year, Report(**fields), f"e{day}", datetime(2024, 3, day, tzinfo=UTC), "Rina")


def test_the_last_word_of_the_year_holds_and_earlier_years_only_without_one():
    """Later reports change only what they speak of; an empty list takes back; another year's report is not mixed in."""
    own = (
        reported(1, 2023, stage=PLANNED, partners=(COMPANY,), note="izin diurus"),
        reported(2, stage=RUNNING, new="antrean daring", partners=(COMPANY,)),
        reported(3, is_quick_win=True, partners=()),
    )
    state = state_of(own, 2024)
    assert (state.year, state.report.stage, state.report.is_quick_win, state.news) == (
        2024,
        RUNNING,
        True,
        "antrean daring",
    )
    assert (state.report.note, state_of(own, 2023).report.note) == (None, "izin diurus")
    assert (has_outside_partner(state.report), has_outside_partner(state_of(own, 2023).report)) == (False, True)
    assert (state_of(own[:1], 2025).year, state_of(own, 2022)) == (2023, None)
    assert has_outside_partner(Report(stage=RUNNING)) is None


def test_a_stage_said_again_is_no_new_stage():
    """The history has each turn once, with when it was reported first and for which year."""
    own = [
        reported(1, 2023, stage=RUNNING),
        reported(2, stage=RUNNING),
        reported(3, new="x"),
        reported(4, stage=LAGGING),
    ]
    assert [(one.stage, one.year, one.at.day) for one in stages_of(own)] == [(RUNNING, 2023, 1), (LAGGING, 2024, 4)]


def test_what_changed_since_a_day_is_told_with_what_held_before():
    """Reports before the day are the ground; what is only said again is no change."""
    own = [reported(1, stage=RUNNING), reported(5, stage=RUNNING, owner="DLH"), reported(6, stage=LAGGING)]
    found = changes_since(own, datetime(2024, 3, 5, tzinfo=UTC))
    assert [(one.field, one.before, one.after, one.reported.entry) for one in found] == [
        ("owner", None, "DLH", "e5"),
        ("stage", RUNNING, LAGGING, "e6"),
    ]


def test_who_has_reported_is_told_against_the_list():
    """A report of another year is none for this one; without any innovation there is no share."""
    states = {"a": state_of([reported(1)], 2024), "b": state_of([reported(1, 2023)], 2024)}
    found = turnout(("a", "b", "c", "a"), states, 2024)
    assert (found.reported, found.missing, found.share) == (("a",), ("b", "c"), pytest.approx(1 / 3))
    assert turnout((), states, 2024).share is None


def test_all_that_cannot_be_taken_is_told_at_once():
    """Every row and field has its own problem, also an unknown item and a day that has not come."""
    bad = Report(
        stage="maksimal",
        new="x" * 3000,
        is_quick_win="mungkin",
        partners=(Partner("", "swasta"),),
        figures=(
            Figure("Waktu", "", "", before=1.0),
            Figure("Biaya", "Rp", "DPA", "dua", "2024-13-01", 3.0, "2024-05-01"),
        ),
        risks=(Risk("", 0, 2.5), Risk("Listrik", True, 5)),
        items=("P1", "Z9"),
    )
    codes = (
        "long stage quick_win item partner_name partner_kind figure_unit figure_source figure_before_day figure_number"
    )
    codes += " figure_day figure_future risk_what risk_likelihood risk_impact risk_likelihood"
    assert sorted(one.code for one in problems(bad, ("P1",), TODAY)) == sorted(codes.split())
    late = Figure("Waktu", "menit", "SKM", 60, "2024-03-02", 15, "2024-03-01")
    assert [one.code for one in problems(Report(figures=(late,)), (), TODAY)] == ["figure_order"]
    assert late.change == -45


def test_a_report_comes_back_from_its_plain_values():
    """What it does not speak of and what it emptied stay apart; what no report can hold is refused."""
    whole = Report(RUNNING, "baru", "catatan", "DLH", False, (COMPANY,), (), (Risk("a", 5, 1, "b"),), ("P1",))
    assert Report.of(whole.plain) == whole
    assert Report.of(Report(partners=()).plain).covered == ("partners",)
    for wrong in ({"stage": "x"}, {"partners": 5}, {"risks": [{"what": "a"}]}, {"new": 3}, {"figures": ["a"]}):
        with pytest.raises(ValueError, match=r".*"):
            Report.of(wrong)
