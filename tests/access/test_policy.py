"""Who may do what: the policy, and what the pages show to those who may only read."""

from pathlib import Path

import folders
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from smartcity import intake
from smartcity.access import policy
from smartcity.access.audit import REFUSED, SIGNED_IN
from smartcity.access.entrance import Entrance
from smartcity.access.policy import (
    ACTIONS,
    ADMIN,
    ANALYST,
    ARRANGE,
    AUDIT,
    BACKUP,
    COUNCIL,
    DECIDE,
    EXPORT,
    GATHER,
    MINUTE,
    NOBODY,
    OFFICE,
    OPEN_ORIGINAL,
    PEOPLE,
    PLAN_SURVEY,
    READER,
    REPORT,
    SETTINGS,
    SUPPOSE,
    UPLOAD,
    VIEW,
    WITHDRAW,
    may,
)
from smartcity.access.settings import settings_of
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.ui import person, store
from smartcity.wording import LANGUAGES, Words

PROJECT = Path(__file__).parents[2]
WORDS = Words("id")

READING = {VIEW, EXPORT}
KEEPING = {UPLOAD, DECIDE, WITHDRAW, OPEN_ORIGINAL, SUPPOSE, REPORT, GATHER, ARRANGE, MINUTE, PLAN_SURVEY}
RUNNING = {PEOPLE, BACKUP, SETTINGS, AUDIT}
MAY = {
    NOBODY: set(),
    READER: READING,
    COUNCIL: READING | {MINUTE},
    OFFICE: READING | {REPORT},
    ANALYST: READING | KEEPING,
    ADMIN: READING | KEEPING | RUNNING,
    "kepala": set(),
    "": set(),
}


@pytest.mark.parametrize("role", MAY)
def test_what_each_role_may(role):
    """Exactly this, and nothing that does not exist; an office only what is its own."""
    given = {"office": "Bappeda", "owner": "Bappeda"}

    assert {action for action in ACTIONS if may(role, action, **given)} == MAY[role]
    assert {action for action in ACTIONS if may(role, action)} == MAY[role] - ({REPORT} if role == OFFICE else set())
    assert not any(may(role, f"{action}!", **given) for action in ACTIONS)


