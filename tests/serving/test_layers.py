"""The layers around the app: who is let through, what every answer carries, and how files are packed."""

import ast
import asyncio
import gzip
from pathlib import Path

import brotli
import pytest
import streamlit
from starlette.datastructures import Headers as Given
from starlette.responses import PlainTextResponse, Response
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from smartcity.serving import Documents, Headers, OwnHost, OwnOrigin, Packed, Room, Uploads, needed
from smartcity.serving.headers import OF_ALL
from smartcity.serving.origins import is_own
from smartcity.ui.sessions import drop_ended, sizes

PROJECT = Path(__file__).parents[2]
SCRIPT = b"let names = [" + b"'tabalong', " * 400 + b"];"
INDEX = (
    b'<!DOCTYPE html><html lang="en"><link\n rel="preload"\n href="./theirs.woff2"\n as="font" crossorigin />'
    b'<link rel="modulepreload" href="./js/known.1a.js"></head></html>'
)


def reply(layer, *, kind="http", method="GET", path="/", **headers):
    """Send a request through a layer and return status, headers and body of the answer; None for one let through."""
    sent = []

    async def send(message):
        sent.append(message)

    waiting = iter([{"type": f"{kind}.request"}])

    async def receive():
        return next(waiting, None) or await asyncio.Event().wait()

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": method, "path": path, "headers": named, "extensions": {}}
    if kind == "websocket":
        scope["extensions"] = {"websocket.http.response": {}}
    asyncio.run(layer(scope, receive, send))
    if not sent:
        return None
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], Given(raw=sent[0]["headers"]), body


class CutOff:
    """An app that ends its first answer before any of its body, as one does when whoever asked has gone."""

    def __init__(self, inner):
        self.inner = inner
        self.requests = 0

    async def __call__(self, scope, receive, send):
        """Send the whole answer, or its beginning only."""
        self.requests += 1

        async def cut(message):
            await send(message if self.requests > 1 or "body" not in message else {**message, "body": b""})

        await self.inner(scope, receive, cut)


class Inner:
    """An app that gives one answer and counts how often it was asked."""

    def __init__(self, content=b"", kind="text/plain", status=200, **headers):
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.response = Response(content, status, media_type=kind, headers=given)
        self.requests = 0

    async def __call__(self, scope, receive, send):
        """Answer over http, of the answer its head alone where that is asked; take a websocket without a word."""
        self.requests += 1

        async def bare(message):
            await send({**message, "body": b""} if "body" in message else message)

        if scope["type"] == "http":
            await self.response(scope, receive, bare if scope["method"] == "HEAD" else send)


