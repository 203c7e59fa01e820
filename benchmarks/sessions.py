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


def clicking(port: int, process: int, asked: Filter, sessions: int, clicks: int, pause: float) -> Crowd:
    """Let so many *sessions* open the page, then each click so often with *pause* seconds on average between."""
    return asyncio.run(_clicking(port, psutil.Process(process), asked, sessions, clicks, pause))


async def _clicking(
    port: int, server: psutil.Process, asked: Filter, sessions: int, clicks: int, pause: float
) -> Crowd:
    met, opened = Crowd(), asyncio.Semaphore(4)
    barrier = asyncio.Barrier(sessions + 1)
    rounds = [asyncio.create_task(_session(port, asked, clicks, pause, met, opened, barrier)) for _ in range(sessions)]
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
    asked: Filter,
    clicks: int,
    pause: float,
    met: Crowd,
    opened: asyncio.Semaphore,
    barrier: asyncio.Barrier,
) -> None:
    """Open the page, wait for all the others, then click; a session that cannot be opened fails as one click."""
    connection, found = None, None
    try:
        async with opened:
            origin = f"http://127.0.0.1:{port}"
            address = f"ws://127.0.0.1:{port}/_stcore/stream"
            connection = await connect(address, origin=origin, subprotocols=["streamlit"], max_size=None)
            found = await _ask(connection, asked, None, "")
    except (OSError, TimeoutError, WebSocketException) as problem:
        met.failures.append(type(problem).__name__)
    await barrier.wait()
    if connection is None or found is None:
        return
    try:
        for number in range(clicks):
            await asyncio.sleep(random.uniform(0, 2 * pause))
            start = time.perf_counter()
            await _ask(connection, asked, found, asked.values[number % len(asked.values)])
            met.seconds.append(time.perf_counter() - start)
    except (OSError, TimeoutError, WebSocketException) as problem:
        met.failures.append(type(problem).__name__)
    finally:
        await connection.close()


async def _ask(
    connection: ClientConnection, asked: Filter, found: tuple[str, str] | None, value: str
) -> tuple[str, str]:
    """Ask for a run, with *value* chosen in the widget *found*; return its identity and that of its fragment.

    Raises:
        TimeoutError: If no whole run came back in time.
    """
    message = BackMsg()
    message.rerun_script.query_string = asked.query
    message.rerun_script.page_name = asked.page
    if found is not None:
        widget, message.rerun_script.fragment_id = found
        state = message.rerun_script.widget_states.widgets.add(id=widget)
        state.string_array_value.data.append(value)
    await connection.send(message.SerializeToString())
    widget = found
    async with asyncio.timeout(PATIENCE):
        while True:
            told = ForwardMsg.FromString(await connection.recv())
            if told.HasField("delta") and told.delta.new_element.button_group.id.endswith(f"-{asked.key}"):
                widget = told.delta.new_element.button_group.id, told.delta.fragment_id
            if told.HasField("script_finished") and widget is not None:
                return widget
