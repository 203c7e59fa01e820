"""The commands about accounts and the audit, run as a person would."""

import io
import json

import pytest
from commands import run

from smartcity.access import passwords
from smartcity.access.accounts import Accounts
from smartcity.intake import DataFolder

PASSWORD = "lembayung di atas sungai"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty data folder, and hashes that cost nothing."""
    cheap = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: cheap)
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n" * 9))
    return DataFolder.chosen()


def test_accounts_are_made_changed_and_listed(folder):
    """The first admin by command; each step is in the audit without a password, and the chain is whole."""
    steps = [
        ("add", "kepala", "--role", "admin", "--password-stdin"),
        ("add", "sari", "--role", "skpd", "--office", "Bappeda", "--full", "Sari"),
        ("role", "sari", "--role", "analis"),
        ("disable", "sari"),
        ("enable", "sari"),
        ("passwd", "sari", "--password-stdin"),
        ("second", "sari"),
        ("second", "sari", "--off"),
        ("signout", "sari"),
        ("reset", "sari"),
    ]
    told = [run("user", *step, "--json") for step in steps]
    listed = json.loads(run("user", "list", "--json").out)
    did = [entry.did for entry in folder.audit.entries()]

    assert [one.code for one in told] == [0] * len(steps)
    assert [(one["name"], one["role"], one["must_change"]) for one in listed] == [
        ("kepala", "admin", False),
        ("sari", "analis", True),
    ]
    assert did == [
        *("user_added", "user_added", "user_role", "user_disabled", "user_enabled", "user_password"),
        *("user_second", "user_second", "signed_out_all", "user_reset"),
    ]
    secrets = [json.loads(one.out).get("password", "-" * 30) for one in told]
    assert not [one for one in (*secrets, PASSWORD) if one in folder.audit.path.read_text()]
    assert len(json.loads(told[6].out)["codes"]) == passwords.RECOVERY_CODES
    assert Accounts(folder.access).get("sari").second == ""
    assert run("audit", "verify").code == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("add", "sari"), 2),
        (("add",), 2),
        (("list", "sari"), 2),
        (("passwd", "sari"), 1),
        (("add", "sari", "--role", "skpd"), 1),
        (("disable", "sari"), 1),
    ],
)
def test_what_is_missing_is_said(folder, given, code):
    """In one sentence, and nothing is made."""
    answer = run("user", *given)

    assert (answer.code, len(answer.err.splitlines()), folder.access.joinpath("akun.json").exists()) == (code, 1, False)


def test_the_audit_is_listed_verified_and_its_head_kept(folder):
    """A line that was taken out is named, with exit code 1; what is no head is refused."""
    for did in ("signed_in", "exported", "signed_out"):
        folder.audit.note(did, "rina", "analis")
    head = run("audit", "head").out.strip()
    listed = json.loads(run("audit", "list", "--did", "exported", "--json").out)
    assert [one["n"] for one in listed] == [2]
    assert [run("audit", "verify", *more).code for more in ((), ("--head", head), ("--head", "salah"))] == [0, 0, 2]

    lines = folder.audit.path.read_bytes().splitlines(keepends=True)
    folder.audit.path.write_bytes(lines[0] + lines[2])
    answer = run("audit", "verify")
    assert (answer.code, answer.err.strip()) == (1, "Baris 2 hilang.")
