"""The form, the cookies it gives, one's own account and the way out, asked as a browser asks them."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from smartcity.access import passwords
from smartcity.access.entrance import Entrance, NotLetIn
from smartcity.access.policy import ANALYST
from smartcity.access.settings import LOCAL, settings_of
from smartcity.method.regions import load_site
from smartcity.serving.gate import TOKEN
from smartcity.signing import signing_for
from smartcity.signing.routes import CSRF, DEVICE, own_path
from smartcity.wording import Words

SECRET = "q8Wn3kfPz0LxT7vBhR2mYcJ5sDgE9uAaKi4oN6"
PASSWORD, OTHER = "lembayung di atas sungai", "kabut pagi di pasar lama"
WORDS = Words("id")
SETTINGS = settings_of({"access": {"mode": "akun", "secret": SECRET}}, {}, load_site(), "secrets.toml")


@pytest.fixture
def entrance(tmp_path, monkeypatch):
    """A way in with one analyst."""
    cheap = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: cheap)
    made = Entrance(SETTINGS, tmp_path)
    made.accounts.add("rina", ANALYST, PASSWORD, "Rina <b>W</b>")
    return made


@pytest.fixture
def browse(entrance):
    """Make browsers over http, or over TLS."""

    def made(scheme="http"):
        app = Starlette(routes=signing_for(entrance).routes())
        return TestClient(app, f"{scheme}://smartcity.example", follow_redirects=False)

    return made


def sent(browser, path="/masuk", **fields):
    """Fill the form of a page in and send it."""
    shown = browser.get(path, follow_redirects=False)
    (csrf, *_) = re.findall(r'name="csrf" value="([^"]+)"', shown.text) or ("",)
    return browser.post(path.partition("?")[0], data={"csrf": csrf} | fields)


def test_who_signs_in_goes_where_they_were_going_with_a_cookie_no_script_reads(browse, entrance):
    """Secure behind TLS, never sent along by other sites, and gone when it is over."""
    for scheme in ("http", "https"):
        browser = browse(scheme)
        answer = sent(
            browser, "/masuk?ke=/peringkat%3Ftahun%3D2023", nama="Rina", sandi=PASSWORD, ke="/peringkat?tahun=2023"
        )
        given = [one for one in answer.headers.get_list("set-cookie") if one.startswith(TOKEN)]

        assert (answer.status_code, answer.headers["location"]) == (303, "/peringkat?tahun=2023")
        assert [("HttpOnly" in one, "SameSite=lax" in one, "Secure" in one) for one in given] == [
            (True, True, scheme == "https")
        ]
        assert entrance.who(browser.cookies[TOKEN]).code == "rina"
        assert entrance.knows(browser.cookies[DEVICE], "rina")


def test_a_form_that_is_not_from_here_signs_nobody_in_or_out(browse, entrance):
    """Without the token of the form, with another's, or with none in the cookie."""
    browser = browse()
    fields = {"nama": "rina", "sandi": PASSWORD}
    answers = [browser.post("/masuk", data=fields), sent(browser, **fields, csrf="x")]
    browser.cookies.delete(CSRF)
    answers.append(browser.post("/masuk", data=fields | {"csrf": ""}))

    assert [answer.status_code for answer in answers] == [400] * 3
    assert TOKEN not in browser.cookies
    sent(browser, **fields)
    assert browser.post("/keluar", data={"csrf": "x"}).headers["location"] == "/akun"
    assert browser.post("/akun", data={"csrf": "x", "semua": "ya"}).status_code == 400
    assert entrance.who(browser.cookies[TOKEN]) is not None


@pytest.mark.parametrize("given", [{"files": {"sandi": b"x"}}, {"data": {"sandi": "x" * 40_000}}, {"content": b"\xff"}])
def test_what_no_form_of_ours_sends_is_not_kept(browse, given):
    """A stranger's file or a long text fills neither memory nor disk, and lets nobody in."""
    browser = browse()
    (csrf, *_) = re.findall(r'name="csrf" value="([^"]+)"', browser.get("/masuk").text)
    if "data" in given:
        given["data"] |= {"csrf": csrf, "nama": "rina"}

    assert browser.post("/masuk", **given).status_code == 400


def test_few_passwords_are_weighed_at_once(browse, entrance, monkeypatch):
    """Each takes 64 MB: strangers who try at the same moment wait for each other, and nobody else for them."""
    seen, together, three = [], [], Event()

    def weigh(*_):
        seen.append(1)
        together.append(len(seen))
        if len(seen) > 2:
            three.set()
        three.wait(0.2)
        seen.pop()
        raise NotLetIn("wrong")

    monkeypatch.setattr(entrance, "sign_in", weigh)
    with browse() as browser, ThreadPoolExecutor(6) as strangers:
        (csrf, *_) = re.findall(r'name="csrf" value="([^"]+)"', browser.get("/masuk").text)
        fields = {"csrf": csrf, "nama": "rina", "sandi": "salah"}
        codes = list(strangers.map(lambda _: browser.post("/masuk", data=fields).status_code, range(6)))

    assert (codes, max(together) <= 2) == ([401] * 6, True)


