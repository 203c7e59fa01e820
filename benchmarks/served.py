"""Pages to measure beside each other: the product and its peers, each in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pandas as pd

from benchmarks.sessions import Filter
from smartcity import intake
from smartcity.answers import scores
from smartcity.exhibits.kit.available import available
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site

PROJECT = Path(__file__).parents[1]
PEERS = PROJECT / "benchmarks" / "peers"
YEARS = ("2022", "2023")
"""The years to choose in turn; the page opens at the second."""


@dataclass(frozen=True)
class Served:
    """A page to measure.

    *command* has `{port}` where the port goes. The rest are pieces of JavaScript: *chart* and *table* find what is
    waited for, *redrawn* is a chart that follows the year, *track* and *year* find the option with a text to press.
    *filter* is for the sessions over the websocket, None where the page has none.
    """

    name: str
    command: tuple[str, ...]
    path: str
    chart: str
    table: str
    redrawn: str
    track: str
    year: str
    tracks: tuple[str, str]
    health: str = "/_stcore/health"
    filter: Filter | None = None


_RADIO = "[...document.querySelectorAll('{group} [role=radio]')].find(one => one.textContent.trim() === text)"
_STREAMLIT = ("-m", "streamlit", "run", "{script}", "--server.port", "{port}", "--server.headless", "true")


def products(peers: Path) -> tuple[Served, ...]:
    """List the pages, the product first; *peers* is the Python of the peers' own environment."""
    tracks = ("Reguler", "Semua jalur")
    ours = Served(
        "Dasbor ini",
        (sys.executable, *(part.format(script="serve.py", port="{port}") for part in _STREAMLIT)),
        "/peringkat?tahun=2023",
        "inside(document, '.chart > svg')[0]",
        "inside(document.querySelector('.st-key-exhibit-tabel-nasional'), 'tbody tr').length",
        "inside(document.querySelector('.st-key-exhibit-jarak-skor'), '.chart > svg')[0]?.outerHTML",
        _RADIO.format(group=".st-key-choice-track"),
        _RADIO.format(group=".st-key-choice-year"),
        tracks,
        filter=Filter("peringkat", "tahun=2023", "choice-track", tracks),
    )
    plain_tracks = ("regular", "semua")
    plain = Served(
        "Halaman Streamlit polos",
        (str(peers), *(part.format(script=str(PEERS / "plain.py"), port="{port}") for part in _STREAMLIT)),
        "/",
        "document.querySelector('.js-plotly-plot .main-svg')",
        "document.querySelector('[data-testid=stDataFrame] table')?.getAttribute('aria-rowcount')",
        "document.querySelector('.st-key-strip .main-svg')?.textContent",
        _RADIO.format(group=".st-key-track"),
        _RADIO.format(group=".st-key-year"),
        plain_tracks,
        filter=Filter("", "", "track", plain_tracks),
    )
    option = "[...document.querySelectorAll('#{name} label')].find(one => one.textContent.trim() === text)"
    dash = Served(
        "Halaman Dash",
        (str(peers), str(PEERS / "dash_page.py"), "{port}"),
        "/",
        "document.querySelector('.js-plotly-plot .main-svg')",
        "document.querySelectorAll('#table tbody tr').length",
        "document.querySelector('#strip .main-svg')?.textContent",
        option.format(name="track"),
        option.format(name="year"),
        plain_tracks,
        health="/_dash-layout",
    )
    return ours, plain, dash


def write_tables(folder: DataFolder, to: Path) -> Mapping[str, str]:
    """Write what the page shows as two plain tables for the peers, and return where they find it."""
    site, indices, components = load_site(), [], []
    with intake.open_warehouse(folder) as warehouse:
        for year in available(warehouse).years:
            ranked = scores.ranking(warehouse, year, scores.NATIONAL).rows
            near = scores.ranking(warehouse, year, site.province_code).rows.set_index("region")["rank"]
            rows = ranked[["region", "track", "value", "recomputed", "basis"]].rename(columns={"value": "published"})
            ranks = rows["region"].map(near)
            indices.append(rows.assign(year=year, is_near=ranks.notna(), near_rank=ranks))
            components.append(scores.of_rounds(warehouse, "components_of_year", year=year).assign(year=year))
    pd.concat(indices).to_csv(to / "indices.csv", index=False)
    of_regions = pd.concat(components).rename(columns={"node": "component"})
    of_regions[["year", "region", "component", "value"]].to_csv(to / "components.csv", index=False)
    return {"PEER_DATA": str(to), "PEER_HOME": site.home}


@dataclass(frozen=True)
class Running:
    """A served page: where, in which process, and when it was started."""

    served: Served
    port: int
    process: int
    started: float

    @property
    def address(self) -> str:
        """The address of the page to measure."""
        return f"http://127.0.0.1:{self.port}{self.served.path}"


@contextmanager
def running(served: Served, variables: Mapping[str, str]) -> Iterator[Running]:
    """Serve a page on a free port until the caller is done."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [part.format(port=port) for part in served.command]
    started = time.perf_counter()
    # A configuration of the product's own, such as its theme and font, would also be that of the plain page.
    here = PROJECT if served.command[0] == sys.executable else PEERS
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=here, env={**os.environ, **variables}, **quiet)
    try:
        until_healthy(f"http://127.0.0.1:{port}{served.health}")
        yield Running(served, port, process.pid, started)
    finally:
        process.terminate()
        process.wait(10)


def until_healthy(address: str) -> None:
    """Wait until the server answers; raises `TimeoutError` if it does not."""
    limit = time.perf_counter() + 120
    while time.perf_counter() < limit:
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(address)
