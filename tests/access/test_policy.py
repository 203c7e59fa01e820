"""Who may do what: the policy, and what the pages show to those who may only read."""

from dataclasses import replace
from pathlib import Path

import folders
import pytest
from askers import analyst
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake
from smartcity.access import policy
from smartcity.access.policy import (
    ACTIONS,
    ALLOWED,
    ANALYST,
    COUNCIL,
    MINUTE,
    OFFICE,
    READER,
    REPORT,
    Identity,
    identity_of,
    may,
    office_of,
    role_of,
)
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.ui import person, store
from smartcity.wording import LANGUAGES, Words

PROJECT = Path(__file__).parents[2]
WORDS = Words("id")
SITE = replace(
    load_site(),
    analysts=("Rina@tabalong.go.id",),
    analyst_groups=("smartcity-analis",),
    without_sign_in=READER,
    session_hours=12,
)
NOW = 1_800_000_000.0
HOUR = 3600
RINA = {"is_logged_in": True, "email": "rina@tabalong.go.id", "name": "Rina Wulandari", "iat": NOW - HOUR}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (RINA, ANALYST),
        (RINA | {"email": "budi@tabalong.go.id"}, READER),
        (RINA | {"email": "budi@tabalong.go.id", "groups": ["smartcity-analis"]}, ANALYST),
        (RINA | {"email": "budi@tabalong.go.id", "groups": "smartcity-analis"}, ANALYST),
        (RINA | {"email_verified": False}, READER),
        (RINA | {"iat": NOW - 13 * HOUR}, READER),
        ({name: value for name, value in RINA.items() if name != "iat"}, READER),
        (RINA | {"is_logged_in": False}, READER),
        ({"is_logged_in": False}, READER),
        ({"email": "rina@tabalong.go.id"}, ANALYST),
        ({}, READER),
    ],
    ids=[
        *("listed", "not listed", "in a group", "one group as text", "unverified", "too long ago", "no moment"),
        *("signed out", "nobody", "vouched for by a proxy", "no claims"),
    ],
)
def test_the_claims_decide_the_role(claims, expected):
    """A listed address or group makes an analyst for as long as a session lasts; whatever is unclear only reads."""
    assert role_of(identity_of(claims), SITE, NOW) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (ANALYST, ANALYST),
        (READER, READER),
        ("analist", READER),
        ("", READER),
        ("analis", ANALYST),
        ("pimpinan", READER),
        ("dewan", COUNCIL),
    ],
)
def test_without_a_sign_in_the_site_decides(said, expected):
    """Everybody has the role that the site names; a misspelt one only reads."""
    assert role_of(None, replace(SITE, without_sign_in=said), NOW) == expected


def test_people_of_an_office_and_of_the_council_are_known_by_their_address():
    """Each has the role of where their address stands, who speaks for an office that office; an analyst stays one."""
    offices = {"Dinas Kominfo": ["Sari@tabalong.go.id", "rina@tabalong.go.id"], "Bappeda": [""]}
    site = replace(SITE, council=("budi@tabalong.go.id",), offices=offices)
    people = [identity_of(RINA | {"email": f"{name}@tabalong.go.id"}) for name in ("sari", "budi", "rina", "joko")]

    assert [role_of(one, site, NOW) for one in people] == [OFFICE, COUNCIL, ANALYST, READER]
    assert [office_of(one, site) for one in (people[0], people[3], Identity())] == ["Dinas Kominfo", "", ""]


def test_an_empty_address_is_nobodys():
    """An identity without an address is no analyst, even when the list holds an empty one."""
    assert role_of(Identity(), replace(SITE, analysts=("",)), NOW) == READER


def test_an_office_may_only_what_is_its_own():
    """However it is spelt; what is nobody's is not its own, nor is anything where no office is known."""
    asked = [("Dinas Kominfo", " dinas  kominfo"), ("Dinas Kominfo", "Bappeda"), ("Dinas Kominfo", ""), ("", "")]

    assert [may(OFFICE, REPORT, office=office, owner=owner) for office, owner in asked] == [
        *(True, False, False, False)
    ]


@pytest.mark.parametrize("action", ACTIONS)
def test_an_analyst_may_everything_and_a_reader_nothing(action):
    """Nor may a role that does not exist, nor anybody an action that does not exist."""
    assert [may(role, action) for role in (READER, ANALYST, "kepala", "")] == [False, True, False, False]
    assert not any(may(role, f"{action}!", office="A", owner="A") for role in ALLOWED)


def test_what_the_council_and_an_office_may():
    """The council notes and decides in meetings; an office reports on what is its own; neither touches the data."""
    given = {"office": "Bappeda", "owner": "Bappeda"}
    assert {action for action in ACTIONS if may(COUNCIL, action, **given)} == {MINUTE}
    assert {action for action in ACTIONS if may(OFFICE, action, **given)} == {REPORT}


