"""What rests on people leaves no finer than it is spelled: in the table, in its files, and in the chart."""

import re
from collections.abc import Iterator

import pytest

from smartcity.charts import plainly
from smartcity.exhibits import respondents, survey
from smartcity.exhibits.kit.exhibit import SCORE, SHARE, SIGNED, Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.export.downloads import csv_bytes
from smartcity.wording import Words

WORDS = Words("en")
FINEST = {SCORE: 0, SIGNED: 0, SHARE: 2}


def every(exhibit: Exhibit) -> Iterator[Exhibit]:
    """The exhibit and all that is folded into it."""
    yield exhibit
    for detail in exhibit.details:
        yield from every(detail)


def numbers(part: object) -> Iterator[float]:
    """The fractions in a part of a chart."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from numbers(one)
    elif isinstance(part, float):
        yield part


def decimals(value: float) -> int:
    """How many decimals a number has."""
    return len(repr(float(value)).partition(".")[2].rstrip("0"))


@pytest.mark.parametrize("page", [respondents, survey], ids=["responden", "survei"])
def test_figures_of_people_are_no_finer_than_they_are_spelled(page, shipped):
    """At full precision a mean or an effect can be decoded into what single people answered."""
    made = [getattr(page, name) for name in page.__all__ if not name.startswith(("has_", "skm_")) and name.islower()]
    exhibits = [one for make in made for one in every(make(shipped, Selection(year=2024), WORDS)) if one.table]
    assert len(exhibits) > 5
    for exhibit in exhibits:
        for column in exhibit.table.columns:
            if column.kind in FINEST:
                values = exhibit.table.frame[column.code].dropna()
                assert all(decimals(one) <= column.decimals + FINEST[column.kind] for one in values), exhibit.key
        assert not re.search(rb"\d\.\d{5}", csv_bytes(exhibit, WORDS)), exhibit.key
        if exhibit.figure is not None:
            traces = plainly(exhibit.figure)["data"]
            values = [
                one for trace in traces for name in ("x", "base", "customdata") for one in numbers(trace.get(name))
            ]
            assert all(decimals(one) <= 4 for one in values), exhibit.key
