"""How many examples a law is tried on: a few, the same on every run, or many new ones (`make test-thorough`)."""

from collections.abc import Iterable, Sequence
from itertools import cycle, product
from typing import TypeVar

from hypothesis import settings
from hypothesis.internal.conjecture import providers

CI, THOROUGH = "ci", "thorough"
TIMES = 10
"""So many times more examples are tried when there is time."""

_USUAL = 25

Case = TypeVar("Case")


def paired(cases: Iterable[object], others: Sequence[object]) -> list[tuple[object, object]]:
    """Pair each case with one of *others* in turn; where there is time, with all of them.

    Neither a case nor one of the others is left out of the usual run, their pairs are.
    """
    own = [*cases]
    return [*product(own, others)] if is_thorough() else [*zip(own, cycle(others))]


def every_other(cases: Sequence[Case]) -> Sequence[Case]:
    """Give every other one of *cases*, the first among them; where there is time, all."""
    return cases if is_thorough() else cases[::2]


def register() -> None:
    """Make both profiles known and choose the quick one; `--hypothesis-profile` chooses the other.

    How long an example takes is measured in `benchmarks/`, never asserted: a shared machine may stall any of them.
    """
    settings.register_profile(CI, deadline=None, max_examples=_USUAL, derandomize=True)
    settings.register_profile(THOROUGH, deadline=None, max_examples=_USUAL * TIMES)
    settings.load_profile(CI)
    providers._get_local_constants = _constants


_of_all_modules = providers._get_local_constants


def is_thorough() -> bool:
    """Say whether there is time to try everything."""
    return settings.get_current_profile_name() == THOROUGH


def _constants() -> object:
    """Take no numbers and texts out of whatever modules are imported: a law is tried on the same, however it is run.

    To read them costs a process that runs one test some seconds; where there is time, they are tried too.
    """
    return _of_all_modules() if is_thorough() else providers.Constants()


def examples(number: int, **others: object) -> settings:
    """Try *number* examples where a law is dear or its cases are many; *others* are settings of hypothesis."""
    return settings(max_examples=number * TIMES if is_thorough() else number, **others)
