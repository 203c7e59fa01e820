"""How people come in: what is configured wrongly is said with its place, and nothing is guessed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from smartcity.access.policy import ADMIN, ANALYST, READER
from smartcity.access.settings import (
    ACCOUNTS,
    LOCAL,
    OPENID,
    VARIABLES,
    WrongSettings,
    read_settings,
    require_known,
    require_spelt,
    settings_of,
)
from smartcity.method.regions import Region, Regions, load_site
from smartcity.wording import LANGUAGES, Words

PROJECT = Path(__file__).parents[2]
SECRET = "q8Wn3kfPz0LxT7vBhR2mYcJ5sDgE9uAaKi4oN6"
PROVIDER = {
    "metadata": "https://masuk.example/.well-known/openid-configuration",
    "client_id": "smartcity",
    "client_secret": "rahasia",
    "address": "https://smartcity.example/",
}
OIDC = {"mode": "oidc", "secret": SECRET, "oidc": PROVIDER, "roles": {"analis": ["rina@tabalong.go.id"]}}


def judged(access, environ=(), **others):
    """Judge a file of secrets and an environment."""
    return settings_of({"access": access} | others, dict(environ), load_site(), "secrets.toml")


def test_a_region_that_is_none_binds_nobody():
    """A misspelt region in the mapping is named with those most like it; all of them is none of them."""
    known = Regions([Region("Kabupaten Banjar", "kabupaten"), Region("Kota Banjarbaru", "kota")])
    right = judged(OIDC | {"regions": {"*": ["ani@tabalong.go.id"], "Kabupaten Banjar": ["sari@tabalong.go.id"]}})
    wrong = judged(OIDC | {"regions": {"Kabupaten Banjra": ["sari@tabalong.go.id"]}})

    require_known(right, known)
    with pytest.raises(WrongSettings) as refused:
        require_known(wrong, known)
    assert right.regions["Kabupaten Banjar"] == ("sari@tabalong.go.id",)
    assert (refused.value.values["found"], refused.value.values["known"][0]) == ("Kabupaten Banjra", "Kabupaten Banjar")


def test_a_reach_that_is_none_starts_no_server():
    """Which regions are shown is not guessed."""
    with pytest.raises(WrongSettings) as refused:
        settings_of({}, {}, replace(load_site(), reach="propinsi"), "secrets.toml")

    assert (refused.value.code, refused.value.values["where"]) == ("unknown", "SMARTCITY_REACH")


def test_what_is_meant_is_taken():
    """Local without a word; accounts with a secret; a provider with a mapping; the environment comes first."""
    local, accounts, provided = judged({}), judged({"mode": "akun", "secret": SECRET}), judged(OIDC)
    environ = {"SMARTCITY_MODE": "akun", "SMARTCITY_SECRET": SECRET, "SMARTCITY_WITHOUT_SIGN_IN": "reader"}
    overridden = judged({"mode": "lokal"}, environ)

    assert [local.mode, accounts.mode, provided.mode, overridden.mode] == [LOCAL, ACCOUNTS, OPENID, ACCOUNTS]
    assert (local.role, overridden.role) == (ADMIN, READER)
    assert (provided.names, provided.others) == ({ANALYST: ("rina@tabalong.go.id",)}, "")
    assert (provided.provider.address, provided.provider.claim) == ("https://smartcity.example", "groups")
    assert SECRET not in repr(accounts)
    assert "rahasia" not in repr(provided)


@pytest.mark.parametrize(
    ("access", "environ", "where", "found"),
    [
        ({"mode": "akuun"}, {}, "secrets.toml [access] mode", "akuun"),
        ({"mod": "akun"}, {}, "secrets.toml [access]", "mod"),
        ({"mode": 3}, {}, "secrets.toml [access] mode", "3"),
        ({}, {"SMARTCITY_MODE": "akuun"}, "SMARTCITY_MODE", "akuun"),
        ({}, {"SMARTCITY_MODE": ""}, "SMARTCITY_MODE", ""),
        ({}, {"SMARTCITY_WITHOUT_SIGN_IN": "analist"}, "SMARTCITY_WITHOUT_SIGN_IN", "analist"),
        ({"mode": "akun"}, {}, "secrets.toml [access] secret", ""),
        ({"mode": "akun", "secret": SECRET[:31]}, {}, "secrets.toml [access] secret", ""),
        ({"mode": "akun", "secret": "abc" * 20}, {}, "secrets.toml [access] secret", ""),
        ({"mode": "akun"}, {"SMARTCITY_SECRET": "pendek"}, "SMARTCITY_SECRET", ""),
        (OIDC | {"secret": ""}, {}, "secrets.toml [access] secret", ""),
        (OIDC | {"roles": {}}, {}, "secrets.toml [access.roles]", ""),
        (OIDC | {"roles": {"analis": []}}, {}, "secrets.toml [access.roles] analis", ""),
        (OIDC | {"roles": {"analis": [" "]}}, {}, "secrets.toml [access.roles] analis", ""),
        (OIDC | {"roles": {"analist": ["a"]}}, {}, "secrets.toml [access.roles]", "analist"),
        (OIDC | {"roles": {"analis": "a"}}, {}, "secrets.toml [access.roles] analis", ""),
        (OIDC | {"offices": {"Bappeda": []}}, {}, "secrets.toml [access.offices] Bappeda", ""),
        (OIDC | {"oidc": PROVIDER | {"client_secret": ""}}, {}, "secrets.toml [access.oidc] client_secret", ""),
        (OIDC | {"oidc": PROVIDER | {"metadata": "masuk.example"}}, {}, "[access.oidc] metadata", "masuk.example"),
        (OIDC | {"oidc": PROVIDER | {"others": "semua"}}, {}, "secrets.toml [access.oidc] others", "semua"),
        (OIDC | {"oidc": 1}, {}, "secrets.toml [access.oidc]", ""),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_place(access, environ, where, found):
    """In one sentence of each language, which never holds a secret."""
    with pytest.raises(WrongSettings) as caught:
        judged(access, environ)

    for language in LANGUAGES:
        sentence = Words(language)(f"access.settings.{caught.value.code}", **caught.value.values)
        assert (where in sentence, found in sentence, "\n" in sentence) == (True, True, False)
        assert SECRET[:31] not in sentence


def test_the_former_sign_in_is_refused():
    """Who set up the sign-in of an earlier release is told where it goes, not served without one."""
    with pytest.raises(WrongSettings, match="former"):
        judged({}, auth={"client_id": "x"})


def test_a_file_that_cannot_be_read_is_not_passed_over(tmp_path):
    """Neither one that is named and not there, nor one that is no TOML: the mode in it would be lost."""
    broken = tmp_path / "secrets.toml"
    broken.write_text("[access\nmode = 'akun'")

    for path, code in ((broken, "unreadable"), (tmp_path / "lain.toml", "no_file")):
        with pytest.raises(WrongSettings, match=code):
            read_settings(load_site(), {"SMARTCITY_SECRETS": str(path)})


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("SMARTCITY_MOD", "SMARTCITY_MODE"),
        ("SMARTCITY_DAT", "SMARTCITY_DATA"),
        ("SMARTCITY_BACKUP_KEP", "SMARTCITY_BACKUP_KEEP"),
    ],
)
def test_a_variable_but_for_a_letter_is_not_passed_over(variable, meant):
    """It names the one that is meant; what is another program's own is nobody's mistake."""
    with pytest.raises(WrongSettings) as caught:
        require_spelt({meant: "x", variable: "akun"})
    require_spelt(
        dict.fromkeys(VARIABLES - {"SMARTCITY_LOG"}, "x") | {"SMARTCITY_LOG": "json", "SMARTCITY_KAMERA": "x"}
    )

    sentence = Words("id")(f"access.settings.{caught.value.code}", **caught.value.values)
    assert (variable in sentence, meant in sentence) == (True, True)


def test_a_log_that_nobody_writes_so_is_refused():
    """It would be plain lines, with what nobody masks in them."""
    with pytest.raises(WrongSettings) as caught:
        require_spelt({"SMARTCITY_LOG": "jason"})

    assert (caught.value.values["where"], caught.value.values["found"]) == ("SMARTCITY_LOG", "jason")


def test_every_variable_is_known_and_documented():
    """What the product and what is deployed around it read of the environment is in the list, and in the handbook."""
    readers = [PROJECT / "serve.py", *(PROJECT / "smartcity").rglob("*.py"), *(PROJECT / "deploy").glob("*.*")]
    readers += PROJECT.glob("compose*.yaml")
    read = {one for path in readers for one in re.findall(r"\bSMARTCITY_[A-Z_]*[A-Z]\b", path.read_text("utf-8"))}
    handbook = (PROJECT / "docs" / "operasi.md").read_text("utf-8")

    assert read - VARIABLES <= {"SMARTCITY_OIDC"}
    assert [one for one in VARIABLES if one not in handbook and "_OIDC_" not in one] == []
