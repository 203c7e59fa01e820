"""`serve.py` as an attacker on the network meets it: foreign hosts and origins, by request and by WebSocket."""

import http.client
import socket
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from smartcity.serving.headers import OF_ALL
from smartcity.wording import Words

STREAM = "/_stcore/stream"


def status_of(address, path, method="GET", **headers):
    """Ask the served dashboard with headers of one's own and return the status of its answer."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request(method, path, headers={name: value for name, value in headers.items() if value})
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, {name.lower() for name, _ in answer.getheaders()}, body


def test_foreign_hosts_and_origins_are_refused(full):
    """By any method and path, also the upload's; the own ones and those without an origin are served."""
    own, here = full.address, urlsplit(full.address)
    foreign = ("http://evil.example", "http://localhost:1", f"http://localhost:{here.port}", "null")
    upload = "/_stcore/upload_file/a/b"
    for path, method in (("/", "GET"), (upload, "PUT"), (upload, "DELETE"), ("/_stcore/health", "GET")):
        assert [status_of(own, path, method, Origin=one)[0] for one in foreign] == [403] * len(foreign)
        status, _, body = status_of(own, path, method, Host="evil.example")
        assert (status, body.decode()) == (400, Words("id")("ui.refused_host"))
    assert [status_of(own, "/", Origin=one)[0] for one in (own, "")] == [200, 200]
    assert set(OF_ALL) <= status_of(own, "/unggah")[1]


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "http://localhost:1"])
def test_a_foreign_page_opens_no_websocket(full, origin):
    """Neither with its own origin nor with a name that was pointed at this machine."""
    here = urlsplit(full.address)
    stream = f"ws://{here.netloc}{STREAM}"
    with pytest.raises(InvalidStatus) as refused, connect(stream, origin=origin, open_timeout=60):
        pass
    assert refused.value.response.status_code == 403
    rebound = f"ws://evil.example:{here.port}{STREAM}"
    line = socket.create_connection((here.hostname, here.port))
    with pytest.raises(InvalidStatus) as refused, connect(rebound, sock=line, open_timeout=60):
        pass
    assert refused.value.response.status_code == 400
    with connect(stream, origin=full.address, subprotocols=["streamlit"], open_timeout=60):
        pass