def test_an_office_may_only_what_is_its_own():
    """However it is spelt; what is nobody's is not its own, nor is anything where no office is known."""
    pairs = [("Dinas Kominfo", " dinas  kominfo"), ("Dinas Kominfo", "Bappeda"), ("Dinas Kominfo", ""), ("", "")]

    assert [may(OFFICE, REPORT, office=office, owner=owner) for office, owner in pairs] == [
        *(True, False, False, False)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_has_a_name(language):
    """A person reads which role they have."""
    assert [role for role in policy.ALLOWED if not Words(language).has(f"ui.person.role.{role}")] == []


PASSWORD = "lembayung di atas sungai"
SECRET = "q8Wn3kfPz0LxT7vBhR2mYcJ5sDgE9uAaKi4oN6"


class Desk:
    """A folder with one loaded file, and accounts that people sign in to; *token* is what the browser brings."""

    def __init__(self, root):
        given = settings_of({"access": {"mode": "akun", "secret": SECRET}}, {}, load_site(), "secrets.toml")
        self.entrance, self.token = Entrance(given, root), ""

    def fill(self):
        for role, office in ((READER, ""), (COUNCIL, ""), (OFFICE, "Diskominfo"), (ANALYST, ""), (ADMIN, "")):
            self.entrance.accounts.add(role, role, PASSWORD, f"Nama {role}", office)

    def sign_in(self, role):
        self.token = self.entrance.sign_in(role, PASSWORD, "", "127.0.0.1", "")


@pytest.fixture(scope="module")
def accounts(tmp_path_factory):
    """Accounts of every role, hashed once."""
    made = Desk(tmp_path_factory.mktemp("akun"))
    made.fill()
    return made.entrance.accounts.path.read_bytes()


@pytest.fixture
def desk(tmp_path, monkeypatch, accounts):
    """Give the app a folder with one loaded file, and let people sign in to it."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    made = Desk(folders.copied(folders.one_year(), tmp_path / "data").root)
    made.entrance.accounts.path.parent.mkdir(exist_ok=True)
    made.entrance.accounts.path.write_bytes(accounts)
    monkeypatch.setattr(person.WAY, "entrance", made.entrance)
    monkeypatch.setattr(person, "_standing", lambda: (made.token, True))
    yield made
    store.close()


def app(code: str) -> AppTest:
    """Open a page."""
    opened = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    opened._page_hash = calc_hash(code)
    return opened.run()


def text(opened: AppTest) -> str:
    """Join what is written on the page and beside it."""
    kinds = (opened.subheader, opened.markdown, opened.caption, opened.sidebar.caption)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def offered(opened: AppTest) -> tuple[int, int, int]:
    """Count the ways to put a file in, to choose an entry, and to take its original out."""
    choices = [one for one in opened.selectbox if one.key == "history-entry"]
    for one in choices:
        one.set_value(one.options and intake.active(DataFolder.chosen())[0].id).run()
    originals = [one for one in opened.get("download_button") if one.proto.label == WORDS("upload.history.original")]
    return len(opened.file_uploader), len(choices), len(originals)


@pytest.mark.parametrize("role", [READER, COUNCIL, OFFICE])
@pytest.mark.slow
def test_a_reader_sees_the_history_and_nothing_to_do(desk, role):
    """The page says who may load files and lists what came in, without uploader, entry or original file."""
    desk.sign_in(role)
    opened = app("unggah")

    assert (WORDS("upload.access.reader") in text(opened), offered(opened)) == (True, (0, 0, 0))
    assert ("hasil.xlsx" in opened.table[0].value.to_string(), len(opened.exception)) == (True, False)


@pytest.mark.slow
def test_an_analyst_works_in_their_own_name_until_their_role_is_taken(desk):
    """Who signed in is offered everything, in their name and no other; what is taken away ends with the next click."""
    desk.sign_in(ANALYST)
    opened = app("unggah")
    counted = offered(opened)
    (field, _) = [one for one in opened.text_input if one.form_id == "withdraw-entry"]
    named = WORDS("ui.person.signed_in", name=f"Nama {ANALYST}", role=WORDS(f"ui.person.role.{ANALYST}"))

    assert counted == (1, 1, 1)
    assert (field.value, field.disabled) == (f"Nama {ANALYST}", True)
    assert named in text(opened)

    desk.entrance.accounts.give_role(ANALYST, READER)
    opened.run()
    assert (WORDS("ui.person.over") in text(opened), offered(opened), len(opened.table)) == (True, (0, 0, 0), 0)


PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("[a-z]*.py"))


@pytest.mark.slow
def test_nobody_sees_any_page(desk):
    """Without a sign-in no page shows anything, whatever its address says; a forged token is nobody's."""
    shown = {}
    for code in PAGES:
        desk.token = "" if code < "m" else "x" * 43
        opened = app(code)
        kinds = (opened.title, opened.table, opened.button, opened.text_input, opened.exception)
        shown[code] = WORDS("ui.person.over") in text(opened), *map(len, kinds)

    assert shown == dict.fromkeys(PAGES, (True, 0, 0, 0, 0, 0))


@pytest.mark.parametrize(("role", "expected"), [(ANALYST, 1), ("analyst", 1), ("reader", 0), ("siapa saja", 0)])
@pytest.mark.slow
def test_where_nobody_signs_in_the_environment_names_the_role(desk, monkeypatch, role, expected):
    """Also as earlier releases called it; a role that does not exist shows why nothing is shown."""
    monkeypatch.setattr(person.WAY, "entrance", None)
    monkeypatch.setenv(person.VARIABLE, role)
    opened = app("unggah")

    assert len(opened.file_uploader) == expected
    assert (person.VARIABLE in text(opened)) == (role == "siapa saja")


@pytest.mark.slow
def test_without_the_server_nobody_signs_in(desk, monkeypatch):
    """`streamlit run app.py` shows nothing where people are to sign in, nor to another machine where they are not."""
    monkeypatch.setattr(person.WAY, "entrance", None)
    monkeypatch.setattr(person, "_standing", lambda: ("", False))
    assert WORDS("access.local_only") in text(app("unggah"))

    monkeypatch.setenv("SMARTCITY_MODE", "akun")
    monkeypatch.setenv("SMARTCITY_SECRET", SECRET)
    assert WORDS("ui.person.needs_server") in text(app("unggah"))


@pytest.mark.parametrize(("role", "expected"), [(READER, 0), (ANALYST, 1)])
@pytest.mark.slow
def test_only_an_analyst_can_withdraw_the_samples(shipped_app, monkeypatch, role, expected):
    """The banner over invented data stands for everybody, its button for those who may."""
    monkeypatch.setenv(person.VARIABLE, role)
    opened = app("responden")

    assert WORDS("ui.sample.word") in text(opened)
    assert len([button for button in opened.button if button.key == "confirm-withdrawal"]) == expected


@pytest.mark.parametrize("role", [READER, COUNCIL, OFFICE, ANALYST, ADMIN])
@pytest.mark.slow
def test_only_an_admin_reads_who_did_what(desk, role):
    """To others the page is not offered, and under its address nothing is read; that they asked stands in the audit."""
    desk.sign_in(role)
    opened = app("jejak")
    choices = {one.key: one for one in opened.selectbox if str(one.key).startswith("audit-")}
    refused = [(entry.who, entry.of) for entry in desk.entrance.audit.entries() if entry.did == REFUSED]

    if role != ADMIN:
        told = WORDS("access.refused", role=WORDS(f"ui.person.role.{role}"), action=WORDS(f"access.action.{AUDIT}"))
        assert (len(opened.table), len(opened.code), choices, refused) == (0, 0, {}, [(role, "jejak")])
        assert told in text(opened)
        return
    head = desk.entrance.audit.head()
    assert (len(opened.table), [one.value for one in opened.code], refused) == (1, [str(head)], [])
    assert WORDS("audit.page.whole", n=head.n) in text(opened)

    choices["audit-did"].set_value(SIGNED_IN).run()
    shown = opened.table[0].value
    assert set(shown[WORDS("audit.page.did")]) == {WORDS("audit.did.signed_in")}
    assert len(shown) == sum(entry.did == SIGNED_IN for entry in desk.entrance.audit.entries())
