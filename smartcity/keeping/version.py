"""Which version of the product this is."""

import tomllib
from functools import cache

from smartcity.intake.folder import PROJECT


@cache
def product_version() -> str:
    """Return the version that `pyproject.toml` states."""
    return str(tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"])
