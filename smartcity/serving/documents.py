"""The document around every page: its language, and our font fetched first instead of one that no page uses."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from smartcity.serving.exchange import Answer, whole

_LANGUAGE = re.compile(rb'<html lang="[^"]*"')
_FONT = re.compile(rb'<link\s+rel="preload"\s+href="[^"]*"\s+as="font"[^>]*>')


class Documents:
    """Name the *language* that a page begins in, and preload *font*, whose address is relative to the document."""

    def __init__(self, app: ASGIApp, language: str, font: str) -> None:
        self.app = app
        self.language = f'<html lang="{language}"'.encode()
        self.font = f'<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change what is HTML; anything else passes as it comes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = await whole(self.app, scope, receive, send, _is_document)
        if answer is not None:
            body = _FONT.sub(self.font, _LANGUAGE.sub(self.language, answer.body, count=1), count=1)
            await Answer(answer.start, body).send(send)


def _is_document(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
