"""Which browser asks: a cookie that the first document gives, which no script can read."""

import secrets
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "smartcity_visit"
UNKNOWN = 404


def visitor_of(connection: HTTPConnection) -> str:
    """Return what a browser is known by, "" for one that brings no cookie."""
    return connection.cookies.get(COOKIE, "")


class Visitors:
    """Give each browser a cookie with its first document; keep Streamlit's downloads for browsers with an open page.

    *has_page* says of what a browser is known by whether it has one; *gone* is said to others.
    """

    def __init__(self, app: ASGIApp, has_page: Callable[[str], bool], gone: str) -> None:
        self.app = app
        self.has_page = has_page
        self.gone = PlainTextResponse(gone, UNKNOWN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the cookie to a document for who has none."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visitor = visitor_of(HTTPConnection(scope))
        if _is_download(scope["path"]) and not self.has_page(visitor):
            await self.gone(scope, receive, send)
            return

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_document(message):
                MutableHeaders(scope=message).append("set-cookie", _cookie(is_secure=scope.get("scheme") == "https"))
            await send(message)

        await self.app(scope, receive, send if visitor else with_cookie)


def _is_download(path: str) -> bool:
    folders = path.split("/")[:-1]
    return "media" in folders and "static" not in folders


def _is_document(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _cookie(*, is_secure: bool) -> str:
    kept = f"{COOKIE}={secrets.token_urlsafe(24)}; Path=/; HttpOnly; SameSite=Lax"
    return f"{kept}; Secure" if is_secure else kept