@pytest.mark.parametrize(
    ("host", "origin", "is_let"),
    [
        ("127.0.0.1:8501", None, True),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("127.0.0.1:8501", "http://127.0.0.1:9000", False),
        ("127.0.0.1:8501", "http://localhost:8501", False),
        ("localhost:8501", "http://localhost:8501", True),
        ("smartcity.example", "https://smartcity.example", True),
        ("smartcity.example:443", "https://smartcity.example", True),
        ("smartcity.example:80", "https://smartcity.example", False),
        ("smartcity.example", "https://smartcity.example.evil", False),
        ("smartcity.example", "https://evil/smartcity.example", False),
        ("smartcity.example", "https://evil@smartcity.example", False),
        ("smartcity.example", "null", False),
        ("smartcity.example", "", False),
        ("smartcity.example", "file://smartcity.example", False),
        ("smartcity.example", "https://smartcity.example/jahat", False),
        ("smartcity.example", "https://[", False),
        ("", "http://", False),
    ],
)
def test_only_the_own_origin_is_let_through(host, origin, is_let):
    """Another name, another port and no name at all are foreign; without an origin no page is behind the request."""
    headers = {"host": host} | ({} if origin is None else {"origin": origin})
    assert is_own(Given(headers)) == is_let


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_what_is_foreign_is_refused_before_the_app_sees_it(kind):
    """Neither a request nor a WebSocket of another origin reaches Streamlit, which would look outside for its name."""
    inner = Inner()
    layer = OwnOrigin(inner, "Ditolak")
    status, _, body = reply(layer, kind=kind, host="127.0.0.1:8501", origin="http://127.0.0.1:9000")
    reply(layer, kind=kind, host="127.0.0.1:8501", origin="http://127.0.0.1:8501")
    assert (status, body, inner.requests) == (403, b"Ditolak", 1)


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    ("host", "is_let"),
    [
        ("localhost", True),
        ("LOCALHOST:8501", True),
        ("kota.example", False),
        ("smart.kota.example:443", True),
        ("127.0.0.1:8501", False),
        ("[::1]:8501", True),
        ("localhost.evil.example", False),
        ("localhost@evil.example", False),
        ("evil.example/localhost", False),
        ("evil.example#localhost", False),
        ("localhost:port", False),
        ("localhost:99999", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_only_the_names_it_is_served_under_are_answered(kind, host, is_let):
    """Any other one is refused by a sentence of ours before anything has seen it; without names any is answered."""
    inner = Inner()
    answer = reply(OwnHost(inner, ["localhost", "*.Kota.example", "::1"], "Ditolak"), kind=kind, host=host)
    reply(OwnHost(inner, [], "Ditolak"), kind=kind, host=host)
    assert inner.requests == is_let + 1
    assert is_let or (answer[0], answer[2]) == (400, b"Ditolak")


def test_two_hosts_or_none_are_no_name():
    """A request without a name, or with two, is from no browser."""
    inner = Inner()
    layer = OwnHost(inner, ["localhost"], "Ditolak")
    for headers in ([], [(b"host", b"localhost")] * 2):
        sent = []

        async def send(message, sent=sent):
            sent.append(message)

        asyncio.run(layer({"type": "http", "method": "GET", "path": "/", "headers": headers}, None, send))
        assert sent[0]["status"] == 400
    assert inner.requests == 0


def test_two_origins_are_none():
    """A header that stands twice is not from a browser."""
    own = (b"origin", b"http://127.0.0.1:8501")
    assert not is_own(Given(raw=[(b"host", b"127.0.0.1:8501"), own, own]))


def test_every_answer_carries_the_headers_and_a_route_may_choose_its_own():
    """Nothing from elsewhere is loaded, framed or guessed; a policy that a route sets stays."""
    _, headers, _ = reply(Headers(PlainTextResponse("a")))
    _, own, _ = reply(Headers(PlainTextResponse("a", headers={"referrer-policy": "no-referrer"})))
    assert {name: headers[name] for name in OF_ALL} == dict(OF_ALL)
    assert own["referrer-policy"] == "no-referrer"


def test_a_document_begins_in_our_language_and_fetches_our_font():
    """Only language, font and scripts change, and the length is that of what is sent; an error page passes as it is."""
    given = ("id", "./ours.woff2", ("./js/known.1a.js", "./js/late.2b.js"))
    packer = Inner(gzip.compress(INDEX), "text/html", **{"content-encoding": "gzip"})
    _, headers, body = reply(Documents(Inner(INDEX, "text/html"), *given))
    _, of_a_page, packed = reply(Documents(packer, *given))
    _, _, wrong = reply(Documents(Inner(INDEX, "text/html", 500), *given))
    _, _, script = reply(Documents(Inner(INDEX, "text/javascript"), *given))
    bare, _, nothing = reply(Documents(Inner(INDEX, "text/html"), *given), method="HEAD")
    assert b'<html lang="id">' in body
    assert (b"theirs" in body, b"./ours.woff2" in body, headers["content-length"]) == (False, True, str(len(body)))
    assert [body.count(name) for name in (b"known.1a.js", b"late.2b.js")] == [1, 1]
    assert (gzip.decompress(packed), of_a_page["content-length"]) == (body, str(len(packed)))
    assert (wrong, script) == (INDEX, INDEX)
    assert (bare, nothing) == (200, b"")


def test_scripts_are_found_with_all_that_they_import(tmp_path):
    """A module is found by its name without the fingerprint; what is imported later on is not fetched early."""
    for name, content in {
        "Table.1a.js": 'import{a}from"./rows.2b.js";import"./side.3c.js";const late=()=>import("./late.4d.js");',
        "rows.2b.js": 'import{b}from"./side.3c.js";import{c}from"./Table.1a.js";',
        "side.3c.js": "",
        "late.4d.js": "",
        "Tables.5e.js": "",
    }.items():
        (tmp_path / name).write_text(content)
    assert needed(tmp_path, ("Table", "Gone")) == ("Table.1a.js", "rows.2b.js", "side.3c.js")


def test_what_pages_are_made_of_is_found_in_streamlit():
    """Each name that is fetched early has its script in the installed version."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    declared = ast.parse((PROJECT / "serve.py").read_text("utf-8"))
    names = next(ast.literal_eval(one.value) for one in declared.body if _assigns(one, "EVERYWHERE"))
    assert [name for name in names if not needed(folder, (name,))] == []


def _assigns(statement, name):
    return isinstance(statement, ast.Assign) and [target.id for target in statement.targets] == [name]


@pytest.mark.parametrize(
    ("takes", "packing", "unpack"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress)],
)
def test_a_static_file_is_packed_once_in_the_best_way_that_is_taken(takes, packing, unpack):
    """The second visitor gets what was packed for the first, byte for byte, without the app being asked."""
    inner = Inner(SCRIPT, "text/javascript", etag='"a"')
    layer = Packed(inner, ("/static/",))
    first, second = (reply(layer, path="/static/js/a.js", accept_encoding=takes) for _ in range(2))
    assert (unpack(first[2]), first[1]["content-encoding"], first[1]["vary"]) == (SCRIPT, packing, "accept-encoding")
    assert (first[2], inner.requests, "etag" in first[1]) == (second[2], 1, False)
    assert len(first[2]) < len(SCRIPT) / 10


@pytest.mark.parametrize(
    "case",
    [
        {"path": "/media/a.js", "accept_encoding": "gzip"},
        {"path": "/static/a.js"},
        {"path": "/static/a.js", "accept_encoding": "gzip", "range": "bytes=0-5"},
        {"path": "/static/a.js", "accept_encoding": "gzip", "if_none_match": '"a"'},
        {"path": "/static/a.js", "accept_encoding": "gzip", "method": "HEAD"},
        {"path": "/static/a.js", "accept_encoding": "identity, gzip;q=0"},
    ],
)
def test_anything_else_is_not_packed(case):
    """What is no whole static file for someone who takes it packed goes through as it is, each time."""
    inner = Inner(SCRIPT, "text/javascript")
    layer = Packed(inner, ("/static/",))
    answers = [reply(layer, **case) for _ in range(2)]
    assert (inner.requests, ["content-encoding" in headers for _, headers, _ in answers]) == (2, [False, False])


@pytest.mark.parametrize(("content", "kind", "status"), [(b"a", "text/css", 200), (SCRIPT, "font/woff2", 200)])
def test_what_packing_does_not_shrink_is_sent_as_it_is(content, kind, status):
    """Small files and those that are packed already."""
    _, headers, body = reply(
        Packed(Inner(content, kind, status), ("/static/",)), path="/static/a", accept_encoding="br"
    )
    assert ("content-encoding" in headers, body) == (False, content)


def test_what_a_visitor_left_halfway_is_not_kept():
    """Whoever closes the page while it loads leaves no empty program to those who come after."""
    layer = Packed(CutOff(Inner(SCRIPT, "text/javascript")), ("/static/",))
    answers = [reply(layer, path="/static/a.js", accept_encoding="br") for _ in range(3)]
    assert answers[0] is None
    assert [brotli.decompress(body) for _, _, body in answers[1:]] == [SCRIPT, SCRIPT]
    assert layer.app.requests == 2


def test_a_packed_file_is_not_asked_for_in_parts():
    """A browser that was cut off fetches it anew, since the rest of the file as it is would not fit what it has."""
    inner = Inner(
        SCRIPT, "text/javascript", etag='"a"', last_modified="Sat, 28 Nov 2026 23:05:23 GMT", accept_ranges="bytes"
    )
    _, headers, _ = reply(Packed(inner, ("/static/",)), path="/static/a.js", accept_encoding="br")
    assert [headers.get(name) for name in ("accept-ranges", "etag", "last-modified")] == ["none", None, None]


def test_a_missing_file_is_not_kept():
    """An error is told as it comes, and asked for again."""
    inner = Inner(SCRIPT, "text/css", 404)
    layer = Packed(inner, ("/static/",))
    assert [reply(layer, path="/static/a", accept_encoding="br")[0] for _ in range(2)] == [404, 404]
    assert (inner.requests, layer.kept) == (2, {})


@pytest.mark.parametrize(
    ("held", "length", "status"),
    [
        ({}, "40", None),
        ({"a": [10], "b": [30]}, "60", None),
        ({"a": [10], "b": [30]}, "61", 413),
        ({"a": [1, 1, 1]}, "1", 413),
        ({"b": [1, 1, 1]}, "1", None),
        ({}, "", 411),
        ({}, "-5", 411),
        ({}, "\u0663", 411),
    ],
)
def test_uploads_have_the_room_that_is_left(held, length, status):
    """Three files of one visitor and a hundred bytes of all; a length that is not stated cannot be judged."""
    inner = Inner()
    layer = Uploads(inner, lambda: held, Room(3, 100), "penuh")
    given = {"content_length": length} if length else {}
    answer = reply(layer, method="PUT", path="/_stcore/upload_file/a/f", **given)
    assert (answer[0], inner.requests) == ((status, 0) if status else (200, 1))


def test_uploads_under_way_are_counted_until_they_have_arrived():
    """Twenty at once do not each find the whole room; what was refused or has failed takes none."""
    seen = []

    async def slow(scope, receive, send):
        seen.append(layer.coming["a"].copy())
        if len(seen) < 5:
            await layer(scope, receive, send)
        raise ConnectionError

    layer = Uploads(slow, dict, Room(3, 100), "penuh")
    with pytest.raises(ConnectionError):
        reply(layer, method="PUT", path="/_stcore/upload_file/a/f", content_length="20")
    assert (seen, dict(layer.coming)) == ([[20], [20, 20], [20, 20, 20]], {})


def test_other_requests_take_no_room():
    """A file that is dropped again, and anything that is no upload."""
    layer = Uploads(Inner(), lambda: {"a": [1000]}, Room(1, 1), "penuh")
    assert reply(layer, method="DELETE", path="/_stcore/upload_file/a/f")[0] == 200
    assert reply(layer, method="PUT", path="/elsewhere")[0] == 200


def test_files_of_sessions_that_are_over_are_dropped():
    """Those of an open session stay; nothing is left of the others."""
    files = MemoryUploadedFileManager("/_stcore/upload_file")
    for session, count in (("open", 2), ("over", 3)):
        for number in range(count):
            files.add_file(session, UploadedFileRec(f"{session}{number}", "a.xlsx", "", b"12345"))
    drop_ended(files, {"open"}.__contains__)
    assert sizes(files) == {"open": [5, 5]}
