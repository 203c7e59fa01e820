"""Rules for years whose own are not known yet: those of the last known year before, marked as what they are."""

from dataclasses import replace

from smartcity.method.records import Method, Methods

PROVISIONAL = "provisional"
"""The certainty of borrowed rules. No method file can claim it: it follows from there being none."""


def with_provisional(methods: Methods, through: int) -> Methods:
    """Add a method for every year up to *through* that has none of its own on a track that was known before.

    It has the rules of the newest known year before it on the same track. A year before the first known one gets none:
    nothing says that later rules held already.

    Args:
        methods: The known methods.

        through: The last year that is prepared for.
    """
    lent = []
    for track in methods.tracks:
        own = {method.year: method for method in methods.all if method.track == track}
        for year in range(min(own) + 1, through + 1):
            if year not in own:
                lent.append(_lent(own[max(known for known in own if known < year)], year))
    return replace(methods, provisional=tuple(sorted(lent, key=lambda method: (method.year, method.track))))


def _lent(method: Method, year: int) -> Method:
    """Let a method hold for another year: of no rule is it known that it does."""
    return replace(
        method,
        year=year,
        borrowed_from=method.year,
        certainty=PROVISIONAL,
        assessors_certainty=PROVISIONAL,
        tolerance_certainty=PROVISIONAL,
        instrument_certainty=PROVISIONAL,
        survey=replace(method.survey, quota_certainty=PROVISIONAL, answer_certainty=PROVISIONAL),
    )
