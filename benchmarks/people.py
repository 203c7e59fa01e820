"""People at the dashboard: many who read, over the websocket as browsers do, and one who saves, in Chromium.

All of them run beside the server on the same machine, so their own work is part of the times.
"""

import asyncio
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import psutil
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from benchmarks.browser import chromium
from benchmarks.spelling import WORDS

PAGES = (
    ("", "tahun=2023"),
    ("dimensi", "tahun=2023"),
    ("peringkat", "tahun=2023"),
    ("peringkat", "tahun=2022"),
    ("survei", "tahun=2023"),
    ("responden", "tahun=2023"),
    ("inovasi", "tahun=2023"),
    ("bukti", "tahun=2024"),
    ("simulasi", "tahun=2024"),
    ("metode", "tahun=2023"),
)
"""What people read, each as often as the others: page and address."""

PATIENCE = 120
OPENING = 4
"""So many readers come in at once."""

SAMPLE_SECONDS = 2.0
LOOK = 500
"""Milliseconds between looks at the page."""

SETTLED = 3000
"""Milliseconds after which the page has taken in what was typed."""

ANALYST = "analis"
"""Who saves, in what failed."""

_FAILED = "-failure-"
"""What stands in the name of the box in which a page says that it failed."""


@dataclass(frozen=True, slots=True)
class Read:
    """A page that came whole: who asked for which, when, and how long it took, in seconds."""

    reader: int
    page: str
    at: float
    seconds: float


@dataclass
class Met:
    """What happened, by seconds since the beginning: pages, failures, memory, and what the page said was saved."""

    pages: list[Read] = field(default_factory=list)
    failures: list[tuple[float, str]] = field(default_factory=list)
    memory: list[tuple[float, int, int]] = field(default_factory=list)
    saved: list[tuple[float, float, str]] = field(default_factory=list)
    begun: float = field(default_factory=time.perf_counter)

    @property
    def now(self) -> float:
        """Seconds since the beginning."""
        return time.perf_counter() - self.begun

    def readers_since(self, moment: float) -> int:
        """Count who got a page that they asked for after a moment."""
        return len({read.reader for read in self.pages if read.at >= moment})


async def read_on(port: int, people: int, pause: float, met: Met, is_over: Callable[[], bool]) -> None:
    """Let so many people read, a page every *pause* seconds on average, until it *is_over*."""
    coming = asyncio.Semaphore(OPENING)
    await asyncio.gather(*(_reader(port, number, pause, met, is_over, coming) for number in range(people)))


async def _reader(
    port: int, number: int, pause: float, met: Met, is_over: Callable[[], bool], coming: asyncio.Semaphore
) -> None:
    """Read one page after another; who is cut off comes back, as a browser does."""
    chance = random.Random(number)
    while not is_over():
        try:
            async with coming:
                connection = await _come_in(port)
                await _ask(connection, *PAGES[0])
            async with connection:
                while not is_over():
                    await asyncio.sleep(chance.uniform(0, 2 * pause))
                    page, at = chance.choice(PAGES), met.now
                    await _ask(connection, *page)
                    met.pages.append(Read(number, page[0], at, met.now - at))
        except (OSError, RuntimeError, TimeoutError, WebSocketException) as problem:
            met.failures.append((met.now, f"{type(problem).__name__}: {problem}"))
            await asyncio.sleep(1)


async def _come_in(port: int) -> ClientConnection:
    own = f"127.0.0.1:{port}"
    return await connect(
        f"ws://{own}/_stcore/stream", origin=f"http://{own}", subprotocols=["streamlit"], max_size=None
    )


async def _ask(connection: ClientConnection, page: str, query: str) -> None:
    """Ask for a page and wait until all of it has come.

    Raises:
        TimeoutError: If it does not.

        RuntimeError: If what came says that something failed.
    """
    message = BackMsg()
    message.rerun_script.query_string, message.rerun_script.page_name = query, page
    await connection.send(message.SerializeToString())
    async with asyncio.timeout(PATIENCE):
        while True:
            told = ForwardMsg.FromString(await connection.recv())
            element, block = told.delta.new_element, told.delta.add_block
            if element.HasField("exception") or (element.HasField("alert") and element.alert.format == Alert.ERROR):
                raise RuntimeError(f"{page}: {element.exception.message or element.alert.body}")
            if _FAILED in f"-{block.id}":
                raise RuntimeError(f"{page}: {block.id}")
            if told.HasField("script_finished"):
                return


def save_all(port: int, files: Iterable[Path], met: Met, over: Event, patience: float = 10 * PATIENCE) -> None:
    """Save files on the page one after the other, as an analyst does; what is cut off is begun again.

    *patience* is how long a save may take, in seconds: of a server that was killed in the middle of one no word comes.
    """
    with chromium() as browser:
        page = browser.new_page(locale="id-ID")
        for file in files:
            started = met.now
            while not over.is_set():
                try:
                    entry = _save(page, port, file, patience)
                except BrowserError as problem:
                    met.failures.append((met.now, f"{ANALYST}: {str(problem).splitlines()[0]}"))
                    time.sleep(1)
                else:
                    met.saved.append((started, met.now, entry))
                    break


_SAVED = re.compile(r"(?:Tersimpan sebagai entri|sudah dimuat sebagai entri) (\w+)")


def _save(page: Page, port: int, file: Path, patience: float) -> str:
    """Save a file and return its entry; a file that is there already was saved before the page could say so."""
    page.set_default_timeout(min(PATIENCE, patience) * 1000)
    page.goto(f"http://127.0.0.1:{port}/unggah")
    page.locator("input[type=file]").first.wait_for(state="attached")
    page.locator("input[type=file]").first.set_input_files(file)
    name, beside = page.get_by_label(WORDS("upload.save.by")), page.get_by_text(WORDS("upload.version.add"))
    go_on = page.get_by_role("button", name=WORDS("upload.waiting.go_on"), exact=True)
    limit, is_beside = time.monotonic() + PATIENCE, False
    while not name.count():
        if found := _SAVED.search(page.locator("[data-testid=stMain]").inner_text()):
            return found[1]
        if go_on.count():
            # The server died while it checked the file, which waits on the desk since.
            go_on.first.click()
        if beside.count() and not is_beside:
            # Another file of its kind stands there: this one comes beside it. A second click would take that back.
            beside.first.click()
            is_beside = True
        if time.monotonic() > limit:
            raise BrowserError(f"{file.name} cannot be saved")
        page.wait_for_timeout(LOOK)
    # Enter in the field would send the form a first time.
    name.fill("Penguji")
    page.wait_for_timeout(SETTLED)
    page.get_by_role("button", name=WORDS("upload.save.button"), exact=True).click()
    told = page.get_by_text(_SAVED).first
    told.wait_for(timeout=patience * 1000)
    return _SAVED.search(told.inner_text())[1]


def watch(process: Callable[[], int], met: Met, over: Event) -> None:
    """Note the memory of the server, and that of the processes it started, every few seconds."""
    while not over.wait(SAMPLE_SECONDS):
        try:
            server = psutil.Process(process())
            met.memory.append((met.now, _held(server), sum(map(_held, server.children(recursive=True)))))
        except psutil.NoSuchProcess:
            continue


def _held(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0


def named(pages: Sequence[Read]) -> dict[str, list[float]]:
    """Return the seconds of each page by its name, the start page first."""
    order = dict.fromkeys(page for page, _ in PAGES)
    return {page or "ikhtisar": [read.seconds for read in pages if read.page == page] for page in order}
