"""The dashboard as `streamlit run` serves it, for a process that is forked when all that its pages import is there."""

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from streamlit.web import cli

import smartcity
from smartcity.intake import clock

PROJECT = Path(__file__).parents[2]

for module in walk_packages(smartcity.__path__, "smartcity."):
    if not module.name.endswith("__main__"):
        import_module(module.name)


def run(port: int, day: date | None, program: str) -> None:
    """Serve a *program* of the project on a port until the process is ended; always on one *day*, if it is given."""
    if day is not None:
        clock.today = lambda: day
    cli.main(["run", str(PROJECT / program), "--server.port", str(port)])
