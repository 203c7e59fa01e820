"""What all tests share: how the product behaves under test, and the shipped workbooks, built once by the real way in.

Loaded where tests run: the process that only hands them out does without the product (`tests/conftest.py`).
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import desk
import folders
import planted
import pytest
import readers
from commands import full_folder

from smartcity import intake
from smartcity.intake import DataFolder, clock
from smartcity.intake import folder as places
from smartcity.intake.folder import VARIABLE
from smartcity.warehouse import Warehouse, store
from smartcity.wording import LANGUAGES, Words

# The few rows of a test's world gain nothing from a second thread of the database, whose start and end take time, and
# nothing from looking for the smallest way to write each of their columns.
store.CLOSED |= {"threads": 1, "force_compression": "uncompressed"}

readers.examine_here()

# A survey that several tests load, each into a folder of its own, is judged once.
places.new_key = folders.same_key

THIS_YEAR = 2026
"""The year it is in all tests, whatever the calendar says: it decides which years are prepared for."""

clock.this_year = lambda: THIS_YEAR


@pytest.fixture(scope="session")
def shipped_folder() -> DataFolder:
    """A data folder with the shipped workbooks committed and the warehouse built; nobody may change it."""
    return folders.shipped()


@pytest.fixture(scope="session")
def shipped(shipped_folder: DataFolder) -> Iterator[Warehouse]:
    """The warehouse of the shipped workbooks, open for reading."""
    with intake.open_warehouse(shipped_folder) as warehouse:
        yield warehouse


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, shipped_folder: DataFolder) -> DataFolder:
    """A copy of the folder with the shipped workbooks for commands; the first may be open in this very process."""
    with pytest.MonkeyPatch.context() as patch:
        return full_folder(tmp_path_factory.mktemp("baca") / "data bersama", patch, shipped_folder)


@pytest.fixture(scope="module")
def standing(copied: DataFolder) -> Iterator[Warehouse]:
    """The warehouse of that copy, open for all commands of a module that only read it."""
    with intake.open_warehouse(copied) as warehouse:
        yield warehouse


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, copied: DataFolder, standing: Warehouse) -> Iterator[DataFolder]:
    """The folder of the shipped workbooks as the commands use it, only to be read, and opened once in a module."""
    monkeypatch.setenv(VARIABLE, str(copied.root))
    with folders.opened_as(copied, standing):
        yield copied


@pytest.fixture(scope="session")
def nothing_loaded() -> Iterator[Warehouse]:
    """A warehouse built of no file at all, open for reading."""
    with planted.warehouse() as warehouse:
        yield warehouse


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    """The wording, once in each language."""
    return Words(request.param)


@pytest.fixture(scope="module")
def shipped_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """Let the app show the shipped data, built once for the tests of a module that only read it."""
    with desk.served(tmp_path_factory.mktemp("bawaan") / "data", folders.shipped()) as folder:
        yield folder


@pytest.fixture
def empty_app(tmp_path: Path) -> Iterator[DataFolder]:
    """Give the app an empty data folder of the test's own."""
    with desk.served(tmp_path / "data", folders.bare()) as folder:
        yield folder


@pytest.fixture
def one_year_app(tmp_path: Path) -> Iterator[DataFolder]:
    """Give the app a data folder of the test's own with one index of one year."""
    with desk.served(tmp_path / "data", folders.one_year()) as folder:
        yield folder


@pytest.fixture
def planted_app(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Give a function that serves planted files to the app as if they had been loaded."""
    with desk.serving(tmp_path / "data") as serve:
        yield serve


class _Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """What is logged as a warning or worse while the test runs."""
    kept = _Kept(logging.WARNING)
    logging.getLogger().addHandler(kept)
    yield kept.records
    logging.getLogger().removeHandler(kept)
