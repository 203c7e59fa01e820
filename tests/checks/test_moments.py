"""When a form was begun and ended, in the spellings of form services."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.checks.moments import (
    DAY_FIRST,
    EPOCH_1904,
    FIRST,
    LAST,
    MONTH_FIRST,
    Reader,
    order_of,
    parse_date,
    parse_moment,
    seconds_between,
)

EAST = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (datetime(2023, 9, 18, 10, 32, 5), datetime(2023, 9, 18, 10, 32, 5)),
        ("2023-09-18T10:32:05.250+08:00", datetime(2023, 9, 18, 10, 32, 5, 250000, EAST)),
        ("2023-09-18T02:32:05Z", datetime(2023, 9, 18, 2, 32, 5, tzinfo=UTC)),
        ("2023-09-18 10:32:05", datetime(2023, 9, 18, 10, 32, 5)),
        ("18/09/2023 10:32:05", datetime(2023, 9, 18, 10, 32, 5)),
        ("18-09-2023 10.32", datetime(2023, 9, 18, 10, 32)),
        ("18/9/2023, 1:05 PM", datetime(2023, 9, 18, 13, 5)),
        ("18/9/2023 12:05 am", datetime(2023, 9, 18, 0, 5)),
        ("2023/09/18 10:32:05 AM GMT+8", datetime(2023, 9, 18, 10, 32, 5, tzinfo=EAST)),
        ("18/09/2023 10.32.05 WITA", datetime(2023, 9, 18, 10, 32, 5, tzinfo=EAST)),
        ("18 September 2023 pukul 10.32", datetime(2023, 9, 18, 10, 32)),
        ("18/09/2023 pkl 10.32 Wita", datetime(2023, 9, 18, 10, 32, tzinfo=EAST)),
        ("Senin, 18 September 2023 - 10:32", datetime(2023, 9, 18, 10, 32)),
        ("Sep 18, 2023 10:32 AM", datetime(2023, 9, 18, 10, 32)),
        ("Mon Sep 18 2023 10:32:05 GMT+0800 (Central Indonesia Time)", datetime(2023, 9, 18, 10, 32, 5, tzinfo=EAST)),
        ("18/09/2023 - 20/09/2023", None),
        ("18/09/2023", None),
        ("2023-09-18", None),
        ("10:32", None),
        ("31/02/2023 10:32", None),
        ("18/09/2023 25:00", None),
        ("pagi", None),
        (45187.44, None),
    ],
)
def test_a_moment_is_a_day_with_its_time(text, expected):
    """Days come first where no year does; a day or a time alone is no moment."""
    assert parse_moment(text) == expected


@given(st.text(max_size=30) | st.integers() | st.floats(allow_nan=False))
def test_nothing_that_stands_in_a_cell_is_beyond_it(value):
    """Whatever is no moment is None."""
    assert isinstance(parse_moment(value), datetime | None)


@given(st.datetimes(), st.integers(0, 100_000))
def test_seconds_are_those_between(started, seconds):
    """A form took as long as its end lies behind its beginning, whatever the zone of the two."""
    try:
        ended = started + timedelta(seconds=seconds)
    except OverflowError:
        return
    pairs = [(started, ended), (started.replace(tzinfo=UTC), ended.replace(tzinfo=UTC))]
    assert [seconds_between(*pair) for pair in pairs] == [seconds, seconds]


@pytest.mark.parametrize(
    ("started", "ended"),
    [
        (None, datetime(2023, 9, 18)),
        (datetime(2023, 9, 18), None),
        (datetime(2023, 9, 19), datetime(2023, 9, 18)),
        (datetime(2023, 9, 18), datetime(2023, 9, 19, tzinfo=UTC)),
    ],
)
def test_no_time_is_told_that_is_not_known(started, ended):
    """A moment that is missing, an end before the beginning, a zone on one side only."""
    assert seconds_between(started, ended) is None


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["9/3/2024", "9/10/2024"], None),
        (["9/3/2024", "9/13/2024"], MONTH_FIRST),
        (["9/3/2024", "13/9/2024"], DAY_FIRST),
        (["9/13/2024", "13/9/2024"], None),
        (["9.3.2024"], DAY_FIRST),
        (["9/3/2024 10.14.00"], DAY_FIRST),
        (["9/9/2024", "2024-09-03", 45553, None], None),
        (["9/3/24", "9/10/24"], None),
        (["9/13/24 10:14", "9/3/24 10:15"], MONTH_FIRST),
        (["18/09/24", "3/9/24"], DAY_FIRST),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_column(values, order):
    """One cell that allows one order only decides; points are of the languages that write the day first."""
    assert order_of(values).decided == order


@pytest.mark.parametrize(
    ("values", "place"),
    [
        (["18/09/24", "19/09/24"], LAST),
        (["03/09/24"], LAST),
        (["24-09-18", "24-09-30", "24-10-02"], FIRST),
        (["18-09-24", "30-09-24", "02-10-24"], LAST),
        (["24-09-18"], ""),
        (["10.32.05", "10.44.17", "11.20.59"], ""),
        (["18/09/2024", "pagi", "3/4"], ""),
    ],
)
def test_the_place_of_a_short_year_is_that_of_the_column(values, place):
    """The year changes least; one date with dashes that fits both, and times of day, are not guessed."""
    assert order_of(values).short == place


def test_only_what_can_be_two_days_is_open():
    """The same number twice is one day, and so is whatever names its month or begins with its year."""
    assert order_of(["9/9/2024", "2024-09-03", "3 Sep 2024", "9/3/2024"]).open_texts == ("9/3/2024",)


@pytest.mark.parametrize(
    ("value", "reader", "day"),
    [
        ("9/3/2024", Reader(MONTH_FIRST), (2024, 9, 3)),
        ("9/3/2024", Reader(DAY_FIRST), (2024, 3, 9)),
        (45553, Reader(), (2024, 9, 18)),
        (45553.44, Reader(), (2024, 9, 18)),
        ("45553,44", Reader(), (2024, 9, 18)),
        (44091, Reader(epoch=EPOCH_1904), (2024, 9, 18)),
        (20240918, Reader(), (2024, 9, 18)),
        ("18-Sep-24", Reader(), (2024, 9, 18)),
        ("18/9/24", Reader(short=LAST), (2024, 9, 18)),
        ("9/3/24 10:32", Reader(MONTH_FIRST, short=LAST), (2024, 9, 3)),
        ("Rabu, 18.09.24", Reader(short=LAST), (2024, 9, 18)),
        ("24-09-18", Reader(short=FIRST), (2024, 9, 18)),
        ("Rabu 18 September 2024 (pagi)", Reader(), (2024, 9, 18)),
    ],
)
def test_a_day_is_read_as_its_column_says(value, reader, day):
    """By the order of the column, and counted from the day that the workbook counts from."""
    assert parse_date(value, reader) == date(*day)
