"""The command fieldwork: who is behind the plan that was decided, and the texts for offices, shown and written."""

from commands import answer_of, full_folder, run


def test_who_is_behind_and_what_to_write(tmp_path, monkeypatch, shipped_folder):
    """Without dates nothing is late nor written; with them every office has its text, and invented data its mark."""
    full_folder(tmp_path / "data", monkeypatch, shipped_folder)
    file = tmp_path / "pesan.txt"
    early, refused = answer_of("fieldwork", 2024), run("fieldwork", 2024, "-o", file)
    assert (early["as_of"], early["owners"], refused.code, file.exists()) == (None, [], 1, False)
    answer_of("kit", "set", 2024, "--from", "1/10/2024", "--until", "20/10/2024", "--by", "Rina")
    day = ("--as-of", "2024-10-21")
    found = answer_of("fieldwork", 2024, *day, "-o", file)
    (society,) = [one for one in found["dimensions"] if one["dimension"] == "society"]
    assert (found["as_of"], found["gone"], found["left"], found["new"], found["sample"]) == (
        "2024-10-21",
        20,
        0,
        None,
        True,
    )
    assert [society[name] for name in ("count", "target", "expected", "behind", "a_day", "full", "hidden")] == [
        *(45, 50, 50, 5, None, "2024-10-23", False),
    ]
    assert "Smart Society 5 orang; masa lapangan berakhir 20 Okt 2024" in run("fieldwork", 2024, *day).out
    written = file.read_text("utf-8").split("\n---\n")
    assert (len(written), all("CONTOH" in one for one in written)) == (len(found["owners"]), True)
    own = answer_of("fieldwork", 2024, *day, "--owner", "dishub")["owners"]
    assert [(one["owner"], one["text"] in file.read_text("utf-8")) for one in own] == [("Dishub", True)]
    assert (run("fieldwork", 2024, "--owner", "Entah").code, run("fieldwork", 2019).code) == (1, 1)
