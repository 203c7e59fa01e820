"""What somebody at a browser waits for: bytes and requests of a first visit, first text, first chart, and clicks.

Each visit has a window of its own without anything kept from before. Times are those of the browser's own clock.
"""

import base64
import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.served import YEARS, Running, Served

PATIENCE = 120
"""Seconds that a page may take before a visit fails."""
QUIET = 1.5
"""Seconds without anything more coming in after which a page is loaded."""

_INSIDE = """
function inside(place, selector) {
  const rooms = [...(place?.querySelectorAll("[data-testid=stBidiComponentIsolated]") ?? [])];
  const inner = rooms.flatMap((one) => [one, ...one.querySelectorAll("*")]);
  return inner.flatMap((one) => [...(one.shadowRoot?.querySelectorAll(selector) ?? [])]);
}
const frame = () => new Promise(requestAnimationFrame);
"""
"""Finds what stands in the room of a component; a selector of the page around it does not reach in there.

Pages are looked at once a frame, since nothing is seen in between and looking takes time itself.
"""

_WATCH = """
(() => {
  %(inside)s
  const seen = window.seen = { long: [] };
  const look = () => {
    if (!seen.text && document.querySelector("h1")) seen.text = performance.now();
    if (!seen.chart && %(chart)s) seen.chart = performance.now();
    if (!seen.chart) requestAnimationFrame(look);
  };
  document.addEventListener("DOMContentLoaded", look);
  new PerformanceObserver((tasks) => {
    for (const task of tasks.getEntries()) seen.long.push([task.startTime, task.duration]);
  }).observe({ type: "longtask", buffered: true });
})();
"""

_CLICK = """
async ([text]) => {
  %(inside)s
  const read = () => %(read)s, before = read(), start = performance.now();
  (%(option)s).click();
  for (;;) {
    const now = read();
    if (now != null && now !== 0 && now !== before) break;
    if (performance.now() - start > %(patience)d) return null;
    await frame();
  }
  await new Promise((done) => setTimeout(done));
  return performance.now() - start;
}
"""


@dataclass
class Visits:
    """What visits to one page took: seconds, bytes, requests."""

    text: list[float] = field(default_factory=list)
    chart: list[float] = field(default_factory=list)
    table: list[float] = field(default_factory=list)
    redrawn: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)
    size: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)


PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open a headless Chromium, the whole one where there is one: what it paints is what people have."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SystemExit(f"Perlu salah satu peramban ini: {', '.join(PROGRAMS)}.")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def first_chart(browser: Browser, running: Running) -> float:
    """Return the seconds from the start of a server to the first chart of its first visitor."""
    with _window(browser, running.served) as page:
        page.goto(running.address)
        _until(page, lambda: page.evaluate("window.seen.chart"))
        return time.perf_counter() - running.started


def visit(browser: Browser, running: Running, met: Visits, clicks: int) -> None:
    """Open the page as a visitor with nothing kept, wait until it is loaded, and choose tracks, then years, in turn."""
    served = running.served
    with _window(browser, served) as page:
        received = _Received(page)
        page.goto(running.address)
        _until(page, lambda: page.evaluate("window.seen.chart"))
        received.wait(page)
        seen = page.evaluate("window.seen")
        met.text.append(seen["text"] / 1000)
        met.chart.append(seen["chart"] / 1000)
        met.longest.append(_longest(seen) / 1000)
        met.size.append(received.bytes)
        met.requests.append(received.requests)
        for number in range(clicks):
            met.table.append(_click(page, served.track, served.table, served.tracks[number % 2]))
        for number in range(clicks):
            met.redrawn.append(_click(page, served.year, served.redrawn, YEARS[number % 2]))


def longest_task(browser: Browser, running: Running, path: str) -> tuple[float, float]:
    """Open one page of a server; return the seconds until its first text, and of the longest task after that."""
    with _window(browser, running.served) as page:
        received = _Received(page)
        page.goto(f"http://127.0.0.1:{running.port}/{path}")
        _until(page, lambda: page.evaluate("window.seen.text"))
        received.wait(page)
        seen = page.evaluate("window.seen")
        return seen["text"] / 1000, _longest(seen) / 1000


def _longest(seen: dict) -> float:
    return max((length for start, length in seen["long"] if start > seen["text"]), default=0.0)


class _Received:
    """What a window receives: the bytes as they come over the wire, and those of messages."""

    def __init__(self, page: Page) -> None:
        self.bytes, self.requests, self.last = 0, 0, time.perf_counter()
        watched = page.context.new_cdp_session(page)
        watched.send("Network.enable")
        watched.on("Network.requestWillBeSent", lambda _: self._add(0, 1))
        watched.on("Network.loadingFinished", lambda told: self._add(told["encodedDataLength"], 0))
        watched.on("Network.webSocketFrameReceived", self._message)

    def _message(self, told: dict) -> None:
        frame = told["response"]
        text = frame["payloadData"]
        self._add(len(base64.b64decode(text)) if frame["opcode"] == 2 else len(text), 0)

    def _add(self, size: float, requests: int) -> None:
        self.bytes, self.requests, self.last = self.bytes + size, self.requests + requests, time.perf_counter()

    def wait(self, page: Page) -> None:
        """Wait until nothing more comes in."""
        while time.perf_counter() - self.last < QUIET:
            page.wait_for_timeout(100)


@contextmanager
def _window(browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="id-ID")
    page = context.new_page()
    page.add_init_script(_WATCH % {"inside": _INSIDE, "chart": served.chart})
    yield page
    context.close()


def _click(page: Page, option: str, read: str, text: str) -> float:
    """Press the option with a text; return the seconds until what is read is another and painted."""
    ready = f"() => {{ {_INSIDE} const [text] = [{json.dumps(text)}]; return !!({option}) && !!({read}); }}"
    _until(page, lambda: page.evaluate(ready))
    script = _CLICK % {"inside": _INSIDE, "read": read, "option": option, "patience": PATIENCE * 1000}
    taken = page.evaluate(script, [text])
    if taken is None:
        raise TimeoutError(f"{text}: nothing was redrawn")
    page.wait_for_timeout(1000)
    return taken / 1000


def _until(page: Page, is_so: Callable[[], object]) -> None:
    limit = time.perf_counter() + PATIENCE
    while not is_so():
        if time.perf_counter() > limit:
            raise TimeoutError(page.url)
        page.wait_for_timeout(50)