def test_what_is_wrong_is_said_and_nothing_typed_comes_back(browse):
    """But the name, spelled so that it is no markup; who tries too often is told for how long to wait."""
    browser = browse()
    answer = sent(browser, nama='"><b>x', sandi="sandi-salah-sekali")

    assert (answer.status_code, WORDS("signing.wrong") in answer.text) == (401, True)
    assert ("<b>" in answer.text, "sandi-salah-sekali" in answer.text) == (False, False)
    codes = [sent(browser, nama="rina", sandi="salah").status_code for _ in range(7)]
    assert (codes[:5], codes[-1]) == ([401] * 5, 429)
    assert int(sent(browser, nama="rina", sandi=PASSWORD).headers["retry-after"]) > 0


def test_a_password_that_was_told_is_changed_in_the_form(browse, entrance):
    """The form asks for another one, and takes it."""
    entrance.accounts.reset("rina", OTHER)
    browser = browse()
    first = sent(browser, nama="rina", sandi=OTHER)
    assert (first.status_code, 'name="baru"' in first.text) == (401, True)

    assert sent(browser, nama="rina", sandi=OTHER, baru=PASSWORD).status_code == 303
    assert entrance.accounts.get("rina").must_change is False


def test_ones_account_says_who_one_is_and_ends_what_one_wants(browse, entrance):
    """Signed out here, everywhere, or by another password; without a sign-in it leads to the form."""
    assert browse().get("/akun").headers["location"] == "/masuk?ke=/akun"
    browsers = [browse() for _ in range(3)]
    for browser in browsers:
        sent(browser, nama="rina", sandi=PASSWORD)
    tokens = [browser.cookies[TOKEN] for browser in browsers]
    shown = browsers[0].get("/akun").text
    assert ("Rina &lt;b&gt;W&lt;/b&gt;" in shown, "<b>W" in shown) == (True, False)

    (csrf, *_) = re.findall(r'name="csrf" value="([^"]+)"', shown)
    gone = browsers[0].post("/keluar", data={"csrf": csrf})
    assert (gone.headers["location"], TOKEN in browsers[0].cookies) == ("/masuk", False)
    assert [entrance.who(token) is not None for token in tokens] == [False, True, True]
    assert sent(browsers[1], "/akun", sandi="salah", baru=OTHER).status_code == 401
    assert sent(browsers[1], "/akun", semua="ya").headers["location"] == "/masuk"
    assert [entrance.who(token) for token in tokens] == [None] * 3
    sent(browsers[2], nama="rina", sandi=PASSWORD)
    assert sent(browsers[2], "/akun", sandi=PASSWORD, baru=OTHER).headers["location"] == "/masuk"
    assert sent(browse(), nama="rina", sandi=OTHER).status_code == 303


def test_signing_in_again_ends_the_sign_in_before(browse, entrance):
    """A browser has one sign-in, so none is left over that nobody can see."""
    browser = browse()
    sent(browser, nama="rina", sandi=PASSWORD)
    before = browser.cookies[TOKEN]
    sent(browser, nama="rina", sandi=PASSWORD)

    assert (entrance.who(before), entrance.who(browser.cookies[TOKEN]).code) == (None, "rina")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/peringkat?tahun=2023", "/peringkat?tahun=2023"),
        ("", "/"),
        ("//jahat.example", "/"),
        ("/\\jahat.example", "/"),
        ("/a\\b", "/"),
        ("https://jahat.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nset-cookie: x", "/"),
        ("/masuk?ke=/masuk", "/"),
        ("/" + "a" * 3000, "/"),
    ],
)
def test_who_signs_in_is_sent_nowhere_else(target, expected):
    """Only to an address of our own."""
    assert own_path(target) == expected


def test_a_damaged_file_of_accounts_is_said_to_be_damaged(browse, entrance):
    """Nobody comes in, and no trace of the program is shown."""
    entrance.accounts.path.write_bytes(b"")
    answer = sent(browse(), nama="rina", sandi=PASSWORD)

    assert (answer.status_code, WORDS("signing.damaged") in answer.text) == (502, True)


def test_where_nobody_signs_in_there_is_no_way_in(entrance):
    """No route of it."""
    entrance.settings = replace(entrance.settings, mode=LOCAL)

    assert signing_for(entrance).routes() == []
