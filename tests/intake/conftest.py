"""What the tests of the intake share: an empty folder to load into."""

from pathlib import Path

import folders
import pytest

from smartcity.intake import DataFolder


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A built data folder of the test's own without the shipped workbooks."""
    return folders.empty(tmp_path / "data")
