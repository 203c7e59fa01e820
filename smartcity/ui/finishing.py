"""What is begun comes to its end, whatever is clicked meanwhile."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from contextvars import copy_context
from threading import Thread
from typing import TypeVar

from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

Made = TypeVar("Made")


_UNDER_WAY: dict[str, Future] = {}
"""What each session has begun and not ended."""


def finish(write: Callable[[], Made]) -> Made:
    """Do what must not be broken off halfway; return what it returns, or raise what it raises.

    A click ends the run of a page wherever that next draws something, as the bar that moves while a file is saved, or
    looks into what its session remembers. It never ends another thread.
    """
    end: Future[Made] = Future()
    session = _session()
    _UNDER_WAY[session] = end

    def work() -> None:
        try:
            end.set_result(write())
        except BaseException as problem:
            end.set_exception(problem)
        finally:
            _UNDER_WAY.pop(session, None)

    add_script_run_ctx(Thread(target=copy_context().run, args=(work,))).start()
    return end.result()


def wait_for_step() -> None:
    """Wait for what this session began before a click: the page that was asked for is drawn beside the step."""
    end = _UNDER_WAY.get(_session())
    if end is not None:
        wait([end])


def _session() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else context.session_id
