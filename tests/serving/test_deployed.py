"""What stands around a served dashboard: the proxy that ends TLS, by the real program, the unit, and the container."""

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from smartcity.intake.folder import LAKE_VARIABLE
from smartcity.serving import COOKIE
from smartcity.serving.probes import FOLDER, HEALTH

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NAME = "smartcity.contoh.go.id"
PATIENCE = 60

needs_nginx = pytest.mark.skipif(
    NGINX is None and not os.environ.get("CI"), reason="nginx is not on this machine: install the package nginx-light"
)


class Dashboard(BaseHTTPRequestHandler):
    """Stands in for the dashboard: says what it was asked, and takes a WebSocket."""

    def do_GET(self):
        """Tell the headers that arrived, or change to a WebSocket."""
        if self.headers.get("Upgrade"):
            self.send_response(101)
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "Upgrade")
            self.end_headers()
            return
        told = {name.lower(): value for name, value in self.headers.items()}
        body = json.dumps(told | {"replica": self.server.server_address[1]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def free_port():
    """Find a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def certificate(folder):
    """Write a certificate of our own for the name, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    signed = made.sign(key, hashes.SHA256())
    (folder / "penuh.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    way = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "kunci.pem").write_bytes(key.private_bytes(*way))


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """Run nginx by the shipped configuration, with places of the test's own, in front of a stand-in."""
    folder = tmp_path_factory.mktemp("proksi")
    certificate(folder)
    replicas = [ThreadingHTTPServer(("127.0.0.1", 0), Dashboard) for _ in range(2)]
    for inner in replicas:
        threading.Thread(target=inner.serve_forever, daemon=True).start()
    plain, secure = free_port(), free_port()
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    places = {
        "server dasbor:8501;": " ".join(f"server 127.0.0.1:{inner.server_address[1]};" for inner in replicas),
        "listen 8080": f"listen 127.0.0.1:{plain}",
        "listen 8443": f"listen 127.0.0.1:{secure}",
        "/etc/nginx/tls": str(folder),
        "/tmp/nginx": str(folder / "nginx"),
        "/dev/stdout": str(folder / "log"),
    }
    for old, new in places.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "nginx.conf").write_text(text, "utf-8")
    running = subprocess.Popen([NGINX, "-e", "stderr", "-c", folder / "nginx.conf", "-g", "daemon off;"])
    start = time.monotonic()
    while time.monotonic() < start + PATIENCE and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", secure)).close()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield plain, secure, folder
    finally:
        running.terminate()
        running.wait(PATIENCE)
        for inner in replicas:
            inner.shutdown()


def reply(proxy, path, **headers):
    """Ask through TLS by the served name and return status, headers and body."""
    _, port, folder = proxy
    trusted = ssl.create_default_context(cafile=folder / "penuh.pem")
    line = trusted.wrap_socket(socket.create_connection(("127.0.0.1", port), PATIENCE), server_hostname=NAME)
    connection = http.client.HTTPConnection(NAME)
    connection.sock = line
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read() if answer.status != 101 else b""


@needs_nginx
def test_tls_ends_at_the_proxy_and_the_name_goes_on(proxy):
    """The name that the browser asked reaches the dashboard, which checks it; a forged origin of a request does not."""
    forged = {"X_Forwarded_For": "127.0.0.1", "X_Real_IP": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
    status, headers, body = reply(proxy, "/unggah", X_Forwarded_Proto="http", **forged)
    told = json.loads(body)
    assert (status, told["host"], told["x-forwarded-proto"]) == (200, NAME, "https")
    assert told["x-forwarded-for"] == "127.0.0.1"
    assert {"x-real-ip", "forwarded"}.isdisjoint(told)
    assert ("max-age=" in headers["Strict-Transport-Security"], headers["Server"]) == (True, "nginx")


@needs_nginx
def test_a_websocket_goes_through_and_what_is_for_the_machine_does_not(proxy):
    """The stream is changed to a WebSocket; probes, metrics and agent routes are not there from outside."""
    assert reply(proxy, "/_stcore/stream", Connection="Upgrade", Upgrade="websocket")[0] == 101
    closed = (HEALTH, f"{FOLDER}metrics", "/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/script-health-check")
    assert {path: reply(proxy, path)[0] for path in closed} == dict.fromkeys(closed, 404)
    assert reply(proxy, "/_stcore/health")[0] == 200


@needs_nginx
def test_a_browser_stays_at_one_replica(proxy):
    """Known by the cookie of its first document; others come to the other one."""
    served = {
        number: {
            json.loads(reply(proxy, path, Cookie=f"{COOKIE}=orang-{number}")[2])["replica"] for path in ("/", "/a")
        }
        for number in range(12)
    }
    assert {len(replicas) for replicas in served.values()} == {1}
    assert len(set().union(*served.values())) == 2


@needs_nginx
def test_plain_http_leads_to_tls_and_logs_hold_no_address(proxy):
    """Session ids stand in the addresses of uploads, so no log has them."""
    connection = http.client.HTTPConnection("127.0.0.1", proxy[0], timeout=PATIENCE)
    connection.request("GET", "/peringkat?tahun=2024", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Location")) == (308, f"https://{NAME}/peringkat?tahun=2024")
    reply(proxy, "/_stcore/upload_file/RAHASIA-SESI/berkas")
    log = (proxy[2] / "log").read_text()
    assert (len(log.splitlines()) >= 1, "RAHASIA" in log, "peringkat" in log) == (True, False, False)


def test_the_container_is_small_in_what_it_may():
    """Not root, its files only read, nothing gained, no way out, and the health check is a file that is there."""
    compose = yaml.safe_load((PROJECT / "compose.yaml").read_text("utf-8"))
    dashboard, outside = compose["services"]["dasbor"], compose["services"]["proksi"]
    assert (dashboard["read_only"], dashboard["cap_drop"], "ports" in dashboard) == (True, ["ALL"], False)
    assert dashboard["security_opt"] == ["no-new-privileges:true"]
    assert compose["networks"]["dalam"]["internal"]
    assert dashboard["networks"] == ["dalam"]
    assert {source.split(":")[0] for source in outside["volumes"]} == {"./deploy/nginx.conf", "./deploy/tls"}
    lake = yaml.safe_load((PROJECT / "compose.lake.yaml").read_text("utf-8"))
    shared, catalogue = lake["services"]["dasbor"], lake["services"]["katalog"]
    assert (shared["deploy"]["replicas"], catalogue["networks"], "ports" in catalogue) == (2, ["dalam"], False)
    assert LAKE_VARIABLE in shared["environment"]
    lines = (PROJECT / "Dockerfile").read_text("utf-8").splitlines()
    assert ("USER smartcity" in lines, any("--require-hashes" in line for line in lines)) == (True, True)
    ignored = (PROJECT / ".dockerignore").read_text("utf-8").splitlines()
    assert {"data/raw/kunci", "data/raw/unggahan", "data/raw/journal.jsonl", ".streamlit/secrets.toml"} <= set(ignored)


def test_health_check_says_which_address_is_silent():
    """0 where both answer, 1 where one does not; with nobody there both are named."""
    inner = ThreadingHTTPServer(("127.0.0.1", 0), Dashboard)
    threading.Thread(target=inner.serve_forever, daemon=True).start()
    found = [health(inner.server_address[1]), health(free_port()), health(free_port(), "--alive")]
    inner.shutdown()
    assert [one.returncode for one in found] == [0, 1, 1]
    assert [HEALTH in one.stdout for one in found] == [False, True, False]


def health(port, *more):
    """Run the health check against a port."""
    environment = os.environ | {"SMARTCITY_PORT": str(port)}
    command = [sys.executable, str(DEPLOY / "health.py"), *more]
    return subprocess.run(command, check=False, env=environment, capture_output=True, text=True)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_the_unit_is_read_by_systemd_and_gives_little_away(tmp_path):
    """Nothing in it is unknown to systemd; what the service may do is little by systemd's own measure."""
    # A folder with a space in its name would have to be quoted there, which that of a server never is.
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    text = (DEPLOY / "smartcity.service").read_text("utf-8").replace("/opt/smartcity/.venv/bin/python", str(python))
    unit = tmp_path / "smartcity.service"
    unit.write_text(text, "utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", unit], check=False, capture_output=True, text=True)
    measure = ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit]
    told = [line for line in verified.stderr.splitlines() if "smartcity.service" in line]
    assert (told, subprocess.run(measure, check=False, capture_output=True).returncode) == ([], 0)