def test_the_site_names_a_role_that_exists():
    """The shipped configuration is for one person's computer: without a sign-in everything may be done."""
    assert (load_site().without_sign_in, load_site().analysts) == (ANALYST, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_has_a_name(language):
    """A person reads which role they have."""
    assert [role for role in policy.ALLOWED if not Words(language).has(f"ui.person.role.{role}")] == []


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give the app a folder with one loaded file, and judge sign-ins by a site with an analyst."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(person, "load_site", lambda: SITE)
    monkeypatch.setattr(person.time, "time", lambda: NOW)
    chosen = folders.empty(tmp_path / "data")
    with intake.open_warehouse(chosen, read_only=False) as warehouse:
        content = results([result_row(1, HOME, YEAR, 3.41)])
        intake.commit(chosen, content, "hasil.xlsx", analyst("penguji"), Options(), warehouse)
    yield chosen
    store.close()


def app(code: str, user: dict[str, object] | None = None) -> AppTest:
    """Open a page as somebody; None where no sign-in is set up."""
    opened = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    opened.user = user or {}
    opened._page_hash = calc_hash(code)
    return opened.run()


def text(opened: AppTest) -> str:
    """Join what is written on the page and beside it."""
    kinds = (opened.markdown, opened.caption, opened.sidebar.caption)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def offered(opened: AppTest) -> tuple[int, int, int]:
    """Count the ways to put a file in, to choose an entry, and to take its original out."""
    choices = [one for one in opened.selectbox if one.key == "history-entry"]
    for one in choices:
        one.set_value(one.options and intake.active(DataFolder.chosen())[0].id).run()
    originals = [one for one in opened.get("download_button") if one.proto.label == WORDS("upload.history.original")]
    return len(opened.file_uploader), len(choices), len(originals)


@pytest.mark.parametrize(
    "user",
    [None, {"is_logged_in": False}, RINA | {"email": "budi@tabalong.go.id"}, RINA | {"iat": NOW - 13 * HOUR}],
    ids=["no sign-in", "signed out", "not listed", "too long ago"],
)
@pytest.mark.slow
def test_a_reader_sees_the_history_and_nothing_to_do(folder, user):
    """The page says who may load files and lists what came in, without uploader, entry or original file."""
    opened = app("unggah", user)

    assert (WORDS("upload.access.reader") in text(opened), offered(opened)) == (True, (0, 0, 0))
    assert ("hasil.xlsx" in opened.table[0].value.to_string(), len(opened.exception)) == (True, False)


@pytest.mark.slow
def test_an_analyst_works_in_their_own_name(folder):
    """Who signed in is offered everything, and the journal's name is theirs and cannot be another."""
    opened = app("unggah", RINA)
    counted = offered(opened)
    (field, _) = [one for one in opened.text_input if one.form_id == "withdraw-entry"]

    assert counted == (1, 1, 1)
    assert (field.value, field.disabled) == ("Rina Wulandari", True)
    assert WORDS("ui.person.signed_in", name="Rina Wulandari", role=WORDS("ui.person.role.analyst")) in text(opened)


@pytest.mark.slow
def test_a_role_that_is_taken_away_ends_with_the_next_click(folder, monkeypatch):
    """Nothing is remembered of a role: who is struck off the list has no uploader in the next run."""
    opened = app("unggah", RINA)
    before = len(opened.file_uploader)
    monkeypatch.setattr(person, "load_site", lambda: replace(SITE, analysts=()))
    opened.run()

    assert (before, len(opened.file_uploader)) == (1, 0)


@pytest.mark.parametrize(("said", "expected"), [(ANALYST, 1), (READER, 0), ("siapa saja", 0)])
@pytest.mark.slow
def test_the_environment_may_name_the_role(folder, monkeypatch, said, expected):
    """Whoever serves the dashboard can say it without touching a file; a role that does not exist only reads."""
    monkeypatch.setenv(person.VARIABLE, said)

    assert len(app("unggah").file_uploader) == expected


@pytest.mark.slow
def test_the_environment_gives_nobody_who_signs_in_more(folder, monkeypatch):
    """Where a sign-in is set up, what holds without one does not count."""
    monkeypatch.setenv(person.VARIABLE, ANALYST)

    assert len(app("unggah", {"is_logged_in": False}).file_uploader) == 0


@pytest.mark.parametrize(
    ("user", "expected"), [(None, []), (RINA, ["sign-out"]), ({"is_logged_in": False}, ["sign-in"])]
)
@pytest.mark.slow
def test_the_way_in_or_out_is_there_where_a_sign_in_is_set_up(folder, user, expected):
    """A laptop has neither button; a served dashboard the one that fits."""
    assert [button.key for button in app("", user).sidebar.button] == expected


@pytest.mark.parametrize(("user", "expected"), [(None, 0), (RINA, 1)])
@pytest.mark.slow
def test_only_an_analyst_can_withdraw_the_samples(shipped_app, monkeypatch, user, expected):
    """The banner over invented data stands for everybody, its button for those who may."""
    monkeypatch.setattr(person, "load_site", lambda: SITE)
    monkeypatch.setattr(person.time, "time", lambda: NOW)
    opened = app("responden", user)

    assert WORDS("ui.sample.word") in text(opened)
    assert len([button for button in opened.button if button.key == "confirm-withdrawal"]) == expected
