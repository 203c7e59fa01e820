"""The routes of the way in, and the cookies that they give and take."""

import secrets
from collections.abc import Callable
from hmac import compare_digest
from typing import TypeVar
from urllib.parse import parse_qsl, quote

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from smartcity.access.accounts import AccountsDamaged
from smartcity.access.entrance import Entrance, NotLetIn
from smartcity.access.settings import ACCOUNTS, OPENID
from smartcity.serving.gate import SIGN_IN, TOKEN, place_of, token_of
from smartcity.signing.client import Client, NotVouched
from smartcity.signing.forms import LANGUAGE, document, field, form, paragraph, way
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words

Made = TypeVar("Made")

ACCOUNT, SIGN_OUT, BACK, PROVIDER = "/akun", "/keluar", f"{SIGN_IN}/kembali", f"{SIGN_IN}/penyedia"
CSRF, DEVICE, ASKED = "smartcity_formulir", "smartcity_kenal", "smartcity_tanya"
_DEVICE_SECONDS, _FORM_SECONDS = 180 * 86400, 3600
_LONGEST = 2000
_LARGEST_FORM, _MOST_FIELDS = 32_000, 20
_AT_ONCE = 2
"""So many passwords are weighed at once, each in 64 MB."""

OK, WRONG, EXPIRED, WAIT, SEE_OTHER, BAD_GATEWAY = 200, 401, 400, 429, 303, 502


def signing_for(entrance: Entrance) -> "Signing":
    """Make the way in that an entrance is configured for."""
    if entrance.settings.mode != OPENID:
        return Signing(entrance)
    # The libraries that speak with a provider cost half a second, which only a server with one pays.
    from smartcity.signing.provider import Provided

    return Signing(entrance, Provided(entrance.settings, BACK))


