"""What a server tells the browser of a visit, read without one: the first run of a page over its WebSocket."""

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


def first_run(address: str, page: str, patience: float) -> Told:
    """Ask a server for the run of *page* as a browser does that comes first thing, and wait for its end.

    Raises:
        TimeoutError: If *patience*, in seconds, was not enough.
    """
    message = BackMsg()
    message.rerun_script.page_name = page
    headings, pages = [], []
    socket = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    with connect(socket, origin=address, subprotocols=["streamlit"], max_size=None, open_timeout=patience) as visit:
        visit.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(visit.recv(timeout=patience))
            if told.HasField("navigation"):
                pages = [one.page_name for one in told.navigation.app_pages if not one.is_hidden]
            if told.delta.new_element.heading.tag == "h1":
                headings.append(told.delta.new_element.heading.body)
            if told.HasField("script_finished") and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return Told(headings, pages)
