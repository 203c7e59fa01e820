"""What the tests of the command line share."""

from collections.abc import Iterator

import folders
import pytest


@pytest.fixture(autouse=True)
def kept_open() -> Iterator[None]:
    """Let the commands of a test find each folder open, as pages do; in `test_commands.py` each opens it itself."""
    with folders.kept_open():
        yield
