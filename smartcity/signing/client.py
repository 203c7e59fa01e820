"""What the routes need of an identity provider, without the libraries that speak with one."""

from collections.abc import Mapping
from typing import Protocol

from starlette.requests import Request


class NotVouched(Exception):
    """The provider cannot be asked, or what came back is not its word; the text says what the matter is."""


class Client(Protocol):
    """Speaks with an identity provider."""

    async def begin(self, request: Request, target: str) -> tuple[str, str]:
        """Return what a browser must bring back, and the address at the provider; raises `NotVouched`."""

    async def answered(self, request: Request, ticket: str) -> tuple[Mapping[str, object], str]:
        """Return the claims about who came back, and where they were going; raises `NotVouched`."""
