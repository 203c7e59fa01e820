"""Readiness: what is known to be done by its weight, what nobody knows said and not taken for nothing, the round."""

from datetime import date

import pytest

from smartcity.exhibits.overview.readiness import ready_said
from smartcity.method.calendar import events_of, next_round, readiness_weights
from smartcity.office.readiness import DAYS, DECISIONS, EVIDENCE, PARTS, Part, Readiness, days_share, owing
from smartcity.wording import LANGUAGES, Words

DAY = date(2026, 5, 1)


def found(*parts, today=DAY):
    """Make readiness of parts for a round from June on."""
    return Readiness(2026, "stage_1", date(2026, 6, 1), date(2026, 6, 30), today, parts)


def test_readiness_is_what_is_known_to_be_done():
    """0.5 x 0.4 + 0.5 x unknown is at least 0.2; the unknown part holds back all its weight."""
    made = found(Part(EVIDENCE, 0.4, 0.5), Part(DECISIONS, None, 0.5), Part(DAYS, None, 0.0))

    assert made.ready == pytest.approx(0.2)
    assert [part.code for part in made.unknown] == [DECISIONS]
    assert (made.most.code, made.most.holds_back) == (DECISIONS, 0.5)


def test_where_all_is_done_nothing_holds_back():
    """The days left weigh nothing."""
    made = found(Part(EVIDENCE, 1.0, 1.0), Part(DAYS, 0.0, 0.0))

    assert (made.ready, made.most, made.unknown) == (1.0, None, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_says_at_least_only_where_a_part_is_unknown(language):
    """Where all is known the share stands bare: nothing before it can be taken for a minus."""
    words = Words(language)
    whole = ready_said(found(Part(EVIDENCE, 0.4, 1.0)), words)
    partly = ready_said(found(Part(EVIDENCE, 0.4, 0.5), Part(DECISIONS, None, 0.5)), words)

    assert f": {words.percent(0.4)}, " in whole
    assert f": {words('readiness.least', ready=0.2)}, " in partly


@pytest.mark.parametrize(
    ("today", "left", "over"),
    [(date(2026, 5, 30), 2, False), (date(2026, 6, 30), -29, False), (date(2026, 7, 1), -30, True)],
)
def test_a_round_begins_runs_and_ends(today, left, over):
    """Days are counted to its first day; it is over after its last."""
    made = found(today=today)

    assert (made.days_left, made.is_over) == (left, over)


def test_the_shipped_weights_are_of_all_parts_and_sum_to_one():
    """Each part has a weight, and none besides."""
    assert (sorted(readiness_weights()), sum(readiness_weights().values())) == (sorted(PARTS), pytest.approx(1))


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 1, 1), "stage_1"),
        (date(2026, 6, 30), "stage_1"),
        (date(2026, 7, 1), "stage_2"),
        (date(2027, 1, 1), "stage_2"),
    ],
)
def test_the_next_round_is_the_first_that_is_not_over(today, code):
    """After the last one it is that one."""
    assert next_round(2026, today).code == code


def test_the_year_comes_round_in_its_order():
    """The same events in every year, each on days of that year."""
    assert [event.code for event in events_of(2031)] == ["fgd", "stage_1", "survey_briefing", "stage_2"]
    assert {event.first.year for event in events_of(2031)} == {2031}


def test_who_owes_most_is_named_first():
    """By weight, or by how often; who owes nothing is not named."""
    assert owing({"A": 1.0, "B": 2.0, "C": 0.0}) == ("B", "A")
    assert owing(["A", "B", "B"], most=1) == ("B",)
    assert days_share(date(2026, 6, 1), date(2026, 6, 2)) == 0.0
