"""What must hold before the dashboard is served: what does not is one sentence, and an exit that is not tried again."""

import folders
import pytest

import serve
from smartcity.intake.folder import LAKE_VARIABLE, VARIABLE
from smartcity.keeping.daily import KEEP, PASSPHRASE
from smartcity.lake import catalogue
from smartcity.wording import Words

LAKE = "ducklake:postgres:dbname=smartcity"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """The data folder of a server."""
    monkeypatch.setenv(VARIABLE, str(folders.empty(tmp_path / "data").root))
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({LAKE_VARIABLE: "mysql:x"}, "SMARTCITY_WAREHOUSE tidak menyebut katalog"),
        ({KEEP: "banyak"}, "SMARTCITY_BACKUP_KEEP berisi “banyak”"),
        ({KEEP: "2", PASSPHRASE: "tidak-ada"}, "tidak-ada tidak dapat dibaca"),
        ({KEEP: "2", PASSPHRASE: "pendek.txt"}, "paling sedikit 12 karakter"),
    ],
)
def test_a_server_that_would_not_do_what_was_meant_does_not_start(environment, reason, own_folder, monkeypatch, capsys):
    """The sentence says where; nothing is served without the backup, or from another warehouse."""
    (own_folder / "pendek.txt").write_text("pendek\n")
    monkeypatch.chdir(own_folder)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)

    with pytest.raises(SystemExit) as ended:
        serve.require_folder(Words("id"))

    told = capsys.readouterr().err
    assert (ended.value.code, told.startswith("Dasbor tidak dijalankan. "), reason in told) == (2, True, True)
    assert "Traceback" not in told


def test_a_lake_without_its_packages_starts_no_server(monkeypatch, capsys):
    """No page could show anything; a catalogue that does not answer yet is another matter."""
    monkeypatch.setenv(LAKE_VARIABLE, LAKE)
    serve.require_folder(Words("id"))
    monkeypatch.setattr(catalogue.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit):
        serve.require_folder(Words("id"))

    assert "requirements-lake.txt" in capsys.readouterr().err
