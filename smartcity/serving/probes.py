"""What the machine itself may ask: whether the dashboard answers a question, and how it fares; nobody else is told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

HEALTH, METRICS = "/_smartcity/health", "/_smartcity/metrics"
FOLDER = "/_smartcity/"
UNKNOWN, UNWELL = 404, 503
_PLAIN = "text/plain; version=0.0.4; charset=utf-8"
"""The text in which Prometheus and its like read figures."""

_BROUGHT = ("forwarded", "via", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its *name*, what it is in words, its *value*, and the *labels* that tell it from its like."""

    name: str
    told: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
    kind: str = "gauge"


class Probes:
    """Answer the two addresses to this very machine alone, and give everything else on.

    *is_well* asks the data a question; *figures* counts. Neither names a person.
    """

    def __init__(self, app: ASGIApp, is_well: Callable[[], bool], figures: Callable[[], Iterable[Figure]]) -> None:
        self.app = app
        self.is_well = is_well
        self.figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is asked from here; what came through a proxy is asked from elsewhere."""
        if scope["type"] != "http" or not scope["path"].startswith(FOLDER):
            await self.app(scope, receive, send)
            return
        answer = await run_in_threadpool(self._answer, scope)
        await answer(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        if scope["method"] in ("GET", "HEAD") and _is_from_here(scope):
            if scope["path"] == HEALTH:
                return PlainTextResponse("ok") if self.is_well() else PlainTextResponse("not ok", UNWELL)
            if scope["path"] == METRICS:
                return Response(spelled(self.figures()), media_type=_PLAIN)
        return PlainTextResponse("", UNKNOWN)


def _is_from_here(scope: Scope) -> bool:
    names = Headers(scope=scope).keys()
    client = scope.get("client") or ("", 0)
    try:
        is_own = ip_address(client[0]).is_loopback
    except ValueError:
        return False
    return is_own and not any(name in _BROUGHT or name.startswith("x-forwarded-") for name in names)


def spelled(figures: Iterable[Figure]) -> str:
    """Write figures as Prometheus reads them, each name told once."""
    lines: list[str] = []
    told: set[str] = set()
    for one in figures:
        family = one.name if one.kind != "histogram" else one.name.rpartition("_")[0]
        if family not in told:
            told.add(family)
            lines += [f"# HELP {family} {one.told}", f"# TYPE {family} {one.kind}"]
        labels = ",".join(f'{name}="{value}"' for name, value in one.labels.items())
        lines.append(f"{one.name}{'{' + labels + '}' if labels else ''} {one.value:g}")
    return "\n".join(lines) + "\n"
