"""The identity provider: where a browser is sent, and what is believed of what it brings back (OpenID Connect)."""

from collections.abc import Mapping

import httpx
from authlib.integrations.starlette_client import OAuth
from authlib.integrations.starlette_client import OAuthError as Denied
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc.errors import JoseError
from starlette.requests import Request

from smartcity.access.settings import Settings
from smartcity.signing.client import NotVouched

_SECONDS = 600
"""So long a browser may take at the provider."""

_NAME = "penyedia"
_TARGET = "ke"
_WRONG = (Denied, JoseError, httpx.HTTPError, BadSignature, ValueError, KeyError, RuntimeError)


class Provided:
    """Speaks with the provider of *settings*; *back* is the path that it sends browsers to."""

    def __init__(self, settings: Settings, back: str) -> None:
        provider = settings.provider
        self.claim, self.back = provider.claim, f"{provider.address}{back}"
        self._seal = URLSafeTimedSerializer(settings.secret, salt="penyedia")
        self._client = OAuth().register(
            _NAME,
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=provider.metadata,
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
        )

    async def begin(self, request: Request, target: str) -> tuple[str, str]:
        """Return what a browser must bring back, and the address at the provider; raises `NotVouched`."""
        own = _with_session(request, {_TARGET: target})
        try:
            answer = await self._client.authorize_redirect(own, self.back)
        except _WRONG as problem:
            raise NotVouched(_said(problem)) from problem
        return self._seal.dumps(own.session), answer.headers["location"]

    async def answered(self, request: Request, ticket: str) -> tuple[Mapping[str, object], str]:
        """Return the claims about who came back, and where they were going; *ticket* is what their browser was given.

        Raises:
            NotVouched: If it is not the answer to what this browser asked, or the provider does not stand by it.
        """
        try:
            own = _with_session(request, self._seal.loads(ticket, max_age=_SECONDS))
            token = await self._client.authorize_access_token(own)
            claims = dict(token["userinfo"])
            if self.claim not in claims and "userinfo_endpoint" in self._client.server_metadata:
                told = await self._client.userinfo(token=token)
                if told.get("sub") == claims.get("sub"):
                    claims = {**told, **claims}
        except _WRONG as problem:
            raise NotVouched(_said(problem)) from problem
        return claims, str(own.session.get(_TARGET, "/"))


def _with_session(request: Request, session: dict[str, object]) -> Request:
    """Return *request* with a session of ours: the one that it may have is that of the server around us."""
    return Request({**request.scope, "session": session}, request.receive)


def _said(problem: Exception) -> str:
    """Name a problem without what a provider or a browser may have written into it."""
    return str(getattr(problem, "error", "") or type(problem).__name__)