class Signing:
    """The routes for one *entrance*; *client* speaks with the identity provider where there is one."""

    def __init__(self, entrance: Entrance, client: Client | None = None) -> None:
        self.entrance, self.client = entrance, client
        self._weighing: CapacityLimiter | None = None

    def routes(self) -> list[Route]:
        """Return them."""
        if self.entrance.is_local:
            return []
        own = [
            Route(SIGN_IN, self.sign_in, methods=["GET", "POST"]),
            Route(ACCOUNT, self.account, methods=["GET", "POST"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
        ]
        of_provider = [Route(PROVIDER, self.to_provider), Route(BACK, self.from_provider)]
        return [*own, *(of_provider if self.client else [])]

    async def sign_in(self, request: Request) -> Response:
        """Show the form, or take what was filled in."""
        words, target = _words(request), own_path(request.query_params.get("ke", ""))
        if request.method == "GET" or self.entrance.settings.mode != ACCOUNTS:
            return self._form(request, words, target)
        given = await _given(request)
        target = own_path(_text(given, "ke"))
        if not _is_own_form(request, given):
            return self._form(request, words, target, words("signing.form_over"), EXPIRED)
        name, place = _text(given, "nama"), place_of(request)
        device = request.cookies.get(DEVICE, "")
        typed = (_text(given, "sandi"), _text(given, "kode"), place, device, _text(given, "baru"))
        try:
            token = await self._weighed(self.entrance.sign_in, name, *typed)
        except NotLetIn as problem:
            return self._refused(request, words, target, problem, name)
        except AccountsDamaged:
            return self._form(request, words, target, words("signing.damaged"), BAD_GATEWAY)
        answer = self._let_in(request, token, target)
        _keep(answer, request, DEVICE, self.entrance.device_of(name), _DEVICE_SECONDS)
        return answer

    async def account(self, request: Request) -> Response:
        """Show who is signed in, change their password, or end their sign-ins everywhere."""
        words, token, place = _words(request), token_of(request), place_of(request)
        if await run_in_threadpool(self.entrance.who, token) is None:
            return RedirectResponse(f"{SIGN_IN}?ke={ACCOUNT}", SEE_OTHER)
        if request.method == "GET":
            return self._account(request, words)
        given = await _given(request)
        if not _is_own_form(request, given):
            return self._account(request, words, words("signing.form_over"), EXPIRED)
        if _text(given, "semua"):
            await run_in_threadpool(self.entrance.sign_out_everywhere, token, place)
            return _signed_out()
        try:
            change = (token, _text(given, "sandi"), _text(given, "baru"), place)
            await self._weighed(self.entrance.change_password, *change)
        except NotLetIn as problem:
            return self._account(request, words, _why(problem, words), _status(problem))
        return _signed_out()

    async def sign_out(self, request: Request) -> Response:
        """End the sign-in of this browser."""
        if not _is_own_form(request, await _given(request)):
            return RedirectResponse(ACCOUNT, SEE_OTHER)
        await run_in_threadpool(self.entrance.sign_out, token_of(request), place_of(request))
        return _signed_out()

    async def to_provider(self, request: Request) -> Response:
        """Send a browser to the identity provider, with what it must bring back."""
        words = _words(request)
        target = own_path(request.query_params.get("ke", ""))
        try:
            ticket, address = await self.client.begin(request, target)
        except NotVouched as problem:
            return self._form(request, words, target, words("signing.provider", problem=str(problem)), BAD_GATEWAY)
        answer = RedirectResponse(address, SEE_OTHER)
        _keep(answer, request, ASKED, ticket, _FORM_SECONDS)
        return answer

    async def from_provider(self, request: Request) -> Response:
        """Let in whom the identity provider vouches for."""
        words, ticket = _words(request), request.cookies.get(ASKED, "")
        try:
            claims, target = await self.client.answered(request, ticket)
            token = await run_in_threadpool(self.entrance.let_in, claims, place_of(request))
        except NotVouched as problem:
            self.entrance.refused("provider", "", place_of(request))
            return self._form(request, words, "/", words("signing.provider", problem=str(problem)), WRONG)
        except NotLetIn as problem:
            return self._refused(request, words, "/", problem)
        answer = self._let_in(request, token, own_path(target))
        answer.delete_cookie(ASKED)
        return answer

    async def _weighed(self, step: Callable[..., Made], *given: object) -> Made:
        """Take a step that weighs a password: each takes much memory, and all else is judged on threads of its own."""
        self._weighing = self._weighing or CapacityLimiter(_AT_ONCE)
        return await to_thread.run_sync(step, *given, limiter=self._weighing)

    def _let_in(self, request: Request, token: str, target: str) -> Response:
        # A sign-in over another one ends that.
        if before := token_of(request):
            self.entrance.sign_out(before, place_of(request))
        answer = RedirectResponse(target, SEE_OTHER, {"cache-control": "no-store"})
        _keep(answer, request, TOKEN, token, int(self.entrance.settings.session_seconds))
        return answer

    def _refused(self, request: Request, words: Words, target: str, problem: NotLetIn, name: str = "") -> Response:
        asks = "baru" if problem.code in _OF_A_CHANGE or problem.code.startswith("password_") else ""
        answer = self._form(request, words, target, _why(problem, words), _status(problem), name, asks)
        if problem.code == "wait":
            answer.headers["retry-after"] = str(problem.values["seconds"])
        return answer

    def _form(
        self,
        request: Request,
        words: Words,
        target: str,
        problem: str = "",
        status: int = OK,
        name: str = "",
        asks: str = "",
    ) -> Response:
        csrf = request.cookies.get(CSRF) or secrets.token_urlsafe(24)
        parts = [paragraph(problem, is_wrong=True)]
        if self.entrance.settings.mode == OPENID:
            parts.append(way(f"{PROVIDER}?ke={quote(target)}", words("signing.to_provider"), is_main=True))
        else:
            fields = [
                field("nama", words("signing.name"), value=name, complete="username"),
                field("sandi", words("signing.password"), "password", complete="current-password"),
            ]
            if asks:
                fields.append(field("baru", words("signing.fresh"), "password", complete="new-password"))
            code = words("signing.code"), "text", "", "one-time-code", words("signing.code_hint")
            parts.append(form(SIGN_IN, csrf, [*fields, field("kode", *code)], words("signing.sign_in"), ke=target))
        return _document(request, words("signing.title"), parts, words, csrf, status)

    def _account(self, request: Request, words: Words, problem: str = "", status: int = OK) -> Response:
        csrf = request.cookies.get(CSRF) or secrets.token_urlsafe(24)
        guest = self.entrance.who(token_of(request), is_used=False)
        who = words("ui.person.signed_in", name=guest.name, role=words(f"ui.person.role.{guest.role}")) if guest else ""
        parts = [paragraph(problem, is_wrong=True), paragraph(who)]
        parts.append(form(SIGN_OUT, csrf, [], words("signing.sign_out")))
        parts.append(form(ACCOUNT, csrf, [], words("signing.sign_out_everywhere"), semua="ya"))
        if self.entrance.settings.mode == ACCOUNTS:
            fields = [
                field("sandi", words("signing.password"), "password", complete="current-password"),
                field("baru", words("signing.fresh"), "password", complete="new-password"),
            ]
            parts.append(f"<h2>{words('signing.change_title')}</h2>")
            parts.append(paragraph(words("signing.change_ends")))
            parts.append(form(ACCOUNT, csrf, fields, words("signing.change_password")))
        parts.append(f"<nav>{way('/', words('signing.to_dashboard'))}</nav>")
        return _document(request, words("signing.account"), parts, words, csrf, status)


_OF_A_CHANGE = ("change", "same")


def own_path(target: str) -> str:
    """Return an address of our own to go on to, "/" for anything that might be another's."""
    is_own = target.startswith("/") and not target.startswith(("//", "/\\")) and len(target) <= _LONGEST
    is_plain = all(sign.isprintable() for sign in target) and "\\" not in target
    return target if is_own and is_plain and not target.startswith((SIGN_IN, SIGN_OUT)) else "/"


async def _given(request: Request) -> FormData:
    """Read what a form was filled in with; of what no form of ours sends, such as a file, nothing is kept."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST_FORM:
            return FormData()
    try:
        return FormData(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return FormData()


def _words(request: Request) -> Words:
    language = request.query_params.get(LANGUAGE, "")
    return Words(language if language in LANGUAGES else DEFAULT_LANGUAGE)


def _text(given: FormData, name: str) -> str:
    found = given.get(name, "")
    return found[:_LONGEST] if isinstance(found, str) else ""


def _is_own_form(request: Request, given: FormData) -> bool:
    kept = request.cookies.get(CSRF, "")
    return kept != "" and compare_digest(kept.encode(), _text(given, "csrf").encode())


def _why(problem: NotLetIn, words: Words) -> str:
    key = f"signing.{problem.code}"
    return words(key if words.has(key) else f"accounts.{problem.code}", **problem.values)


def _status(problem: NotLetIn) -> int:
    return WAIT if problem.code == "wait" else WRONG


def _document(request: Request, title: str, parts: list[str], words: Words, csrf: str, status: int) -> Response:
    answer = HTMLResponse(document(title, parts, words), status, {"cache-control": "no-store"})
    if request.cookies.get(CSRF) != csrf:
        _keep(answer, request, CSRF, csrf, _FORM_SECONDS, "strict")
    return answer


def _keep(answer: Response, request: Request, name: str, value: str, seconds: int, same_site: str = "lax") -> None:
    is_secure = request.url.scheme == "https"
    answer.set_cookie(name, value, seconds, path="/", secure=is_secure, httponly=True, samesite=same_site)


def _signed_out() -> Response:
    answer = RedirectResponse(SIGN_IN, SEE_OTHER, {"cache-control": "no-store"})
    answer.delete_cookie(TOKEN)
    return answer
