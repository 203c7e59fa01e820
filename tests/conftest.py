"""How the tests of a run are ordered, shared out among processes, and cleared up after; see `tests/shared.py`."""

import gc
import os

import laws
import orders
import pytest
import sharing

laws.register()


def pytest_configure(config: pytest.Config) -> None:
    """Load what tests share where tests run: to import the product takes seconds, in which no test can begin."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        config.pluginmanager.import_plugin("shared")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Let the processes of a run share what takes long to build, and the order of the tests where it is by chance."""
    orders.draw()
    if session.config.getoption("numprocesses", None):
        session.config.add_cleanup(sharing.share())


# What is collected stays to the end: to look through it for garbage takes longer than to collect it.
gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the browser tests come first: one process runs them all, with one browser and pages that are made once.

    Processes without work take it from the end of what others have left. Where there is time, the order is by chance.
    """
    if laws.is_thorough():
        items[:] = orders.by_chance(items)
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_report_header() -> str | None:
    """Say by which number the order of the tests was chosen, so that it can be had again."""
    return f"{orders.CHANCE}={os.environ[orders.CHANCE]}" if laws.is_thorough() else None


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look for garbage from here on, in what the tests make alone, and less often than Python does by itself.

    Nearly all of it goes without being looked for; looking after every few hundred objects is 4 % of a test's work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_unconfigure() -> None:
    """Look through what is left once; pytest looks five times, and what it is shown no more costs nothing."""
    gc.collect()
    gc.freeze()
