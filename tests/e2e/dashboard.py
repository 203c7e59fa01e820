"""The dashboard as `streamlit run` serves it, for a process that is forked when all that its pages import is there."""

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from streamlit.web import cli

import smartcity
from smartcity.intake import clock

APP = Path(__file__).parents[2] / "app.py"

for module in walk_packages(smartcity.__path__, "smartcity."):
    if not module.name.endswith("__main__"):
        import_module(module.name)


def run(port: int, day: date | None = None) -> None:
    """Serve it on a port until the process is ended; always on one *day*, if it is given."""
    if day is not None:
        clock.today = lambda: day
    cli.main(["run", str(APP), "--server.port", str(port)])
