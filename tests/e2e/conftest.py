"""A served dashboard and a real Chromium; on a machine without Chromium the browser tests say why they are skipped."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import folders
import forked
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from e2e import dashboard
from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE

PROJECT = Path(__file__).parents[2]
# The one without a window of its own first: it draws the same with a third less work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, PROGRAMS)), None)
WHY_SKIPPED = "Chromium is not on this machine, so the browser tests are skipped: install chromium-headless-shell."
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=slight",
    # A window that is opened while another one is there runs the program that was compiled for that one.
    "--process-per-site",
]

KNOWN_OF_STREAMLIT = frozenset({"svg-img-alt", "presentation-role-conflict"})
"""What axe reports of Streamlit's own widgets, whatever a page does (measured on 1.67)."""

# A shared machine may be slow to answer; how long a page takes is measured in `benchmarks/`, never asserted.
PATIENCE = 120
"""Seconds."""
KIND = "innerWidth <= 640 ? 'phone' : innerWidth < 1680 ? 'desk' : 'hall'"
"""What kind of screen the window is."""

TOLD = 200
"""Milliseconds from what is done on a page to what it asks of the server for it."""

LISTEN = """
const [ASKED, BEGUN] = [11, 4];  // rerun_script of what is sent, new_session of what comes
const number = (bytes, at) => {
    let value = 0, shift = 0, byte;
    do { byte = bytes[at++]; value += (byte & 127) * 2 ** shift; shift += 7; } while (byte & 128);
    return [value, at];
};
const parts = (bytes) => {
    const found = [];
    for (let at = 0, tag, size; at < bytes.length; ) {
        [tag, at] = number(bytes, at);
        found.push(Math.floor(tag / 8));
        [size, at] = number(bytes, at);
        if (tag % 8 === 2) at += size;
    }
    return found;
};
window.WebSocket = class extends WebSocket {
    constructor(...where) {
        super(...where);
        this.addEventListener("message", ({ data }) => {
            if (data instanceof ArrayBuffer && parts(new Uint8Array(data)).includes(BEGUN)) window.isAsked = false;
        });
    }
    send(data) {
        if (data instanceof Uint8Array && parts(data).includes(ASKED)) window.isAsked = true;
        super.send(data);
    }
};
"""
"""Keeps in `isAsked` whether a run was asked for that has not begun; a busy server takes its time to begin one."""

expect.set_options(timeout=PATIENCE * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests; in CI a machine without Chromium fails them instead of skipping."""
    for item in items:
        if Path(item.fspath).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason=WHY_SKIPPED))


@dataclass(frozen=True)
class Served:
    """A running dashboard: its address and its data folder."""

    address: str
    folder: DataFolder


def free_port() -> int:
    """Return a loopback port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(
    root: Path, *, is_started: bool = False, program: str = "app.py", port: int = 0, day: date | None = None
) -> Iterator[Served]:
    """Serve the dashboard over the data folder *root* on *port*, or a free loopback port, until the caller is done.

    The process has served nobody; it is forked after the imports of a *program* that does without the layers around the
    app, or has them, unless it *is_started* as an operator would, with them. On a *day* that is given its clock stands
    still.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(root))
        log = root.parent / "server.log"
        end = _started(port, log) if is_started else forked.start(dashboard.run, port, day, program, log=log).end
    try:
        _wait(f"{address}/_stcore/health")
        yield Served(address, DataFolder(root))
    finally:
        end()


def _started(port: int, log: Path) -> Callable[[], object]:
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    with log.open("wb") as file:
        server = subprocess.Popen(command, cwd=PROJECT, stdout=file, stderr=file)

    def end() -> None:
        server.terminate()
        server.wait()

    return end


def _wait(address: str) -> None:
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            if time.monotonic() > limit:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="package")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the shipped data, samples included."""
    yield from serve(folders.full(tmp_path_factory.mktemp("penuh") / "data").root, is_started=True)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Served]:
    """Serve the shipped data from a process and folder of this test's own."""
    yield from serve(folders.full(tmp_path / "data dengan spasi").root)


@pytest.fixture(scope="package")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a folder without any data to tests that only look."""
    yield from serve(folders.empty(tmp_path_factory.mktemp("kosong") / "data").root)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """Serve a folder without any data that the test may fill."""
    yield from serve(folders.empty(tmp_path / "kosong").root)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Open a headless Chromium for all tests; where there is none in CI, fail with the reason."""
    if CHROMIUM is None:
        pytest.fail(WHY_SKIPPED)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Visit:
    """A page with what went wrong on it: console errors and failed or foreign requests."""

    page: Page
    problems: list[str]
    foreign: list[str]


