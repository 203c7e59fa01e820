"""The document around every page: its language, our font instead of one that no page uses, scripts fetched early."""

import gzip
import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from smartcity.serving.exchange import Answer, whole

_LANGUAGE = re.compile(rb'<html lang="[^"]*"')
_FONT = re.compile(rb'<link\s+rel="preload"\s+href="[^"]*"\s+as="font"[^>]*>')
_FACE = '<style>@font-face{font-family:"Source Sans";font-weight:100 900;src:url(%s)format("woff2")}</style>'
"""Until its theme arrives a page is written in Streamlit's own font; under that name, too, it finds ours."""
_EARLY = b'<link rel="modulepreload" crossorigin href="%s">'


class Documents:
    """Name the *language* that a page begins in, and preload *font* and *scripts*.

    Their addresses are relative to the document; scripts that it names itself are not named twice.
    """

    def __init__(self, app: ASGIApp, language: str, font: str, scripts: Sequence[str] = ()) -> None:
        self.app = app
        self.language = f'<html lang="{language}"'.encode()
        self.font = f'<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>'.encode()
        self.face = (_FACE % font).encode()
        self.scripts = [script.encode() for script in scripts]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change what is HTML; anything else passes as it comes, and so does what has no body."""
        if scope["type"] != "http" or scope["method"] == "HEAD":
            await self.app(scope, receive, send)
            return
        answer = await whole(self.app, scope, receive, send, _is_document)
        if answer is not None:
            # Streamlit packs the document of every page but the first one itself.
            is_packed = answer.headers.get("content-encoding") == "gzip"
            body = self._changed(gzip.decompress(answer.body) if is_packed else answer.body)
            await Answer(answer.start, gzip.compress(body, mtime=0) if is_packed else body).send(send)

    def _changed(self, body: bytes) -> bytes:
        body = _FONT.sub(self.font, _LANGUAGE.sub(self.language, body, count=1), count=1)
        early = [_EARLY % script for script in self.scripts if script not in body]
        return body.replace(b"</head>", b"".join((*early, self.face, b"</head>")), 1)


def _is_document(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
