"""The collector of reference cycles is put off while a file is judged, and is afterwards what it was."""

import gc
import threading
from collections.abc import Iterator

import pytest

from smartcity.intake import collecting


@pytest.fixture(autouse=True)
def enabled() -> Iterator[None]:
    """The collector runs before and after each test."""
    gc.enable()
    yield
    gc.enable()


def test_nothing_is_collected_inside_and_all_is_as_before_outside() -> None:
    """Also within one another, and when the work fails."""
    seen = []

    def work() -> None:
        with collecting.later():
            with collecting.later():
                seen.append(gc.isenabled())
            seen.append(gc.isenabled())
            raise LookupError

    with pytest.raises(LookupError):
        work()
    assert (seen, gc.isenabled()) == ([False, False], True)


def test_a_collector_that_was_off_stays_off() -> None:
    """Who turned it off keeps it off."""
    gc.disable()
    with collecting.later():
        pass
    assert not gc.isenabled()


def test_it_runs_again_when_the_last_thread_is_done() -> None:
    """One thread that leaves does not start it for another that is still inside."""
    is_inside, may_leave = threading.Event(), threading.Event()

    def stay() -> None:
        with collecting.later():
            is_inside.set()
            may_leave.wait(10)

    other = threading.Thread(target=stay)
    with collecting.later():
        other.start()
        is_inside.wait(10)
    while_other_is_inside = gc.isenabled()
    may_leave.set()
    other.join()
    assert (while_other_is_inside, gc.isenabled()) == (False, True)
