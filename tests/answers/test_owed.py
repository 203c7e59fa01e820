"""What one office owes: everything of its own that is not done, what is due first, and nothing of anybody else."""

from datetime import date

import folders
import pytest
from offices import OTHER, OWN, SARI, TODAY, WHEN, fill

from smartcity import intake
from smartcity.answers.owed import owed
from smartcity.exhibits.evidence import owed as exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.wording import LANGUAGES, Words


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """A warehouse in which two offices owe something of every kind."""
    folder = folders.empty(tmp_path_factory.mktemp("tugas") / "data")
    with intake.open_warehouse(folder, read_only=False) as made:
        fill(folder, made)
        yield made


def test_an_office_owes_what_is_not_done_of_its_own(warehouse):
    """Evidence, a step, an action item and a report, by the day they are due; nothing else."""
    found = owed(warehouse, *WHEN, SARI.office, date.fromisoformat(TODAY))
    whole = [(one.kind, one.text or one.code, one.due, one.status, one.is_late) for one in found]

    assert whole == [
        ("evidence", "P1", "2024-10-01", "diterima", True),
        ("action", "Kirim anggaran", "2024-11-20", "open", False),
        ("task", "P3", "2024-12-01", "open", False),
        ("innovation", "Lapak", None, "unreported", False),
    ]


def test_nobody_owes_nothing(warehouse):
    """An office without a name owns nothing, and a year without rules still has the action items of meetings."""
    nobody = owed(warehouse, *WHEN, "", date.fromisoformat(TODAY))
    before = owed(warehouse, 2019, WHEN[1], OTHER, date.fromisoformat(TODAY))

    assert (nobody, [one.text for one in before]) == ((), ["RAHASIA tindakan"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_whole_in_each_language(warehouse, language):
    """The finding counts each kind; the table says what, until when, how far and where; nothing of others is in it."""
    words, looked = Words(language), Selection(year=2024, today=TODAY, language=language)
    made, none = (exhibit(warehouse, looked, words, office) for office in (OWN, "Dinas Lain"))
    frame = made.table.frame

    assert (len(frame), frame["left"].iloc[0], none.empty is not None) == (4, -31, True)
    assert all(words(f"evidence.owed.n_{kind}", n=1) in made.message for kind in ("evidence", "task", "innovation"))
    assert "RAHASIA" not in frame.to_csv() + made.message
    assert made.message.startswith(OWN)
