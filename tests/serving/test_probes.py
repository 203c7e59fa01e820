"""What the machine itself may ask, and what nobody else is told."""

import asyncio

import folders
import pytest

from smartcity.access.audit import FAILED, FOLDER, SIGNED_IN, Audit
from smartcity.serving import Figure, Probes
from smartcity.serving.probes import HEALTH, METRICS, spelled
from smartcity.ui import figures, store

HERE = ("127.0.0.1", 5)


def reply(path, *, client=HERE, method="GET", is_well=True, **headers):
    """Ask the layer and return status and text; None for what it gives on."""
    sent = []

    async def inner(scope, receive, send):
        sent.append(None)

    async def send(message):
        sent.append(message)

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": named, "client": client}
    layer = Probes(inner, lambda: is_well, lambda: [Figure("a", "A.", 2.5)])
    asyncio.run(layer(scope, None, send))
    return sent[0] and (sent[0]["status"], sent[1]["body"].decode())


def test_this_machine_is_told_and_others_are_not():
    """By its own address without a proxy; the rest of the dashboard is not touched."""
    assert (reply(HEALTH), reply(HEALTH, is_well=False)) == ((200, "ok"), (503, "not ok"))
    assert reply(METRICS, client=("::1", 5)) == (200, "# HELP a A.\n# TYPE a gauge\na 2.5\n")
    foreign = [{"client": ("10.0.0.7", 5)}, {"client": None}, {"client": ("testclient", 5)}]
    foreign += [{name: "127.0.0.1"} for name in ("x_forwarded_for", "forwarded", "x_real_ip", "via")]
    foreign += [{"method": method} for method in ("POST", "PUT", "DELETE")]
    assert {reply(path, **one) for one in foreign for path in (HEALTH, METRICS)} == {(404, "")}
    assert (reply("/_smartcity/lain"), reply("/"), reply("/metrik")) == ((404, ""), None, None)


def test_a_histogram_is_told_once_and_adds_up():
    """Runs are counted up to each bound, as Prometheus wants them; one that fails is counted too."""
    runs = figures.Runs()
    for _ in range(2):
        with runs.timed():
            pass
    with pytest.raises(KeyError), runs.timed():
        raise KeyError
    text = spelled(runs.figures())
    assert (text.count("# TYPE smartcity_run_seconds histogram"), text.count("# ")) == (1, 2)
    assert 'smartcity_run_seconds_bucket{le="+Inf"} 3\n' in text
    assert "smartcity_run_seconds_count 3\n" in text


def test_the_figures_of_a_folder(tmp_path, monkeypatch):
    """Files loaded and the age of the tables are told; without a backup its age is left out, not said to be none."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    try:
        found = {one.name: one.value for one in figures.figures()}
        assert (found["smartcity_commits_total"], found["smartcity_sessions"], figures.is_well()) == (1, 0, True)
        assert found["smartcity_build_age_seconds"] >= 0
        assert "smartcity_backup_age_seconds" not in found
        assert found["smartcity_failed_sign_ins_total"] == 0
        Audit(folder.root / FOLDER).note_all([(FAILED, ""), (SIGNED_IN, ""), (FAILED, "")], "rina")
        (folder.root / "cadangan.json").write_text('{"made_at": "2020-01-01T00:00:00+00:00"}')
        found = {one.name: one.value for one in figures.figures()}
        assert (found["smartcity_backup_age_seconds"] > 1e8, found["smartcity_failed_sign_ins_total"]) == (True, 2)
    finally:
        store.close()


def test_a_damaged_journal_is_not_well_and_tells_what_it_can(tmp_path, monkeypatch):
    """Nothing is said to be nothing because it cannot be read."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    folder.journal.write_text("{}\n{}\n")
    assert (figures.is_well(), [one.name for one in figures.figures() if "commits" in one.name]) == (False, [])