@pytest.fixture(scope="package")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """Open one window for all visits, so that the program of the pages is fetched and compiled once."""
    context = browser.new_context(locale="id-ID", timezone_id="Asia/Makassar")
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(LISTEN)
    yield context
    context.close()


@pytest.fixture
def visit(desk: BrowserContext) -> Iterator[Callable[..., Visit]]:
    """Open addresses at a width, collecting console errors, failed requests and requests to elsewhere."""
    pages = []

    def opened(address: str, width: int = 1440, height: int = 900) -> Visit:
        seen = _open(desk, address, width, height)
        pages.append(seen.page)
        return seen

    yield opened
    for page in pages:
        page.close()
    desk.clear_cookies()


@pytest.fixture(scope="module")
def tour(desk: BrowserContext) -> Iterator[Callable[..., Visit]]:
    """Keep a window for each server, language and kind of screen, and lead it from address to address.

    As the links of the product do, which do not load its program anew; that costs five times as much as all the rest.
    A window that *is_left_wide* stays as wide as the visit before has left it.
    """
    windows: dict[tuple, Visit] = {}

    def led(
        address: str, width: int = 1440, height: int = 900, *, of: object = None, is_left_wide: bool = False
    ) -> Visit:
        parts = urlsplit(address)
        key = parts.netloc, width, of
        seen = windows.get(key)
        if seen is None:
            seen = windows[key] = _open(desk, address, width, height)
            return seen
        seen.problems.clear()
        seen.foreign.clear()
        # As large as it is: a run for another kind of screen would be one of the page that is being left.
        seen.page.evaluate(GO, parts._replace(scheme="", netloc="").geturl())
        settle(seen.page)
        if not is_left_wide and seen.page.viewport_size != {"width": width, "height": height}:
            resize(seen.page, width, height)
        return seen

    yield led
    for one in windows.values():
        one.page.close()


GO = """address => {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
}"""
"""Bring an open window to another address of the same server."""


def _open(desk: BrowserContext, address: str, width: int, height: int) -> Visit:
    page = desk.new_page()
    page.set_viewport_size({"width": width, "height": height})
    seen = Visit(page, [], [])
    page.on("console", lambda message: message.type == "error" and seen.problems.append(message.text))
    page.on("pageerror", lambda error: seen.problems.append(str(error)))
    page.on("requestfailed", lambda request: seen.problems.append(f"{request.url}: {request.failure}"))
    page.on(
        "request",
        lambda request: (
            request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))
            or seen.foreign.append(request.url)
        ),
    )
    page.goto(address)
    settle(page)
    return seen


def settle(page: Page) -> None:
    """Wait until the script has run and everything it drew is there."""
    page.wait_for_selector("[data-testid=stMain] h1", timeout=PATIENCE * 1000)
    # The browser tells the server what kind of screen it is, and the page is made once more for it.
    _until(page, f"document.documentElement.dataset.screen === ({KIND})")
    page.wait_for_timeout(TOLD)
    _until(
        page,
        "!window.isAsked"
        " && document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"
        " && !document.querySelector('[data-stale=true]')",
    )
    _until(
        page,
        "[...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]"
        ".every(place => [place, ...place.querySelectorAll('*')]"
        ".some(one => one.shadowRoot && !one.shadowRoot.querySelector(':is(.chart, .box):empty')))",
    )
    _until(page, "[...document.querySelectorAll('.js-plotly-plot')].every(plot => plot.querySelector('.main-svg'))")


def resize(page: Page, width: int, height: int = 900) -> None:
    """Make the window as large, and wait for what is drawn anew for it."""
    page.set_viewport_size({"width": width, "height": height})
    settle(page)


def _until(page: Page, holds: str) -> None:
    """Wait until the expression *holds*; Playwright's own waiting would evaluate it where the page forbids that."""
    limit = time.monotonic() + PATIENCE
    while not page.evaluate(holds):
        assert time.monotonic() < limit, f"never: {holds}"
        page.wait_for_timeout(50)


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until *holds* says so."""
    limit = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < limit, f"never: {holds}"
        page.wait_for_timeout(100)


def broken_rules(page: Page) -> list[tuple[str, str]]:
    """List the accessibility rules that a page breaks, each with its first place, when all has faded in."""
    settle(page)
    # Streamlit's own texts and roles are put right by a script that runs after the page is drawn.
    expect(page.get_by_test_id("stSidebarNavItems")).to_have_attribute("role", "none")
    page.evaluate(
        "document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity)"
        ".forEach((one) => one.finish())"
    )
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] }).then((told) => told.violations)")
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["id"] not in KNOWN_OF_STREAMLIT]
