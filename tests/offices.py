"""A folder in which two offices owe something of every kind, each under words of its own."""

from askers import analyst
from workbooks import innovations

from smartcity import intake
from smartcity.access.policy import OFFICE
from smartcity.checks import Options
from smartcity.checks.evidence import Given
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.records.tasks import Tasks
from smartcity.ui.person import Person
from smartcity.warehouse import Warehouse

WHEN = (2024, load_site().track)
TODAY = "2024-11-01"
OWN, OTHER = "Diskominfo", "Bappeda"
SARI = Person(OFFICE, "Sari", office=" diskominfo ")
"""Who speaks for the one office, however it is spelt for them."""


def fill(folder: DataFolder, made: Warehouse) -> None:
    """Let both offices owe one of each kind; the other one's is marked RAHASIA."""
    by = analyst("Rina")
    steps = tuple(
        {
            "node": node,
            "component": "output",
            "owner": owner,
            "mark_before": 2.0,
            "mark_after": 3.0,
            "marks": 1.0,
            "effort": 1.0,
            "gain": 0.0286,
            "index": 3.4,
            "due": "2024-12-01",
        }
        for node, owner in (("P3", OWN), ("P4", OTHER), ("P5", OWN))
    )
    given = {
        "P1": Given({"owner": OWN, "due": "2024-10-01", "status": "diterima", "note": "notulen menyusul"}),
        "P2": Given({"owner": OTHER, "note": "RAHASIA bukti"}),
        "B1": Given({"owner": OWN, "status": "lengkap"}),
    }
    rows = [
        (2024, "Smart Living", "", name, owner, "S") for name, owner in (("Lapak", OWN), ("RAHASIA-inovasi", OTHER))
    ]
    intake.commit(folder, innovations(rows), "inovasi.xlsx", by, Options(), made)
    intake.gather(folder, WHEN, given, by, "", made)
    intake.save_tasks(folder, Tasks("A", *WHEN, steps), by, "", made)
    intake.change_tasks(folder, WHEN, {"P5": {"status": "done"}}, by, "", made)
    code = intake.arrange_meeting(folder, 2023, {"kind": "evaluation", "date": "2024-06-12"}, by, made).id
    for action in (
        {"what": "Kirim anggaran", "owner": OWN, "due": "2024-11-20"},
        {"what": "RAHASIA tindakan", "owner": OTHER},
        {"what": "Sudah beres", "owner": OWN, "status": "done"},
    ):
        intake.change_meeting(folder, code, {"a": action}, by, made)
