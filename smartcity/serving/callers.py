"""Keep a dashboard that nobody signs in to for who sits at this very machine."""

from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

FORBIDDEN = 403
_OF_A_PROXY = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")
_BEGINS_OF_A_PROXY = "x-forwarded-"


class OwnMachine:
    """Refuse, on every address, what does not come from this machine's own address or was brought by a proxy.

    What a header says of an address can only make a request foreign, never this machine's own.
    """

    def __init__(self, app: ASGIApp, refusal: str) -> None:
        self.app = app
        self.refusal = PlainTextResponse(refusal, FORBIDDEN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a foreign request, also for a WebSocket, with the refusal."""
        if scope["type"] in ("http", "websocket") and not is_from_here(scope.get("client"), Headers(scope=scope)):
            await self.refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_from_here(client: tuple[str, int] | None, headers: Headers) -> bool:
    """Say whether a request was made at this machine itself."""
    return is_own_address(client[0] if client else "") and not is_of_a_proxy(headers)


def is_own_address(address: str) -> bool:
    """Say whether an address is that by which a machine calls itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def is_of_a_proxy(headers: Headers) -> bool:
    """Say whether a request names who a proxy brought it for."""
    return any(name in _OF_A_PROXY or name.startswith(_BEGINS_OF_A_PROXY) for name in headers)
