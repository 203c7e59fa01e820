"""Refuse what a page of another origin asks, so that no other site acts with the rights of who is at this browser."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_PORTS = {"http": "80", "https": "443"}
FORBIDDEN = 403


class OwnOrigin:
    """Let through what names no origin, as a browser that follows a link does, or the very host that it asks.

    A page on another port of the same machine is another origin. Streamlit lets it pass, and looks up the machine's
    address outside before it refuses any other; so nothing foreign may reach it.
    """

    def __init__(self, app: ASGIApp, refusal: str) -> None:
        self.app = app
        self.refusal = PlainTextResponse(refusal, FORBIDDEN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a foreign request, also for a WebSocket, with the refusal."""
        if scope["type"] in ("http", "websocket") and not is_own(Headers(scope=scope)):
            await self.refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_own(headers: Headers) -> bool:
    """Say whether a request comes from this very host and port, or from no page at all."""
    origins = headers.getlist("origin")
    if not origins:
        return True
    try:
        scheme, host, path, query, fragment = urlsplit(origins[0])
    except ValueError:
        return False
    default = f":{_PORTS.get(scheme, '')}"
    is_bare = len(origins) == 1 and not (path or query or fragment)
    return is_bare and scheme in _PORTS and host in _spellings(headers.get("host", ""), default)


def _spellings(host: str, default: str) -> tuple[str, ...]:
    """List how a browser may write a host: with the scheme's own port or without it."""
    return (host, host.removesuffix(default)) if host else ()
