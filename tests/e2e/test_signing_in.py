"""Signing in and out in Chromium by account, on a process that has served nobody."""

import re

import folders
import httpx
import pytest

from e2e.conftest import PATIENCE, serve
from smartcity.access.accounts import Accounts
from smartcity.access.audit import Audit
from smartcity.serving.gate import TOKEN
from smartcity.wording import Words

SECRET = "q8Wn3kfPz0LxT7vBhR2mYcJ5sDgE9uAaKi4oN6"
PASSWORD = "lembayung di atas sungai"
WORDS = Words("id")
PAGES = ("", "unggah", "responden", "layar", "unggah/")
HELD = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Upgrade": "websocket"}


@pytest.fixture
def accounts(tmp_path, monkeypatch):
    """Serve the shipped data to two people with accounts."""
    monkeypatch.setenv("SMARTCITY_MODE", "akun")
    monkeypatch.setenv("SMARTCITY_SECRET", SECRET)
    folder = folders.full(tmp_path / "data")
    held = Accounts(folder.access)
    held.add("rina", "analis", PASSWORD, "Rina")
    held.add("budi", "pimpinan", PASSWORD, "Budi")
    yield from serve(folder.root, is_started=True)


def opened(browser):
    """Open a window of its own, as patient as the others."""
    page = browser.new_context(locale="id-ID").new_page()
    page.set_default_timeout(PATIENCE * 1000)
    return page


def sign_in(page, name):
    """Fill the form in."""
    page.fill("#nama", name)
    page.fill("#sandi", PASSWORD)
    page.get_by_role("button", name=WORDS("signing.sign_in")).click()


def stream(address, **headers):
    """Ask for the WebSocket and return the status of the answer."""
    return httpx.get(f"{address}/_stcore/stream", headers={"Connection": "Upgrade", **HELD, **headers}).status_code


def test_people_with_accounts_come_in_and_go(accounts, browser):
    """Nobody sees a page or reaches a raw address; a link leads on after the form; what ended shows nothing."""
    address = accounts.address
    asked = [httpx.get(f"{address}/{page}") for page in PAGES]
    assert {(one.status_code, one.headers["location"].startswith("/masuk?ke=/")) for one in asked} == {(303, True)}
    raw = ("_stcore/upload_file/x/y", "media/x.png", "berkas/x/y", "_stcore/host-config")
    forged = {"Cookie": f"{TOKEN}=palsu; _streamlit_user=rina", "X-Forwarded-User": "rina", "Remote-User": "rina"}
    assert {httpx.put(f"{address}/{one}", headers=forged).status_code for one in raw} == {401}
    assert [stream(address), stream(address, **forged)] == [401, 401]

    page = opened(browser)
    page.goto(f"{address}/unggah?tahun=2023")
    sign_in(page, "rina")
    page.locator("input[type=file]").first.wait_for(state="attached")
    assert "/unggah" in page.url
    rina = {one["name"]: one for one in page.context.cookies()}[TOKEN]
    assert (rina["httpOnly"], rina["sameSite"], rina["secure"]) == (True, "Lax", False)

    other = opened(browser)
    other.goto(f"{address}/unggah")
    sign_in(other, "budi")
    other.get_by_text(WORDS("upload.access.reader")).wait_for()
    assert other.locator("input[type=file]").count() == 0
    budi = {one["name"]: one["value"] for one in other.context.cookies()}[TOKEN]
    session = "tidak-dikenal"
    as_budi = {"Cookie": f"{TOKEN}={budi}"}
    assert httpx.put(f"{address}/_stcore/upload_file/{session}/y", headers=as_budi).status_code == 403
    assert httpx.get(f"{address}/media/{session}.png", headers=as_budi).status_code == 403

    Accounts(accounts.folder.access).give_role("rina", "pimpinan")
    page.get_by_role("link", name=WORDS("ui.page.dimensi.title"), exact=True).click()
    page.get_by_text(re.compile(re.escape(WORDS("ui.person.over")[:40]))).wait_for()
    assert page.locator("[data-testid=stMain] h1").count() == 0
    other.get_by_role("link", name=WORDS("ui.person.account")).click()
    other.get_by_role("button", name=WORDS("signing.sign_out"), exact=True).click()
    other.wait_for_url(re.compile("/masuk"))
    assert httpx.get(f"{address}/unggah", headers=as_budi).status_code == 303
    did = [(entry.did, entry.who) for entry in Audit(accounts.folder.access).entries()]
    assert {("signed_in", "rina"), ("signed_in", "budi"), ("signed_out", "budi"), ("refused", "budi")} <= {*did}
    assert {entry.of for entry in Audit(accounts.folder.access).entries() if entry.did == "refused"} >= {
        *("stream", "upload", "media", "file", "inner")
    }
