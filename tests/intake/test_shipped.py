"""An update of the product with other shipped workbooks: the new content counts at the next opening, by itself."""

import hashlib
import shutil
from pathlib import Path

import pytest
from askers import analyst
from laws import is_thorough
from workbooks import HOME, result_row, results

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.intake import DataFolder, shipped
from smartcity.intake import folder as folders
from smartcity.intake.folder import SHIPPED, identity
from smartcity.intake.judging import SHIPPED_BY
from smartcity.records.findings import is_loadable

FILE = "hasil-smart-city.xlsx"
REGIONS = "daerah-kalsel.xlsx"
NEXT = 2025
OLD, NEW, NEWER = (results([result_row(1, HOME, NEXT, value)]) for value in (3.1, 3.2, 3.3))


class Product:
    """A product that ships a list of regions and one table of results, and can be updated."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.shipped, self._patch = root, patch
        root.mkdir()
        shutil.copy(SHIPPED / REGIONS, root)
        for module in (folders, shipped):
            patch.setattr(module, "SHIPPED", root)
        self.ship(OLD)

    def ship(self, content: bytes) -> None:
        """Come with another table of results."""
        (self.shipped / FILE).write_bytes(content)
        known = {path.name: identity(path.read_bytes()) for path in self.shipped.glob("*.xlsx")}
        self._patch.setattr(shipped, "shipped_identities", lambda: known)


@pytest.fixture
def product(tmp_path, monkeypatch):
    """The product in its first version."""
    return Product(tmp_path / "bawaan", monkeypatch)


PLACES = ("apart", "in place")


def one_of(place):
    """Ask for a folder in one place, where there is time in both; whole updates are asked for in both on every run."""
    return pytest.mark.parametrize("folder", PLACES if is_thorough() else [place], indirect=True)


@pytest.fixture(params=PLACES)
def folder(product, tmp_path, request):
    """A built folder, apart from the product's own or that very folder."""
    made = DataFolder(tmp_path / "data")
    if request.param == "in place":
        product.shipped.rename(tmp_path / "raw")
        made = DataFolder(tmp_path)
        product.shipped = made.raw
        for module in (folders, shipped):
            product._patch.setattr(module, "SHIPPED", made.raw)
    intake.build(made)
    return made


def index(folder: DataFolder) -> float | None:
    """Read the home region's index of the table of results through a new opening."""
    with intake.open_warehouse(folder) as warehouse:
        card = scores.score_card(warehouse, NEXT, HOME)
        return None if card is None else card.published


def test_the_identities_are_those_of_the_shipped_workbooks():
    """Whoever changes a shipped workbook writes down what it is known by, or no folder would get it."""
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SHIPPED.glob("*.xlsx")}
    assert found == dict(shipped.shipped_identities())


def test_a_newer_workbook_takes_the_place_of_the_older_one(product, folder):
    """The new content counts at the next opening; the journal says so in one step, once."""
    first = intake.active(folder)
    product.ship(NEW)
    assert index(folder) == 3.2
    old = next(line for line in first if line.file == FILE)
    *_, gone, come = history = intake.history(folder)
    assert (gone.action, gone.entry, gone.by, gone.rest) == ("withdraw", old.id, SHIPPED_BY, 1)
    assert (come.action, come.entry, come.by, come.why) == ("commit", old.id, SHIPPED_BY, shipped.UPDATED)
    assert (index(folder), intake.history(folder)) == (3.2, history)
    product.ship(NEWER)
    assert (index(folder), len(intake.active(folder))) == (3.3, len(first))


@one_of("in place")
def test_nothing_of_a_folder_is_told_as_changed_after_an_update(product, folder):
    """Every file in force is read and loadable."""
    product.ship(NEW)
    with intake.open_warehouse(folder) as warehouse:
        assert is_loadable(scores.lost(warehouse))
        assert warehouse.query("snapshot_list")["is_loaded"].all()


@one_of("apart")
def test_what_was_withdrawn_stays_out(product, folder):
    """An update brings nothing back that a person took out."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        entry = next(line.id for line in intake.active(folder) if line.file == FILE)
        intake.withdraw(folder, [entry], analyst("Rina"), "salah", warehouse)
    product.ship(NEW)
    assert index(folder) is None


@one_of("in place")
def test_what_a_person_loaded_counts_over_an_update(product, folder):
    """A table that a person loaded beside the shipped one still counts when a newer one ships."""
    own = results([result_row(1, HOME, NEXT, 3.9)])
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.commit(folder, own, "hasil-kami.xlsx", analyst("Rina"), Options(), warehouse)
    product.ship(NEW)
    assert index(folder) == 3.9


@one_of("apart")
def test_an_update_that_was_withdrawn_is_not_brought_in_again(product, folder):
    """The person who restores the older content keeps it."""
    product.ship(NEW)
    assert index(folder) == 3.2
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.withdraw(folder, [intake.active(folder)[-1].id], analyst("Rina"), "salah", warehouse)
    assert index(folder) is None


def test_what_somebody_edited_is_no_update(product, folder):
    """Bytes that do not ship under this name stay out, whoever put them there."""
    (product.shipped / FILE).write_bytes(NEW)
    assert shipped.let_in_updates(folder) == ()


@one_of("in place")
def test_a_content_that_does_not_load_changes_nothing(product, folder):
    """A shipped workbook that the checks refuse leaves the journal as it is."""
    product.ship(results([result_row(1, "Kota Antah Berantah", NEXT, 3.2)]))
    assert shipped.let_in_updates(folder) == ()
