"""What is begun comes to its end, whatever is clicked meanwhile."""

from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread
from typing import TypeVar

from streamlit.runtime.scriptrunner import add_script_run_ctx

Made = TypeVar("Made")


def finish(write: Callable[[], Made]) -> Made:
    """Do what must not be broken off halfway; return what it returns, or raise what it raises.

    A click ends the run of a page wherever that next draws something, as the bar that moves while a file is saved, or
    looks into what its session remembers. It never ends another thread.
    """
    end: Future[Made] = Future()

    def work() -> None:
        try:
            end.set_result(write())
        except BaseException as problem:
            end.set_exception(problem)

    add_script_run_ctx(Thread(target=copy_context().run, args=(work,))).start()
    return end.result()
