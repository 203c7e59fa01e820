"""How many examples a law is tried on: a few, the same on every run, or many new ones (`make test-thorough`)."""

from hypothesis import settings

CI, THOROUGH = "ci", "thorough"
TIMES = 10
"""So many times more examples are tried when there is time."""

_USUAL = 25


def register() -> None:
    """Make both profiles known and choose the quick one; `--hypothesis-profile` chooses the other.

    How long an example takes is measured in `benchmarks/`, never asserted: a shared machine may stall any of them.
    """
    settings.register_profile(CI, deadline=None, max_examples=_USUAL, derandomize=True)
    settings.register_profile(THOROUGH, deadline=None, max_examples=_USUAL * TIMES)
    settings.load_profile(CI)


def examples(number: int, **others: object) -> settings:
    """Try *number* examples where a law is dear or its cases are many; *others* are settings of hypothesis."""
    is_thorough = settings.get_current_profile_name() == THOROUGH
    return settings(max_examples=number * TIMES if is_thorough else number, **others)
