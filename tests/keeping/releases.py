"""One data folder for each release, as that release wrote it, and what it says: `python -m keeping.releases NAME`.

A release adds its own folder below `tests/fixtures/releases/` (run with `PYTHONPATH=.:tests`); those of earlier ones
are never made again, for they are to show that what was written then is still read.
"""

import json
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from askers import analyst
from pieces import PDF
from workbooks import (
    HOME,
    TRACK,
    YEAR,
    even_marks,
    innovations,
    items_of,
    marks,
    result_row,
    results,
    survey,
    varied,
    with_cells,
)

from smartcity import intake
from smartcity.answers import evidence, meetings, scores, tasks
from smartcity.answers.innovations import innovations_of
from smartcity.checks import Options
from smartcity.checks.evidence import Given
from smartcity.intake import DataFolder
from smartcity.records.decisions import INNOVATION, NOTHING, Alias, Decisions
from smartcity.records.meetings import ITSELF
from smartcity.records.reports import RUNNING, Report
from smartcity.records.scenarios import Scenario
from smartcity.records.tasks import Tasks
from smartcity.warehouse import Warehouse

RELEASES = Path(__file__).parents[1] / "fixtures" / "releases"
SAID = "dikatakan.json"
RINA = analyst("Rina")
WHEN = (YEAR, TRACK)
ITEMS = items_of("living")
OWN = even_marks()
INNOVATIONS = ((YEAR, "My Dinkes"), (YEAR + 1, "MyDinkes"))


def make(folder: DataFolder) -> None:
    """Do each thing once that writes a line, taking one of them back."""
    intake.build(folder, empty=True)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        at = (folder, warehouse)
        loaded(
            at, results([result_row(1, HOME, YEAR, 3.41), result_row(2, "Kota Banjarmasin", YEAR, 3.6)]), "hasil.xlsx"
        )
        mistaken = loaded(at, results([result_row(1, HOME, YEAR + 2, 3.9)]), "salah.xlsx")
        intake.withdraw(folder, [mistaken.id], RINA, "angka keliru", warehouse)
        loose = with_cells(marks(OWN), "Nilai mandiri", {"C5": "Angka"})
        loaded(at, loose, "nilai.xlsx", Decisions((Alias("header:marks", "Angka", "value"),)))
        lists = [(year, "Smart Living", "", name, "Dinas Kesehatan", "b") for year, name in INNOVATIONS]
        loaded(at, innovations(lists), "inovasi.xlsx")
        forms = loaded(at, survey({"living": varied(8, "living")}), "survei.xlsx")
        sheet = ("Jawaban", 5)
        intake.decide(folder, Decisions((Alias(INNOVATION, "MyDinkes", "My Dinkes"),)), RINA, "satu", warehouse)
        rows = Decisions(left_out=frozenset({sheet}))
        intake.decide(folder, rows, RINA, "uji coba", warehouse, snapshot=forms.snapshot)
        intake.keep_rows(
            folder, "quality.fast", {forms.snapshot: frozenset({("Jawaban", 6)})}, RINA, "benar", warehouse
        )
        supposed(at)
        intake.report_innovations(
            folder, YEAR, {"My Dinkes": Report(RUNNING, new="dua puskesmas")}, RINA, "", warehouse
        )
        piece = Given({"status": "diterima", "owner": "Dinas Kesehatan"}, files=[("notulen.pdf", PDF)])
        intake.gather(folder, WHEN, {ITEMS[0]: piece}, RINA, "", warehouse)
        intake.set_interview(folder, WHEN, datetime(YEAR, 10, 30, 1, tzinfo=UTC), RINA, "", warehouse)
        met(at)


def loaded(at: tuple[DataFolder, Warehouse], content: bytes, file: str, decisions: Decisions = NOTHING):
    """Load a file."""
    return intake.commit(at[0], content, file, RINA, Options(), at[1], decisions)[0]


