"""Many sessions at once over the websocket, each clicking on a filter as the browser would: how long each click waits.

The driver runs beside the server on the same machine, so its own work is part of what the times contain; the CPU per
run is that of the server alone.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PATIENCE = 60
"""Seconds that a click may wait before it counts as a failure."""


_FAILURES = (OSError, TimeoutError, WebSocketException)


@dataclass(frozen=True)
class Filter:
    """The filter to click on: the page, its address, the key of the widget, and the values to choose in turn."""

    page: str
    query: str
    key: str
    values: tuple[str, ...]


@dataclass
class Crowd:
    """What so many sessions met: the seconds of each click, failures with their kind, and CPU seconds of the server."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    cpu: float = 0.0


def clicking(port: int, process: int, page_filter: Filter, sessions: int, clicks: int, pause: float) -> Crowd:
    """Let so many *sessions* open the page, then each click so often with *pause* seconds on average between."""
    return asyncio.run(_clicking(port, psutil.Process(process), page_filter, sessions, clicks, pause))


async def _clicking(
    port: int, server: psutil.Process, page_filter: Filter, sessions: int, clicks: int, pause: float
) -> Crowd:
    met, opened = Crowd(), asyncio.Semaphore(4)
    barrier = asyncio.Barrier(sessions + 1)
    rounds = [
        asyncio.create_task(_session(port, page_filter, clicks, pause, met, opened, barrier)) for _ in range(sessions)
    ]
    await barrier.wait()
    before = _cpu(server)
    await asyncio.gather(*rounds)
    met.cpu = _cpu(server) - before
    return met


def _cpu(server: psutil.Process) -> float:
    used = server.cpu_times()
    return used.user + used.system


async def _session(
    port: int,
    page_filter: Filter,
    clicks: int,
    pause: float,
    met: Crowd,
    opened: asyncio.Semaphore,
    barrier: asyncio.Barrier,
) -> None:
    """Open the page, wait for all the others, then click; a session that cannot be opened fails as one click."""
    visit = None
    try:
        async with opened:
            origin = f"http://127.0.0.1:{port}"
            address = f"ws://127.0.0.1:{port}/_stcore/stream"
            connection = await connect(address, origin=origin, subprotocols=["streamlit"], max_size=None)
            visit = _Visit(connection, page_filter)
            await visit.ask("")
    except _FAILURES as problem:
        met.failures.append(type(problem).__name__)
    await barrier.wait()
    if visit is None:
        return
    try:
        for number in range(clicks if visit.widget is not None else 0):
            await asyncio.sleep(random.uniform(0, 2 * pause))
            start = time.perf_counter()
            await visit.ask(page_filter.values[number % len(page_filter.values)])
            met.seconds.append(time.perf_counter() - start)
    except _FAILURES as problem:
        met.failures.append(type(problem).__name__)
    finally:
        await visit.close()


class _Visit:
    """A page as a browser holds it: what the server tells between two clicks is heard as well.

    A step of somebody else has the whole page made anew from within the run of a fragment. Without the page's own name
    for itself that would be the first page, and a fragment that is no longer there is passed over by the server.
    """

    def __init__(self, connection: ClientConnection, page_filter: Filter) -> None:
        self._connection, self._filter = connection, page_filter
        self.widget: tuple[str, str] | None = None
        """The identity of the filter, and that of its fragment."""
        self._page = ""
        self._is_done = asyncio.Event()
        self._hearing = asyncio.create_task(self._hear())

    async def ask(self, value: str) -> None:
        """Ask for a run, with *value* chosen in the filter once that is there, and wait for its end.

        Raises:
            TimeoutError: If no whole run came back in time.
        """
        message = BackMsg()
        message.rerun_script.query_string = self._filter.query
        message.rerun_script.page_name, message.rerun_script.page_script_hash = self._filter.page, self._page
        if self.widget is not None:
            widget, message.rerun_script.fragment_id = self.widget
            state = message.rerun_script.widget_states.widgets.add(id=widget)
            state.string_array_value.data.append(value)
        self._is_done.clear()
        await self._connection.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            ended = asyncio.create_task(self._is_done.wait())
            await asyncio.wait((ended, self._hearing), return_when=asyncio.FIRST_COMPLETED)
        if self._hearing.done():
            self._hearing.result()

    async def close(self) -> None:
        """End the visit."""
        self._hearing.cancel()
        await self._connection.close()

    async def _hear(self) -> None:
        async for reply in self._connection:
            told = ForwardMsg.FromString(reply)
            if told.HasField("delta") and told.delta.new_element.button_group.id.endswith(f"-{self._filter.key}"):
                self.widget = told.delta.new_element.button_group.id, told.delta.fragment_id
            if told.HasField("navigation"):
                self._page = told.navigation.page_script_hash
            if told.HasField("script_finished") and self.widget is not None:
                self._is_done.set()
        raise ConnectionError("closed by the server")
