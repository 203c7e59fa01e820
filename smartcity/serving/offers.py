"""Files that not everybody may have: offered to one browser by one session, and handed out by a route of our own.

Streamlit's own addresses for downloads answer whoever knows them, and know a file by samples of its bytes. Here each
time somebody asks it is looked at who that is: the browser by its cookie, its session by being open, its right by the
maker of the file.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from smartcity.serving.visitors import visitor_of

FOLDER = "berkas"
FORBIDDEN, UNKNOWN, NOT_ALLOWED = 403, 404, 405


class Withheld(Exception):
    """A file that is not handed out; the sentence says why, the status is that of the answer."""

    def __init__(self, sentence: str, status: int = FORBIDDEN) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Offer:
    """One file: what it is known by in the journal, its first name, the browser it is for, and what makes its bytes.

    *make* is asked anew each time and raises `Withheld` for who may not have the file any more. What it gives as a path
    is sent piece by piece and then deleted.
    """

    entry: str
    name: str
    visitor: str
    make: Callable[[], bytes | Path]


@dataclass
class _Shelf:
    """What one session offers: by key its token, the offer and the run that made it."""

    run: int = 0
    held: dict[str, tuple[str, Offer, int]] = field(default_factory=dict)


class Offers:
    """What every session offers now; an offer that a page did not make again goes with the run after it."""

    def __init__(self) -> None:
        self._shelves: dict[str, _Shelf] = {}
        self._lock = Lock()
        self.are_served = False

    def begin(self, session: str) -> None:
        """Begin a run of a session: what its last run did not offer is gone."""
        with self._lock:
            shelf = self._shelves.setdefault(session, _Shelf())
            shelf.held = {key: held for key, held in shelf.held.items() if held[2] == shelf.run}
            shelf.run += 1

    def offer(self, session: str, key: str, offered: Offer) -> str:
        """Offer a file under a *key* of the page, and return its address relative to the page.

        The address stays while the same is offered again.
        """
        with self._lock:
            shelf = self._shelves.setdefault(session, _Shelf())
            token, before, _ = shelf.held.get(key, ("", None, 0))
            if before is None or (before.entry, before.visitor) != (offered.entry, offered.visitor):
                token = secrets.token_urlsafe(24)
            shelf.held[key] = (token, offered, shelf.run)
        return f"{FOLDER}/{quote(offered.entry, safe='')}/{token}"

    def find(self, entry: str, token: str) -> tuple[str, Offer] | None:
        """Return the session and the offer that an address names."""
        with self._lock:
            for session, shelf in self._shelves.items():
                for own, offered, _ in shelf.held.values():
                    if compare_digest(own, token) and offered.entry == entry:
                        return session, offered
        return None

    def drop_ended(self, is_open: Callable[[str], bool]) -> None:
        """Forget what sessions offered that are over."""
        with self._lock:
            self._shelves = {session: shelf for session, shelf in self._shelves.items() if is_open(session)}


class Files:
    """Hand out what is *offers*, to the browser that it was offered to, while its session *is_open*.

    *gone* and *foreign* are said where there is no such offer any more, and to another browser.
    """

    def __init__(self, app: ASGIApp, offers: Offers, is_open: Callable[[str], bool], gone: str, foreign: str) -> None:
        self.app = app
        self.offers = offers
        self.is_open = is_open
        self.gone, self.foreign = gone, foreign
        offers.are_served = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what asks for an offered file, and give everything else on."""
        parts = scope["path"].strip("/").split("/")[-3:] if scope["type"] == "http" else []
        if len(parts) == 3 and parts[0] == FOLDER:
            await (await run_in_threadpool(self._answer, Request(scope), *parts[1:]))(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _answer(self, request: Request, entry: str, token: str) -> Response:
        found = self.offers.find(entry, token)
        if request.method not in ("GET", "HEAD"):
            return _said("", NOT_ALLOWED)
        if found is None or not self.is_open(found[0]):
            return _said(self.gone, UNKNOWN)
        offered = found[1]
        visitor = visitor_of(request)
        if not visitor or not compare_digest(visitor.encode(), offered.visitor.encode()):
            return _said(self.foreign, FORBIDDEN)
        try:
            content = offered.make()
        except Withheld as problem:
            return _said(str(problem), problem.status)
        named = f"attachment; filename*=UTF-8''{quote(offered.name, safe='')}"
        headers = _PRIVATE | {"content-disposition": named}
        if isinstance(content, Path):
            return FileResponse(content, headers=headers, media_type=_BYTES, background=BackgroundTask(content.unlink))
        return Response(content, media_type=_BYTES, headers=headers)


_BYTES = "application/octet-stream"
_PRIVATE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


def _said(sentence: str, status: int) -> Response:
    return PlainTextResponse(sentence, status, headers=_PRIVATE)
