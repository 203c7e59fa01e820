"""Rules of a year come in by a workbook and replace the borrowed ones: all is recomputed; they can be withdrawn."""

import pytest
from commands import answer_of, empty_folder, run
from workbooks import HOME, TRACK, even_marks, marks, method_of, rules, workbook

LENDER, COMING = 2024, 2026
WEIGHTS = {"baseline": 0.1, "output": 0.3, "outcome": 0.2, "impact": 0.2, "quick_win": 0.2}
"""What the letter of the tests says: a tenth goes from outcome to output."""

PRINTED = {"baseline": 3.76, "output": 3.2, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
BY = ("--by", "Rina")


def weighed(components: dict[str, float], weights: dict[str, float]) -> float:
    """Compute by hand what *weights* make of components."""
    return sum(weight * components[code] for code, weight in weights.items())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with our printed components of 2023 and our own marks of the year to come."""
    made = empty_folder(tmp_path / "data", monkeypatch)
    for name, content in {
        "hasil.xlsx": printed(2023, 3.38),
        "nilai.xlsx": marks(even_marks(COMING), year=COMING),
    }.items():
        answer_of("commit", saved(tmp_path, content, name), *BY)
    return made


def printed(year: int, index: float) -> bytes:
    """Make a table of results with our components."""
    header = [
        "Tahun",
        "Jalur",
        "Daerah",
        *(code.replace("_", " ") for code in PRINTED),
        "Nilai akhir",
        "Dasar",
        "Sumber",
    ]
    return workbook({"Hasil": [header, [year, "Reguler", HOME, *PRINTED.values(), index, "resmi", "Surat"]]})


def saved(root, content: bytes, name: str = "aturan.xlsx"):
    """Write bytes as a file and return its path."""
    (root / name).write_bytes(content)
    return root / name


def test_the_template_holds_the_rules_so_far_and_asks_for_the_letter(folder, tmp_path):
    """As it comes it lacks only certainty and letter; with these it is loadable without a finding."""
    run("template", "rules", "--year", COMING, "-o", tmp_path / "templat.xlsx")
    found = run("check", tmp_path / "templat.xlsx", "--json").json
    assert [(one["code"], one["cell"]) for one in found["findings"]] == [("cell.blank", "B3"), ("cell.blank", "B4")]
    assert answer_of("check", saved(tmp_path, rules(year=COMING)))["findings"] == []


def test_rules_of_a_workbook_replace_the_borrowed_ones(folder, tmp_path):
    """The year is scored anew by its own weights, known as the letter says; the year after borrows from it."""
    before = answer_of("score", COMING, "--basis", "simulasi")
    answer_of("commit", saved(tmp_path, rules(year=COMING, weights=WEIGHTS)), *BY)
    after = answer_of("score", COMING, "--basis", "simulasi")
    assert (before["method_status"], before["rules_from"]) == ("provisional", LENDER)
    assert (after["method_status"], after["rules_from"]) == ("certain", None)
    assert after["components"] == pytest.approx(before["components"])
    assert after["index"] == pytest.approx(weighed(after["components"], WEIGHTS), abs=0.002)
    assert answer_of("respondents", COMING + 1)["rules_from"] == COMING
    assert answer_of("rules", COMING)["sources"] == ["Surat percobaan 1/2026"]


def test_a_back_cast_shows_what_they_changed(folder, tmp_path):
    """Weights that moved, and our index by either rules: simulated for the year, derived from printed components."""
    old = answer_of("score", COMING, "--basis", "simulasi")
    answer_of("commit", saved(tmp_path, rules(year=COMING, weights=WEIGHTS)), *BY)
    new = answer_of("score", COMING, "--basis", "simulasi")
    replaced = answer_of("rules", COMING)["replaced"]
    assert (replaced["rules_from"], replaced["moved"]) == (LENDER, ["output", "outcome"])
    assert [(one["year"], one["basis"]) for one in replaced["casts"]] == [(COMING, "simulasi"), (2023, "derived")]
    assert [one["before"] for one in replaced["casts"]] == pytest.approx([old["index"], 3.379])
    assert [one["after"] for one in replaced["casts"]] == pytest.approx([new["index"], weighed(PRINTED, WEIGHTS)])
    assert "3,379 → 3,382" in run("rules", COMING).out


def test_published_figures_of_the_year_are_recomputed_once_its_rules_are_known(folder, tmp_path):
    """Printed components of the year were never weighed by borrowed rules; by its own they are."""
    answer_of("commit", saved(tmp_path, printed(COMING, 3.4), "hasil 2026.xlsx"), *BY)
    borrowed = answer_of("score", COMING)
    answer_of("commit", saved(tmp_path, rules(year=COMING, weights=WEIGHTS)), *BY)
    own = answer_of("score", COMING)
    assert (borrowed["index"], borrowed["method"]) == (3.4, None)
    assert (own["index"], own["published"]) == (pytest.approx(weighed(PRINTED, WEIGHTS)), 3.4)
    assert own["method"] == f"{COMING}_{TRACK}"


def test_withdrawn_rules_give_way_to_the_borrowed_ones(folder, tmp_path):
    """They hold through a rebuild from nothing, and their withdrawal brings every figure back."""
    before = answer_of("score", COMING, "--basis", "simulasi")
    entry = answer_of("commit", saved(tmp_path, rules(year=COMING, weights=WEIGHTS)), *BY)["entry"]
    after = answer_of("score", COMING, "--basis", "simulasi")
    folder.warehouse.unlink()
    answer_of("build")
    assert answer_of("score", COMING, "--basis", "simulasi") == after
    answer_of("withdraw", entry, *BY, "--why", "suratnya lain")
    assert answer_of("score", COMING, "--basis", "simulasi") == before
    assert answer_of("rules", COMING)["replaced"] is None


def test_a_new_item_is_asked_in_the_next_template(folder, tmp_path):
    """An item that the letter adds is a row of the self-assessment's template, and told as new when it is checked."""

    def add(items: list) -> None:
        items.append(["P8", "Output", "Kebijakan", None, None, "Ada peta jalan.", None])

    path = saved(tmp_path, rules(year=COMING, edit=add))
    assert [one["code"] for one in answer_of("check", path)["findings"]] == ["rules.item_new"]
    answer_of("commit", path, *BY)
    parts = {part["component"]: part["items"] for part in answer_of("rules", COMING)["components"]}
    run("template", "marks", "--year", COMING, "-o", tmp_path / "nilai baru.xlsx")
    assert parts["output"] == [*(item.code for item in method_of(COMING).component("output").items), "P8"]
    assert b"Ada peta jalan." in (tmp_path / "nilai baru.xlsx").read_bytes()


def test_a_component_can_come_with_its_items(folder, tmp_path):
    """Rules may weigh a component that the track did not have before."""

    def add(items: list) -> None:
        items.append(["K1", "Kolaborasi", "Kerja sama", None, None, "Ada kerja sama antardaerah.", None])

    weights = {**WEIGHTS, "output": 0.2, "collaboration": 0.1}
    answer_of("commit", saved(tmp_path, rules(year=COMING, weights=weights, edit=add)), *BY)
    assert answer_of("rules", COMING)["replaced"]["moved"] == ["outcome", "collaboration"]
    casts = {one["basis"]: one["after"] for one in answer_of("rules", COMING)["replaced"]["casts"]}
    assert casts["derived"] is None
