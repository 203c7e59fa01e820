"""The command line of several regions: asked for one, or for a province together."""

from commands import answer_of, empty_folder, run
from reaching import BANJAR, reaching
from workbooks import HOME


def test_a_command_is_asked_for_another_region(tmp_path, monkeypatch):
    """What is kept with --home is that region's, by any of its names; the home region is not told of it."""
    empty_folder(tmp_path / "data", monkeypatch)
    with reaching():
        answer_of("evidence", "set", 2024, "P1", "--status", "lengkap", "--by", "Sari", "--home", "banjar")
        theirs = answer_of("evidence", 2024, "--home", "6303")
        ours = answer_of("evidence", 2024)
        unknown = run("evidence", 2024, "--home", "Kota Entah")

    def status(answer):
        return next(one["status"] for one in answer["items"] if one["item"] == "P1")

    assert (status(theirs), status(ours)) == ("lengkap", "belum ada")
    assert unknown.code == 2
    assert "Kota Entah" in unknown.err
    assert HOME in unknown.err


def test_regions_stand_beside_one_another(tmp_path, monkeypatch):
    """Every region of the province with what it has done; a dashboard of one region says that it is one."""
    empty_folder(tmp_path / "data", monkeypatch)
    alone = run("regions", 2024)
    with reaching():
        answer_of("evidence", "set", 2024, "P1", "--status", "lengkap", "--by", "Sari", "--home", "6303")
        answer = answer_of("regions", 2024, "--as-of", "2024-05-01")
        lines = run("regions", 2024, "--as-of", "2024-05-01").out.splitlines()
        elsewhere = run("regions", 2024, "--province", "Entah")

    shares = {one["region"]: one["parts"]["evidence"] for one in answer["regions"]}
    assert (len(shares), shares[HOME], shares[BANJAR.home] > 0) == (13, 0.0, True)
    assert (len(lines), alone.code, elsewhere.code) == (3, 2, 2)
    assert "SMARTCITY_REACH" in alone.err
    assert "Kalimantan Selatan" in elsewhere.err


def test_a_reach_that_is_none_is_refused(tmp_path, monkeypatch):
    """A misspelt reach shows nobody's figures instead of somebody's; the sentence says where it stands."""
    empty_folder(tmp_path / "data", monkeypatch)
    with reaching("propinsi"):
        answer = run("history")

    assert (answer.code, answer.out) == (2, "")
    assert "SMARTCITY_REACH" in answer.err
    assert "propinsi" in answer.err


def test_accounts_are_bound_to_regions(tmp_path, monkeypatch):
    """A region is named in any way that is known; one that is none is refused with those that are alike."""
    empty_folder(tmp_path / "data", monkeypatch)
    made = answer_of("user", "add", "sari", "--role", "analis", "--region", "6303", "--by", "Ani")
    moved = answer_of("user", "role", "sari", "--role", "dewan", "--region", "*", "--by", "Ani")
    kept = answer_of("user", "role", "sari", "--role", "pimpinan", "--by", "Ani")
    wrong = run("user", "add", "tono", "--role", "analis", "--region", "Kabupaten Banjra", "--by", "Ani")

    assert (made["region"], moved["region"], kept["region"], wrong.code) == (BANJAR.home, "*", "*", 2)
    assert BANJAR.home in wrong.err
