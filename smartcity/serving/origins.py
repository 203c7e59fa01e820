"""Refuse what a page of another origin asks, so that no other site acts with the rights of who is at this browser.

Nor does it by a name of its own that leads to this machine: only the names the dashboard is served under are answered.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_PORTS = {"http": "80", "https": "443"}
BAD_REQUEST, FORBIDDEN = 400, 403
_ANY, _BELOW = "*", "*."


class OwnHost:
    """Let through what asks for one of the *names* that the dashboard is served under; where there are none, for any.

    "*.example.com" are all names below example.com, "*" is any.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str], refusal: str) -> None:
        self.app = app
        self.names = frozenset(map(str.casefold, names)) or {_ANY}
        self.refusal = PlainTextResponse(refusal, BAD_REQUEST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what asks for another name, also a WebSocket, with the refusal."""
        if scope["type"] in ("http", "websocket") and not self._is_served(Headers(scope=scope).getlist("host")):
            await self.refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_served(self, hosts: list[str]) -> bool:
        if _ANY in self.names:
            return True
        name = name_of(hosts[0]) if len(hosts) == 1 else None
        return name is not None and any(
            name.endswith(one[1:]) if one.startswith(_BELOW) else name == one for one in self.names
        )


def name_of(host: str) -> str | None:
    """Return the name in a `Host` header without its port, None where it is not written as one."""
    try:
        parts = urlsplit(f"//{host}")
        is_one = parts.netloc == host and "@" not in host and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts.hostname if is_one else None


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
