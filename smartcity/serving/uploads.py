"""How much of what was sent may lie in memory: of one visitor, of all together, and only while the visitor is there.

Streamlit keeps whatever is sent to the address of an open session, whether a page asked for it or not, and forgets to
drop it when a session runs out after its window was closed.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/_stcore/upload_file/"
TOO_MUCH, LENGTH_NEEDED = 413, 411

Held = Callable[[], Mapping[str, Sequence[int]]]
"""Tells the sizes in bytes of the files that each session has in memory."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many *files* one session may have in memory, and how many bytes all sessions together."""

    files: int
    bytes: int


class Uploads:
    """Refuse an upload that would take more than the *room* there is, counting those that are still under way."""

    def __init__(self, app: ASGIApp, held: Held, room: Room, refusal: str) -> None:
        self.app = app
        self.held = held
        self.room = room
        self.refusal = refusal
        self.coming: dict[str, list[int]] = defaultdict(list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an upload through as long as there is room for all of it, and count it until it has arrived."""
        if scope["type"] != "http" or scope["method"] not in ("PUT", "POST") or not scope["path"].startswith(PATH):
            await self.app(scope, receive, send)
            return
        session, length = scope["path"][len(PATH) :].partition("/")[0], Headers(scope=scope).get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            await PlainTextResponse(self.refusal, LENGTH_NEEDED)(scope, receive, send)
        elif not self._has_room(session, int(length)):
            await PlainTextResponse(self.refusal, TOO_MUCH)(scope, receive, send)
        else:
            await self._counted(session, int(length), scope, receive, send)

    async def _counted(self, session: str, length: int, scope: Scope, receive: Receive, send: Send) -> None:
        self.coming[session].append(length)
        try:
            await self.app(scope, receive, send)
        finally:
            self.coming[session].remove(length)
            if not self.coming[session]:
                del self.coming[session]

    def _has_room(self, session: str, length: int) -> bool:
        held = self.held()
        files = len(held.get(session, ())) + len(self.coming.get(session, ()))
        taken = sum(map(sum, held.values())) + sum(map(sum, self.coming.values()))
        return files < self.room.files and taken + length <= self.room.bytes
