"""Static files compressed once and kept, since the same few megabytes go to everyone who comes."""

import gzip
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from smartcity.serving.exchange import Answer, whole

_PACKED = ("text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml")
_OF_A_PART = frozenset({"range", "if-none-match", "if-modified-since"})
_OF_OTHER_BYTES = ("etag", "last-modified")
_REFUSED = frozenset({"q=0", "q=0.0", "q=0.00", "q=0.000"})
_LEAST = 1 << 10
"""Bytes below which packing saves nothing."""

PACKINGS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"br": partial(brotli.compress, quality=9), "gzip": partial(gzip.compress, mtime=0)}
)
"""The ways to pack, the better first; browsers take the first of them from this machine and over https only."""


class Packed:
    """Send files under *folders*, paths such as "/static/", packed in the best way that who asks takes.

    The files are those of the installed packages, whose names change with their content, so nothing is ever stale.
    """

    def __init__(self, app: ASGIApp, folders: tuple[str, ...]) -> None:
        self.app = app
        self.folders = folders
        self.kept: dict[tuple[str, str], Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what was packed before, pack what comes the first time, and give everything else on."""
        packing = self._packing_for(scope)
        if packing is None:
            await self.app(scope, receive, send)
            return
        key = packing, scope["path"]
        if key not in self.kept:
            answer = await whole(self.app, scope, receive, send, _is_worth_packing)
            if answer is None:
                return
            own = Answer(answer.start, await run_in_threadpool(PACKINGS[packing], answer.body))
            own.headers["content-encoding"] = packing
            own.headers.add_vary_header("accept-encoding")
            # Tag and time are those of other bytes: a browser that was cut off would ask by them for the rest of these,
            # get the rest of the file as it is, and keep a program made of both.
            for name in _OF_OTHER_BYTES:
                del own.headers[name]
            own.headers["accept-ranges"] = "none"
            self.kept[key] = own
        kept = self.kept[key]
        await Answer({**kept.start, "headers": list(kept.start["headers"])}, kept.body).send(send)

    def _packing_for(self, scope: Scope) -> str | None:
        """Choose how to pack what a plain request for a static file asks; None for any other request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self.folders):
            return None
        headers = Headers(scope=scope)
        if not _OF_A_PART.isdisjoint(headers.keys()):
            return None
        offers = (part.partition(";") for part in headers.get("accept-encoding", "").split(","))
        takes = {name.strip() for name, _, weight in offers if weight.replace(" ", "") not in _REFUSED}
        return next((packing for packing in PACKINGS if packing in takes), None)


def _is_worth_packing(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    kind, length = headers.get("content-type", "").partition(";")[0], headers.get("content-length", "0")
    return start["status"] == 200 and kind in _PACKED and int(length) >= _LEAST and "content-encoding" not in headers
