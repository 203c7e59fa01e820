"""Signing in through a real OpenID provider on this machine, asked as a browser asks both."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread
from starlette.applications import Starlette
from starlette.testclient import TestClient

from smartcity.access.entrance import Entrance
from smartcity.access.settings import settings_of
from smartcity.method.regions import load_site
from smartcity.serving.gate import TOKEN
from smartcity.signing import signing_for
from smartcity.signing.routes import ASKED
from smartcity.wording import Words

SECRET = "q8Wn3kfPz0LxT7vBhR2mYcJ5sDgE9uAaKi4oN6"
WORDS = Words("id")
ADDRESS = "http://smartcity.example"
PEOPLE = [
    User(sub="rina", claims={"email": "rina@tabalong.go.id", "name": "Rina", "groups": ["smartcity-analis"]}),
    User(sub="budi", claims={"email": "budi@tabalong.go.id", "name": "Budi", "groups": ["lain"]}),
    User(sub="palsu", claims={"email": "rina@tabalong.go.id", "email_verified": False, "name": "Palsu"}),
]


@pytest.fixture(scope="module")
def provider():
    """A provider that knows three people, by its address."""
    with run_server_in_thread(user_claims=PEOPLE, require_nonce=True) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def entrance(provider, tmp_path):
    """A way in by the provider; a group and an address have a role."""
    access = {
        "mode": "oidc",
        "secret": SECRET,
        "oidc": {
            "metadata": f"{provider}/.well-known/openid-configuration",
            "client_id": "smartcity",
            "client_secret": "uji",
            "address": ADDRESS,
        },
        "roles": {"analis": ["smartcity-analis"], "pimpinan": ["rina@tabalong.go.id"]},
    }
    return Entrance(settings_of({"access": access}, {}, load_site(), "secrets.toml"), tmp_path)


@pytest.fixture
def browser(entrance):
    """A browser at the dashboard."""
    return TestClient(Starlette(routes=signing_for(entrance).routes()), ADDRESS, follow_redirects=False)


def vouched(browser, sub, path="/masuk/penyedia?ke=/peringkat%3Ftahun%3D2023"):
    """Go to the provider, sign in there as somebody, and return the address that it sends back to."""
    sent = browser.get(path)
    assert sent.status_code == 303
    query = parse_qs(urlsplit(sent.headers["location"]).query)
    assert {"state", "nonce", "code_challenge"} <= query.keys()
    assert query["redirect_uri"] == [f"{ADDRESS}/masuk/kembali"]
    back = httpx.post(sent.headers["location"], data={"sub": sub}, follow_redirects=False)
    return back.headers["location"].removeprefix(ADDRESS)


def test_whom_the_provider_knows_comes_in_with_the_role_of_the_mapping(browser, entrance):
    """And goes on to where they were going; the sign-in is ours, on the server, and ends there."""
    assert WORDS("signing.to_provider") in browser.get("/masuk?ke=/peringkat").text
    answer = browser.get(vouched(browser, "rina"))
    token = browser.cookies[TOKEN]

    assert (answer.status_code, answer.headers["location"]) == (303, "/peringkat?tahun=2023")
    assert [entrance.who(token).role, entrance.who(token).code] == ["analis", "rina@tabalong.go.id"]
    assert [entry.did for entry in entrance.audit.entries()] == ["signed_in"]
    entrance.sign_out_everywhere(token)
    assert entrance.who(token) is None


@pytest.mark.parametrize("sub", ["budi", "palsu"])
def test_whom_the_mapping_does_not_name_stays_outside(browser, entrance, sub):
    """Although the provider vouches for them; an address that it calls unverified names nobody."""
    answer = browser.get(vouched(browser, sub))

    assert (answer.status_code, TOKEN in browser.cookies) == (401, False)
    assert entrance.audit.entries()[-1].did == "failed"


def test_an_answer_that_was_not_asked_for_lets_nobody_in(browser, entrance):
    """Another browser's, one with a forged state or code, one that comes twice."""
    back = vouched(browser, "rina")
    kept = browser.cookies[ASKED]
    forged = [back.replace("state=", "state=x"), back.replace("code=", "code=x"), "/masuk/kembali?error=access_denied"]
    others = TestClient(browser.app, ADDRESS, follow_redirects=False)
    answers = [others.get(back), *(browser.get(one, headers={"cookie": f"{ASKED}={kept}"}) for one in forged[:1])]
    answers += [browser.get(one) for one in forged[1:]]

    assert [answer.status_code for answer in answers] == [401] * 4
    assert TOKEN not in browser.cookies
    assert [browser.get(back).status_code, browser.get(back).status_code] == [303, 401]


def test_a_provider_that_does_not_answer_is_said_to(entrance):
    """The form stays, with the reason, and no trace of the program."""
    gone = replace(entrance.settings.provider, metadata="http://127.0.0.1:9/tidak-ada")
    entrance.settings = replace(entrance.settings, provider=gone)
    browser = TestClient(Starlette(routes=signing_for(entrance).routes()), ADDRESS, follow_redirects=False)
    answer = browser.get("/masuk/penyedia")

    assert (answer.status_code, WORDS("signing.to_provider") in answer.text, "Traceback" in answer.text) == (
        502,
        True,
        False,
    )
