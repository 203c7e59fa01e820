"""Signing in and out in Chromium, by account and through an OpenID provider, on processes that have served nobody."""

import re
import time

import folders
import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread

from e2e.conftest import PATIENCE, free_port, serve
from smartcity.access.accounts import Accounts
from smartcity.access.audit import Audit
from smartcity.access.sessions import Session, Sessions
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
    yield from serve(folder.root, program="serve.py")


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
    replies = [httpx.get(f"{address}/{page}") for page in PAGES]
    assert {(one.status_code, one.headers["location"].startswith("/masuk?ke=/")) for one in replies} == {(303, True)}
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


PEOPLE = [
    User(sub="rina", claims={"email": "rina@tabalong.go.id", "name": "Rina", "groups": ["smartcity-analis"]}),
    User(sub="budi", claims={"email": "budi@tabalong.go.id", "name": "Budi", "groups": ["lain"]}),
    User(sub="sari", claims={"email": "sari@tabalong.go.id", "name": "Sari"}),
]
HOUR = 3600


@pytest.fixture
def provided(tmp_path, monkeypatch):
    """Serve the shipped data to whom a provider on this machine vouches for; give also what two old sign-ins held.

    The process finds them on its disk: one that began too long ago, although it was used just now, and one that lasts.
    """
    folder = folders.full(tmp_path / "data")
    now, earlier = time.time(), Sessions(folder.root, HOUR, 99 * HOUR)
    old, lasting = (
        earlier.begin(Session("rina@tabalong.go.id", 0, now - hours * HOUR, now, "Rina", "rina@tabalong.go.id", groups))
        for hours, groups in ((98, ("smartcity-analis",)), (0, ("smartcity-analis",)))
    )
    port = free_port()
    with run_server_in_thread(user_claims=PEOPLE, require_nonce=True) as provider:
        secrets = tmp_path / "rahasia.toml"
        secrets.write_text(
            f"""[access]
mode = "oidc"
secret = "{SECRET}"
[access.oidc]
metadata = "http://127.0.0.1:{provider.server_port}/.well-known/openid-configuration"
client_id = "smartcity"
client_secret = "uji"
address = "http://127.0.0.1:{port}"
[access.roles]
analis = ["smartcity-analis"]
pimpinan = ["sari@tabalong.go.id"]
""",
            "utf-8",
        )
        monkeypatch.setenv("SMARTCITY_SECRETS", str(secrets))
        for served in serve(folder.root, program="serve.py", port=port):
            yield served, old, lasting


def come_in(page, sub):
    """Go from the way in to the provider, and sign in there as somebody."""
    page.get_by_role("link", name=WORDS("signing.to_provider")).click()
    page.fill("input[name=sub]", sub)
    page.locator("button[type=submit]").first.click()


def test_whom_a_provider_vouches_for_comes_in_with_their_role_and_goes(provided, browser):
    """To the page asked for, by a group or an address with a role; the forged, the old, the ended lead to the form."""
    served, old, lasting = provided
    address = served.address
    statuses = {
        token: httpx.get(f"{address}/unggah", headers={"Cookie": f"{TOKEN}={token}"}).status_code
        for token in ("palsu", old, lasting)
    }
    assert [*statuses.values()] == [303, 303, 200]

    page = opened(browser)
    page.goto(f"{address}/unggah?tahun=2023")
    come_in(page, "budi")
    page.get_by_text(WORDS("signing.no_role", name="Budi")).wait_for()
    page.goto(f"{address}/unggah?tahun=2023")
    come_in(page, "rina")
    page.locator("input[type=file]").first.wait_for(state="attached")
    assert page.url.startswith(f"{address}/unggah")
    page.get_by_text(WORDS("ui.person.signed_in", name="Rina", role=WORDS("ui.person.role.analis"))).wait_for()
    rina = {one["name"]: one["value"] for one in page.context.cookies()}[TOKEN]

    other = opened(browser)
    other.goto(f"{address}/masuk/kembali?code=palsu&state=palsu")
    other.get_by_text(WORDS("signing.provider", problem="")[:20]).wait_for()
    other.goto(f"{address}/unggah")
    come_in(other, "sari")
    other.get_by_text(WORDS("upload.access.reader")).wait_for()
    assert other.locator("input[type=file]").count() == 0

    with httpx.Client(base_url=address, cookies={TOKEN: lasting}) as elsewhere:
        (csrf, *_) = re.findall(r'name="csrf" value="([^"]+)"', elsewhere.get("/akun").text)
        assert elsewhere.post("/akun", data={"csrf": csrf, "semua": "ya"}).status_code == 303
    page.get_by_role("link", name=WORDS("ui.page.dimensi.title"), exact=True).click()
    page.get_by_text(re.compile(re.escape(WORDS("ui.person.over")[:40]))).wait_for()
    assert page.locator("[data-testid=stMain] h1").count() == 0
    assert stream(address, Cookie=f"{TOKEN}={rina}") == 401

    other.get_by_role("link", name=WORDS("ui.person.account")).click()
    other.get_by_role("button", name=WORDS("signing.sign_out"), exact=True).click()
    other.wait_for_url(re.compile("/masuk"))
    did = [(entry.did, entry.who.partition("@")[0]) for entry in Audit(served.folder.access).entries()]
    came = [("failed", "budi"), ("signed_in", "rina"), ("refused", ""), ("signed_in", "sari")]
    assert [one for one in did if one[0] != "step"][:4] == came
    assert {("signed_out_all", "rina"), ("signed_out", "sari")} <= {*did}
