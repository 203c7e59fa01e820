"""Who may ask at all where people sign in: nobody without a sign-in, and nobody what is another person's.

Streamlit itself reads who somebody is once, gives whatever was sent to whoever knows its address, and lets who knows
the id of a session take it over. So nothing reaches it before the one who asks is known at that very moment.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

TOKEN = "smartcity_masuk"
"""The cookie that holds the token of a sign-in."""

SIGN_IN = "/masuk"
FORBIDDEN, UNKNOWN, SIGN_IN_FIRST, SEE_OTHER = 403, 404, 401, 303

STREAM, UPLOAD, MEDIA, FILE, INNER, PAGE = "stream", "upload", "media", "file", "inner", "page"

_OPEN = ("/masuk", "/static/", "/app/static/", "/_stcore/health", "/favicon.ico", "/favicon.png")
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/auth/", "/oauth2callback")
"""What nobody has to sign in for, and what of Streamlit's is never answered."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """What the gate asks: *who* a token's owner is by a code, who *owns* a session, which sessions *show* a media file.

    Each answers None, or nothing, for what it does not know. *noted* is told what kind of thing was refused, to which
    token, and from which address.
    """

    who: Callable[[str], str | None]
    owns: Callable[[str], str | None]
    show: Callable[[str], Iterable[str]]
    noted: Callable[[str, str, str], None]


def token_of(connection: HTTPConnection) -> str:
    """Return the token that a browser brings, "" for none."""
    return connection.cookies.get(TOKEN, "")


def place_of(connection: HTTPConnection) -> str:
    """Return the address that a request comes from."""
    return connection.client.host if connection.client else ""


def is_closed(path: str) -> bool:
    """Say whether a path is one of Streamlit's that is never answered."""
    return path.startswith(_CLOSED)


class Closed:
    """Answer the paths of Streamlit's that are not for visitors as if they were not there."""

    def __init__(self, app: ASGIApp, refusal: str) -> None:
        self.app = app
        self.refusal = PlainTextResponse(refusal, UNKNOWN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse them, and give everything else on."""
        is_asked = scope["type"] in ("http", "websocket") and is_closed(scope["path"])
        await (self.refusal if is_asked else self.app)(scope, receive, send)


class SignedIn:
    """Give on what is asked by somebody who is signed in and touches nothing of another person's."""

    def __init__(self, app: ASGIApp, keeper: Keeper, refusal: str, foreign: str) -> None:
        self.app = app
        self.keeper = keeper
        self.refusal, self.foreign = refusal, foreign

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send who is nobody to the way in, or refuse them."""
        if scope["type"] not in ("http", "websocket") or scope["path"].startswith(_OPEN):
            await self.app(scope, receive, send)
            return
        answer = await run_in_threadpool(self._judged, HTTPConnection(scope))
        await (answer or self.app)(scope, receive, send)

    def _judged(self, connection: HTTPConnection) -> Response | None:
        """Return what a request is answered instead of being given on; None where it is."""
        path, token = connection.scope["path"], token_of(connection)
        who, kind = self.keeper.who(token), kind_of(connection)
        if who is None:
            if kind == PAGE and connection.scope.get("method") == "GET":
                query = connection.scope.get("query_string", b"").decode("latin-1")
                target = quote(f"{path}?{query}" if query else path, safe="/")
                return RedirectResponse(f"{SIGN_IN}?ke={target}", SEE_OTHER, {"cache-control": "no-store"})
            self.keeper.noted(kind, token, place_of(connection))
            return PlainTextResponse(self.refusal, SIGN_IN_FIRST)
        if not self._is_own(connection, kind, who):
            self.keeper.noted(kind, token, place_of(connection))
            return PlainTextResponse(self.foreign, FORBIDDEN)
        return None

    def _is_own(self, connection: HTTPConnection, kind: str, who: str) -> bool:
        """Say whether what is asked for is nobody else's; a session that nobody has had yet becomes theirs."""
        parts = connection.scope["path"].strip("/").split("/")
        if kind == STREAM:
            taken_up = _session_of(connection.headers)
            return not taken_up or self.keeper.owns(taken_up) in (None, who)
        if kind == UPLOAD:
            return self.keeper.owns(parts[parts.index("upload_file") + 1]) == who
        if kind == MEDIA:
            return any(self.keeper.owns(session) == who for session in self.keeper.show(parts[-1]))
        return True


def kind_of(connection: HTTPConnection) -> str:
    """Say what kind of thing is asked for."""
    path = connection.scope["path"]
    parts = path.strip("/").split("/")
    if connection.scope["type"] == "websocket":
        return STREAM
    if "upload_file" in parts[:-1]:
        return UPLOAD
    if "media" in parts[:-1]:
        return MEDIA
    if "berkas" in parts[:-1]:
        return FILE
    return INNER if parts[0] in ("_stcore", "component") else PAGE


def _session_of(headers: Headers) -> str:
    """Return the id of the session that a WebSocket wants to take up again, "" for none."""
    entries = [one.strip() for one in headers.get("sec-websocket-protocol", "").split(",")]
    return entries[2] if len(entries) > 2 else ""
