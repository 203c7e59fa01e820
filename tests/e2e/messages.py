"""What a server tells the browser of a visit, read without one: the runs of a page over its WebSocket."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect


@dataclass(frozen=True)
class Told:
    """The headings of a page from the first level on, and the titles of the pages that its navigation offers."""

    headings: list[str]
    pages: list[str]


def runs(address: str, page: str, patience: float) -> Iterator[list[ForwardMsg]]:
    """Ask a server for the run of *page* as a browser does that comes first thing, and each time again in one visit.

    Raises:
        TimeoutError: If *patience*, in seconds, was not enough.
    """
    message = BackMsg()
    message.rerun_script.page_name = page
    socket = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    with connect(socket, origin=address, subprotocols=["streamlit"], max_size=None, open_timeout=patience) as visit:
        while True:
            visit.send(message.SerializeToString())
            told = [ForwardMsg()]
            while not _is_end(told[-1]):
                told.append(ForwardMsg.FromString(visit.recv(timeout=patience)))
            yield told


@contextmanager
def clearing(address: str, patience: float) -> Iterator[list[int]]:
    """Be a visitor who has Streamlit's caches cleared again and again; how often is counted in what is given."""
    message, is_over, times = BackMsg(clear_cache=True), Event(), []
    socket = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    with connect(socket, origin=address, subprotocols=["streamlit"], max_size=None, open_timeout=patience) as visit:

        def clear() -> None:
            while not is_over.wait(_BETWEEN_SECONDS):
                visit.send(message.SerializeToString())
                times.append(len(times))

        sending = Thread(target=clear, daemon=True)
        sending.start()
        try:
            yield times
        finally:
            is_over.set()
            sending.join(patience)


_BETWEEN_SECONDS = 0.05


def _is_end(told: ForwardMsg) -> bool:
    return told.HasField("script_finished") and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def first_run(address: str, page: str, patience: float) -> Told:
    """Say what the first run of *page* tells; raises `TimeoutError` as `runs` does."""
    headings, pages = [], []
    for told in next(runs(address, page, patience)):
        if told.HasField("navigation"):
            pages = [one.page_name for one in told.navigation.app_pages if not one.is_hidden]
        if told.delta.new_element.heading.tag == "h1":
            headings.append(told.delta.new_element.heading.body)
    return Told(headings, pages)