def supposed(at: tuple[DataFolder, Warehouse]) -> None:
    """Save a self-assessment, take a plan on, and say how far it is."""
    folder, warehouse = at
    node = next(iter(OWN))
    intake.save_scenario(folder, Scenario("rencana", *WHEN, {node: 4.0}), RINA, "coba", warehouse)
    step = {"node": node, "component": "baseline", "owner": "Diskominfo", "mark_before": 3.0, "mark_after": 4.0}
    step |= {"marks": 1.0, "effort": 1.0, "gain": 0.02, "index": 3.4}
    intake.save_tasks(folder, Tasks("rencana", *WHEN, (step,)), RINA, "", warehouse)
    intake.change_tasks(folder, WHEN, {node: {"status": "doing"}}, RINA, "", warehouse)


def met(at: tuple[DataFolder, Warehouse]) -> None:
    """Hold a meeting that looks at an exhibit, notes and decides."""
    folder, warehouse = at
    details = {"kind": "evaluation", "date": f"{YEAR}-06-12", "title": "Rapat Juni"}
    code = intake.arrange_meeting(folder, YEAR, details, RINA, warehouse).id
    strip = {"page": "peringkat", "exhibit": "jarak-skor", "selection": {"year": YEAR}, "is_live": True}
    intake.change_meeting(folder, code, {"p": strip}, RINA, warehouse, frozen={"p": b"{}"})
    intake.start_meeting(folder, code, {"p1": b'{"a": 1}'}, None, RINA, warehouse)
    changes = {"p1": {"note": "tipis", "decisions": ["kejar"]}, "a": {"what": "Kirim bukti", "owner": "Bappeda"}}
    intake.change_meeting(folder, code, changes, RINA, warehouse)
    intake.change_meeting(folder, code, {ITSELF: {"venue": "aula"}}, RINA, warehouse)


def answers_of(folder: DataFolder) -> dict[str, object]:
    """Tell what a folder says, by the ways that pages ask, so that any release can be asked the same."""
    with intake.open_warehouse(folder) as warehouse:
        files = warehouse.query("snapshot_list")
        published = scores.score_card(warehouse, YEAR, HOME, scores.OFFICIAL).published
        plan = tasks.follow_up(warehouse, *WHEN, date(YEAR, 6, 1))
        found = evidence.evidence(warehouse, *WHEN)
        (met_as,) = meetings.meetings(warehouse)
        reported = innovations_of(warehouse, YEAR).innovations
    lines = intake.history(folder)
    held = next(one for one in found.items if one.pieces)
    point = met_as.points[0]
    return {
        "lines": [line.action for line in lines],
        "in_force": len(intake.in_force(folder)),
        "files": {row.file: bool(row.is_loaded) for row in files.itertuples() if row.file != "daerah-kalsel.xlsx"},
        "published": published,
        "scenario": sorted(line.scenario for line in lines if line.action == "scenario"),
        "tasks": plan.rows[["node", "owner", "status"]].values.tolist(),
        "innovations": [[one.name, one.stage] for one in reported],
        "evidence": [held.item, held.owner, held.status, [one.file for one in held.pieces]],
        "meeting": [
            met_as.title,
            met_as.venue,
            point.note,
            list(point.decisions),
            [one.what for one in met_as.actions],
        ],
        "shown": intake.shown_at(folder, point).decode(),
        "original": intake.original(folder, intake.active(folder)[0], RINA)[:2].decode(),
    }


def main() -> None:
    """Keep today's release under a name."""
    place = RELEASES / sys.argv[1]
    folder = DataFolder(place)
    make(folder)
    text = json.dumps(answers_of(folder), ensure_ascii=False, indent=1)
    for built in (folder.warehouse, folder.root / "tulis.lock"):
        built.unlink(missing_ok=True)
    shutil.rmtree(folder.desk, ignore_errors=True)
    (place / SAID).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
