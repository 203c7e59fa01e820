"""Who may ask at all: only this machine where nobody signs in; else who is signed in, for what is theirs."""

import asyncio
from urllib.parse import parse_qs, urlsplit

import pytest

from serving.test_layers import Inner
from smartcity.serving import Closed, Keeper, OwnMachine, SignedIn
from smartcity.serving.gate import TOKEN

HERE = "127.0.0.1"


def reply(layer, path="/", *, kind="http", method="GET", client=HERE, query=b"", **headers):
    """Send a request through a layer from an address; return status, target and body, None if it is let through."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": f"{kind}.request"}

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": method, "path": path, "query_string": query, "headers": named}
    scope |= {"client": client and (client, 50000), "extensions": {"websocket.http.response": {}}}
    asyncio.run(layer(scope, receive, send))
    if not sent or layer.app.requests:
        layer.app.requests = 0
        return None
    given = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], given.get("location", ""), b"".join(one.get("body", b"") for one in sent[1:])


@pytest.mark.parametrize("path", ["/", "/unggah", "/_stcore/health", "/_stcore/stream", "/media/x.csv", "/static/x.js"])
@pytest.mark.parametrize(
    ("client", "headers", "is_let"),
    [
        (HERE, {}, True),
        ("127.0.0.2", {}, True),
        ("::1", {}, True),
        ("::ffff:127.0.0.1", {}, True),
        ("10.0.0.7", {}, False),
        ("192.168.1.4", {"host": "localhost", "origin": "http://localhost"}, False),
        ("10.0.0.7", {"x_forwarded_for": HERE, "x_real_ip": HERE, "forwarded": f"for={HERE}"}, False),
        (HERE, {"x_forwarded_for": "10.0.0.7"}, False),
        (HERE, {"x_forwarded_host": "smartcity.example"}, False),
        (HERE, {"forwarded": "for=10.0.0.7"}, False),
        (HERE, {"via": "1.1 proksi"}, False),
        ("", {}, False),
        ("localhost", {}, False),
    ],
)
def test_without_a_sign_in_only_this_machine_is_served(path, client, headers, is_let):
    """On every address and for a WebSocket too, with the reason, whatever a header says."""
    layer = OwnMachine(Inner(b"isi"), refusal="hanya komputer ini")
    answers = [reply(layer, path, kind=kind, client=client, **headers) for kind in ("http", "websocket")]

    assert answers == [None if is_let else (403, "", b"hanya komputer ini")] * 2


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/auth/login", "/oauth2callback"]
)
def test_what_is_not_for_visitors_is_not_there(path):
    """Neither Streamlit's metrics nor its agent routes nor its own sign-in."""
    assert reply(Closed(Inner(b"isi"), refusal="tidak ada"), path) == (404, "", b"tidak ada")
    assert reply(Closed(Inner(b"isi"), refusal="tidak ada"), "/_stcore/health") is None


NOTED = []
PEOPLE = {"t-rina": "rina", "t-budi": "budi"}
SESSIONS = {"s-rina": "rina", "s-budi": "budi"}
KEEPER = Keeper(
    who=PEOPLE.get,
    owns=SESSIONS.get,
    show=lambda file: ["s-rina"] if file == "rina.csv" else [],
    noted=lambda *told: NOTED.append(told),
)


@pytest.fixture
def layer():
    """The layer before an app that has something to give."""
    NOTED.clear()
    return SignedIn(Inner(b"isi"), KEEPER, "masuk dulu", "milik orang lain")


def cookie(token):
    """Return the cookie header of a token."""
    return {"cookie": f"{TOKEN}={token}"} if token else {}


def test_a_page_asked_for_without_a_sign_in_leads_to_it_and_back(layer):
    """With the whole address, so that a link that was sent still leads where it led."""
    for token in ("", "dipalsukan"):
        status, target, body = reply(layer, "/peringkat", query=b"tahun=2023&cari=a%26b", **cookie(token))
        back = parse_qs(urlsplit(target).query)["ke"]

        assert (status, urlsplit(target).path, back, body) == (303, "/masuk", ["/peringkat?tahun=2023&cari=a%26b"], b"")
    assert NOTED == []


REFUSED = {
    "stream": ("/_stcore/stream", {"kind": "websocket"}),
    "upload": ("/_stcore/upload_file/s-rina/berkas", {"method": "PUT"}),
    "media": ("/media/rina.csv", {}),
    "file": ("/berkas/entri/tanda", {}),
    "inner": ("/_stcore/host-config", {}),
    "page": ("/unggah", {"method": "POST"}),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("token", ["", "dipalsukan", "t-rina-x"])
def test_nothing_is_given_or_taken_without_a_sign_in(layer, kind, token):
    """Refused and noted, without the ids in the address; headers that name somebody name nobody."""
    path, given = REFUSED[kind]
    answer = reply(layer, path, **given, **cookie(token), x_user="rina", remote_user="rina", x_forwarded_user="rina")

    assert answer == (401, "", b"masuk dulu")
    assert [(kind, token, HERE)] == NOTED


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/_stcore/upload_file/s-rina/berkas", {"method": "PUT"}),
        ("/_stcore/upload_file/s-rina/berkas", {"method": "DELETE"}),
        ("/_stcore/upload_file/tidak-dikenal/berkas", {"method": "PUT"}),
        ("/media/rina.csv", {}),
        ("/media/tidak-dikenal.csv", {}),
        ("/_stcore/stream", {"kind": "websocket", "sec_websocket_protocol": "streamlit, kunci, s-rina"}),
    ],
)
def test_what_is_anothers_is_not_given_to_who_is_signed_in(layer, path, given):
    """Neither their uploads, nor what their page shows, nor their session, although its id is known."""
    assert reply(layer, path, **given, **cookie("t-budi")) == (403, "", b"milik orang lain")
    assert [told[1:] for told in NOTED] == [("t-budi", HERE)]


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/", {}),
        ("/_stcore/upload_file/s-rina/berkas", {"method": "PUT"}),
        ("/media/rina.csv", {}),
        ("/_stcore/stream", {"kind": "websocket"}),
        ("/_stcore/stream", {"kind": "websocket", "sec_websocket_protocol": "streamlit, kunci, s-rina"}),
        ("/_stcore/stream", {"kind": "websocket", "sec_websocket_protocol": "streamlit, kunci, s-lama"}),
        ("/berkas/entri/tanda", {}),
    ],
)
def test_what_is_ones_own_is_given_on(layer, path, given):
    """To who is signed in."""
    assert reply(layer, path, **given, **cookie("t-rina")) is None
    assert NOTED == []


@pytest.mark.parametrize("path", ["/masuk", "/masuk/kembali", "/static/x.js", "/app/static/x.woff2", "/_stcore/health"])
def test_the_way_in_itself_is_open(layer, path):
    """As is what it is drawn with, and the question whether the server is there."""
    assert reply(layer, path) is None
