"""What a server tells the browser of a visit, read without one: the runs of a page over its WebSocket."""

from collections.abc import Iterator
from dataclasses import dataclass
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
