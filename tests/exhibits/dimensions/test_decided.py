"""Decisions about names on the page Dimensi: one innovation under one name, no question that was answered."""

from pathlib import Path

import folders
import pytest
from askers import analyst
from workbooks import YEAR, innovations

from smartcity import intake
from smartcity.checks import Options
from smartcity.exhibits import dimensions
from smartcity.exhibits.kit.selection import Selection
from smartcity.intake import DataFolder
from smartcity.records.decisions import DIFFERENT, INNOVATION, Alias, Decisions
from smartcity.wording import Words

OLD, NEW = YEAR + 2, YEAR + 3
NONE = Options()
FIRST = innovations([(OLD, "Living", "Kesehatan", "Simas Pemalu", "Dinkes", "S1")])
SECOND = innovations([(NEW, "Living", "Kesehatan", "Simaspemalu", "Dinkes", "S1")])
PAIR = ("Simaspemalu", "Simas Pemalu")


@pytest.fixture(scope="module")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A folder with two lists that spell one innovation differently; nobody may change it."""
    made = folders.empty(tmp_path_factory.mktemp("dua") / "data")
    with intake.open_warehouse(made, read_only=False) as warehouse:
        for number, content in enumerate((FIRST, SECOND)):
            intake.commit(made, content, f"daftar {number}.xlsx", analyst("Rina"), NONE, warehouse)
    return made


@pytest.fixture
def folder(tmp_path: Path, undecided: DataFolder) -> DataFolder:
    """A copy of that folder."""
    return folders.copied(undecided, tmp_path / "data")


def shown(folder: DataFolder, *decided: Alias) -> list:
    """Decide, and make the three exhibits that speak of names."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.decide(folder, Decisions(decided), analyst("Budi"), "uji", warehouse)
        made = (dimensions.near_names, dimensions.changes, dimensions.counts_by_year)
        return [make(warehouse, Selection(), Words("id")) for make in made]


def column(exhibit, code: str) -> list:
    """Return a column of an exhibit's table."""
    return exhibit.table.frame[code].tolist()


def test_an_undecided_pair_is_a_question(folder):
    """Two spellings in two lists: one is new, one is gone, and a person is asked whether they are one."""
    near, changes, _ = shown(folder)
    assert (column(near, "decision"), column(changes, "proposed")) == (
        ["= ? menunggu keputusan"],
        ["= Simas Pemalu ?", "= Simaspemalu ?"],
    )


def test_one_innovation_is_neither_new_nor_gone(folder):
    """It is kept, under the name that was decided; the table says who decided that and how each list spells it."""
    near, changes, _ = shown(folder, Alias(INNOVATION, *PAIR))
    assert (column(changes, "change"), column(changes, "name")) == (["lanjut"], ["Simas Pemalu"])
    (decision,) = column(near, "decision")
    assert decision.startswith("satu inovasi, dihitung sebagai Simas Pemalu (Budi, ")
    assert (near.message, "1 pasangan sudah diputuskan" in near.note, column(near, "first")) == (
        "Tidak ada nama yang mirip",
        True,
        ["Simaspemalu"],
    )


@pytest.mark.parametrize("pair", [PAIR, PAIR[::-1]])
def test_two_innovations_are_no_question(folder, pair):
    """One is new, the other is gone, and nobody is asked again."""
    near, changes, _ = shown(folder, Alias(DIFFERENT, *pair))
    (decision,) = column(near, "decision")
    assert (decision.startswith("dua inovasi (Budi, "), column(changes, "proposed")) == (True, ["", ""])
