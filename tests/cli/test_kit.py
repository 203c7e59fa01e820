"""The command kit: proposed, decided on whole or not at all, on record and taken back."""

from commands import answer_of, full_folder, run
from export.kit.handed import as_csv
from workbooks import items_of

from smartcity import gate, intake
from smartcity.intake import DataFolder


def test_a_proposal_becomes_a_decision(tmp_path, monkeypatch, shipped_folder):
    """What the lists propose is told as such; what is decided stands in the history and can be taken back."""
    full_folder(tmp_path / "data", monkeypatch, shipped_folder)
    proposal = answer_of("kit", 2024)
    first = proposal["dimensions"][0]

    assert (proposal["decided"], len(proposal["dimensions"]), first["quota"]) == (False, 6, 50)
    known = {"service": "Lapat Kaka KIA", "owner": "Disdukcapil", "users": None}
    assert first["services"][0] == {"sub_dimension": "governance.1", **known, "target": 17}
    answer = run("kit", "set", 2024, "--service", "governance.1=Simasda", "--users", "governance.1=5", "--target",
               "governance.1=9", "--service", "living.1=Entah", "--by", "Rina", "--json")  # fmt: skip
    assert (answer.code, [one["code"] for one in answer.json["problems"]]) == (1, ["unknown_service", "too_many"])
    assert "Target Simasda (9) lebih besar daripada penggunanya (5)." in answer.err
    assert answer_of("kit", 2024) == proposal

    done = answer_of(
        "kit", "set", 2024, "--split", "living", "--from", "1/10/2024", "--until", "2024-10-20", "--by", "Rina"
    )
    living = next(one for one in done["dimensions"] if one["dimension"] == "living")
    assert (done["decided"], done["starts"], living["quota"], living["services"][2]["target"]) == (
        True, "2024-10-01", 150, 50,
    )  # fmt: skip
    assert answer_of("kit", "set", 2024, "--by", "Rina")["entry"] is None
    packed = answer_of("kit", 2024, "--owner", "Dishub", "-o", tmp_path / "dishub.zip")
    assert (packed["decided"], packed["owner"], "formulir-kertas/LIV-3.pdf" in packed["files"]) == (
        True,
        "Dishub",
        True,
    )
    own = answer_of("kit", 2024, "--owner", "disdukcapil")
    assert [one["dimension"] for one in own["dimensions"]] == ["governance"]
    assert "Disdukcapil" in run("kit", 2024, "--owner", "Entah").err
    answer_of("withdraw", done["entry"], "--by", "Rina", "--why", "salah")
    assert answer_of("kit", 2024) == proposal


def test_a_year_whose_lists_say_no_parts_proposes_nothing(tmp_path, monkeypatch, shipped_folder):
    """Which service stands for which part is not made up; a year without rules has no survey."""
    full_folder(tmp_path / "data", monkeypatch, shipped_folder)

    assert answer_of("kit", 2023)["dimensions"] == []
    assert "Belum ada layanan yang dipilih" in run("kit", 2023).err
    assert (run("kit", 2023, "-o", tmp_path / "x.zip").code, (tmp_path / "x.zip").exists()) == (1, False)
    assert (run("kit", 2019).code, run("kit").code, run("kit", "x").code) == (1, 2, 2)
    assert run("kit", "set", 2024).code == 2


def test_the_days_of_the_plan_say_how_dates_are_written(tmp_path, monkeypatch, shipped_folder):
    """10/2 is in October where the survey is, and stays so in the journal; where it is not said, it is asked."""
    full_folder(tmp_path / "data", monkeypatch, shipped_folder)
    items = items_of("living", 2024)
    rows = [[f"10/{2 + n}/2024 09:00:00", *((n + 2 * place) % 5 for place in range(len(items)))] for n in range(6)]
    file = tmp_path / "jawaban.csv"
    file.write_bytes(as_csv([["Timestamp", *items], *rows]))
    given = ("--kind", "survey", "--year", 2024, "--track", "regular")
    before = run("check", file, *given, "--json").json
    answer_of("kit", "set", 2024, "--from", "1/10/2024", "--until", "2024-10-20", "--by", "Rina")
    known, undated = answer_of("check", file, *given), run("check", file, "--json").json
    answer_of("commit", file, *given, "--by", "Rina")
    answer_of("kit", "set", 2024, "--from", "2024-02-01", "--until", "2024-02-20", "--by", "Rina")
    answer_of("build")

    assert [one["code"] for one in before["findings"] if one["severity"] == "error"] == ["value.date_order"]
    assert (before["loadable"], known["loadable"]) == (False, True)
    assert [one["code"] for one in undated["findings"] if one["severity"] == "error"] == ["file.year_unknown"]
    with intake.open_warehouse(DataFolder(tmp_path / "data")) as warehouse:
        days = gate.days_of(warehouse, gate.load(warehouse, 2024), ["living"]).by_day["day"]
    assert [str(day)[:10] for day in days][:2] == ["2024-10-02", "2024-10-03"]
