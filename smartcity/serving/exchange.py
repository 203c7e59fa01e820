"""An answer held back until it is whole, for layers that change its body."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True)
class Answer:
    """The first message of an answer and its body."""

    start: Message
    body: bytes

    @property
    def headers(self) -> MutableHeaders:
        """The headers, to be read and changed."""
        return MutableHeaders(scope=self.start)

    async def send(self, send: Send) -> None:
        """Send it with the length that its body has."""
        self.headers["content-length"] = str(len(self.body))
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})


async def whole(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, is_wanted: Callable[[Message], bool]
) -> Answer | None:
    """Ask *app* and return the whole answer where its first message is wanted; else it is sent on as it comes.

    None as well for an answer that ended short of its own length, which is what an app gives when whoever asked has
    gone before the end: kept, the stump would go to everyone who comes later.
    """
    held: list[Message] = []
    body = bytearray()

    async def hold(message: Message) -> None:
        if message["type"] == "http.response.start" and is_wanted(message):
            held.append(message)
        elif held and message["type"] == "http.response.body":
            body.extend(message.get("body", b""))
        else:
            await send(message)

    await app(scope, receive, hold)
    if not held or len(body) < int(Headers(raw=held[0]["headers"]).get("content-length", "0")):
        return None
    return Answer(held[0], bytes(body))
