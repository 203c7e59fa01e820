"""Two replicas and an importing process on one lake: `python -m benchmarks.replicas --catalogue ducklake:postgres:...`.

Sessions click on both replicas while another process takes steps; of each it is said how long after it a replica shows
it. Then a process that loads files is killed again and again, and the tables are compared with those of the journal.
"""

import argparse
import multiprocessing
import os
import platform
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from benchmarks.alone import ASKER, OPTIONS
from benchmarks.dump import regency
from benchmarks.served import Running, products, running
from benchmarks.sessions import Crowd, clicking
from benchmarks.spelling import WORDS, milliseconds
from smartcity import intake
from smartcity.access.policy import ADMIN, Asker
from smartcity.intake import DataFolder
from smartcity.intake.folder import LAKE_VARIABLE, VARIABLE
from smartcity.intake.judging import frames_of
from smartcity.keeping.moving import move
from smartcity.warehouse import Warehouse

RESULTS = Path(__file__).parent / "RESULTS-lake.md"
RESPONDENTS = 100
PATIENCE = 120
SPAWN = multiprocessing.get_context("spawn")
_AGAIN_SECONDS = 0.3


@dataclass
class Met:
    """What was measured: seconds of each kind of step, and until a replica showed one; what clicks met; what failed."""

    notes: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    showed: list[float] = field(default_factory=list)
    crowds: list[Crowd] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def importing(root: str, catalogue: str, steps: int, pause: float, told: Connection) -> None:
    """Load a survey and arrange a meeting in turn, and tell how long each took and when a meeting could be seen."""
    folder = DataFolder(Path(root), catalogue)
    last = ""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        for number in range(steps):
            content, start = regency(RESPONDENTS, number), time.time()
            line, _ = intake.commit(folder, content, "survei.xlsx", ASKER, OPTIONS, warehouse, replaces=last)
            last, middle, title = line.id, time.time(), f"Uji replika {number}"
            details = {"kind": "fgd", "date": "2024-06-01", "title": title}
            intake.arrange_meeting(folder, 2024, details, ASKER, warehouse)
            told.send((title, middle - start, time.time() - middle, time.time()))
            time.sleep(pause)
    told.send(None)


def writing(root: str, catalogue: str) -> None:
    """Load a survey and take it out again without end, until killed."""
    folder = DataFolder(Path(root), catalogue)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        for number in count():
            for line in intake.active(folder):
                if line.by == ASKER.name:
                    intake.withdraw(folder, [line.id], ASKER, "lagi", warehouse)
            content = regency(RESPONDENTS, number)
            with suppress(intake.AlreadyLoaded):
                intake.commit(folder, content, "survei.xlsx", ASKER, OPTIONS, warehouse)


def seen(replica: Running, text: str, until: float) -> bool:
    """Ask a replica for the page of meetings, as visitors that come anew, until it says *text*."""
    address = f"http://127.0.0.1:{replica.port}"
    message = BackMsg()
    message.rerun_script.page_name = "rapat"
    while time.time() < until:
        place = f"ws://127.0.0.1:{replica.port}/_stcore/stream"
        with connect(place, origin=address, subprotocols=["streamlit"], max_size=None) as visit:
            visit.send(message.SerializeToString())
            is_shown, is_done = False, False
            while not is_done:
                reply = visit.recv(timeout=PATIENCE)
                is_shown = is_shown or text.encode() in reply
                is_done = ForwardMsg.FromString(reply).HasField("script_finished")
        if is_shown:
            return True
        time.sleep(_AGAIN_SECONDS)
    return False


def together(folder: DataFolder, sessions: int, clicks: int, steps: int, pause: float) -> Met:
    """Let sessions click on both replicas, the half on each, while another process takes steps; watch both."""
    met = Met()
    (ours, *_) = products(Path())
    variables = {VARIABLE: str(folder.root), LAKE_VARIABLE: folder.catalogue}

    def watch(replica: Running, title: str, done: float) -> None:
        if seen(replica, title, done + PATIENCE):
            met.showed.append(time.time() - done)
        else:
            met.failures.append(f"{title} tidak tampil")

    with running(ours, variables) as first, running(ours, variables) as second:
        replicas = (first, second)
        receiver, sender = SPAWN.Pipe(duplex=False)
        importer = SPAWN.Process(target=importing, args=(str(folder.root), folder.catalogue, steps, pause, sender))
        with ThreadPoolExecutor(8) as pool:
            half = [
                pool.submit(clicking, r.port, r.process, ours.filter, sessions // 2, clicks, pause) for r in replicas
            ]
            importer.start()
            sender.close()
            try:
                while step := receiver.recv():
                    title, file, note, done = step
                    met.files.append(file)
                    met.notes.append(note)
                    for replica in replicas:
                        pool.submit(watch, replica, title, done)
            except EOFError:
                met.failures.append("proses pemuat berhenti")
            met.crowds = [one.result() for one in half]
        importer.join()
    met.failures += [failure for crowd in met.crowds for failure in crowd.failures]
    return met


def killing(folder: DataFolder, kills: int, seed: int) -> int:
    """Kill a writing process so often, at moments of a seed; count how often the tables are not the journal's then."""
    moments, other = random.Random(seed), 0
    for _ in range(kills):
        before = len(intake.history(folder))
        process = SPAWN.Process(target=writing, args=(str(folder.root), folder.catalogue))
        process.start()
        while len(intake.history(folder)) == before and process.is_alive():
            time.sleep(0.02)
        time.sleep(moments.uniform(0, 3))
        if not process.is_alive():
            raise RuntimeError("the process that was to be killed ended by itself")
        process.kill()
        process.join()
        lines = intake.in_force(folder)
        with intake.open_warehouse(folder) as there, Warehouse.in_memory(frames_of(folder, lines)) as whole:
            other += there.digests() != whole.digests()
    return other


def spread(seconds: Sequence[float]) -> str:
    """Spell the middle, the 95th of a hundred and the longest."""
    middle, late, longest = np.percentile(seconds, (50, 95, 100))
    return (
        f"{milliseconds(middle)} ms; p95 {milliseconds(late)} ms; terlama {milliseconds(longest)} ms (n={len(seconds)})"
    )


def main() -> None:
    """Build, move, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replicas")
    parser.add_argument(
        "--catalogue", required=True, help="an empty one: ducklake:postgres:dbname=... host=... user=..."
    )
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--clicks", type=int, default=15)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--pause", type=float, default=2.0)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--output", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    load = WORDS.number(psutil.getloadavg()[0], 1)
    with TemporaryDirectory() as root:
        folder = DataFolder(Path(root) / "data")
        intake.build(folder)
        folder = replace(folder, catalogue=chosen.catalogue)
        move(folder, "lake", Asker(ASKER.name, ADMIN))
        met = together(folder, chosen.sessions, chosen.clicks, chosen.steps, chosen.pause)
        other = killing(folder, chosen.kills, chosen.seed)
    clicks = [second for crowd in met.crowds for second in crowd.seconds]
    failed = ", ".join(sorted(set(met.failures))) or "–"
    lines = [
        "# Hasil ukur: dua replika di atas satu danau data",
        "",
        f"Dibuat oleh `python -m benchmarks.replicas`: dua `serve.py` di satu mesin, {chosen.sessions} sesi yang",
        f"mengeklik tiap {WORDS.number(chosen.pause, 1)} detik rata-rata, dan satu proses yang memuat survei",
        f"({RESPONDENTS} responden) dan mengadakan rapat, {chosen.steps} kali. Yang mengukur dan PostgreSQL berjalan",
        "di mesin yang sama, di samping pekerjaan lain yang terbaca dari bebannya.",
        "",
        f"- Mesin: {platform.system()} {platform.machine()}, {os.cpu_count()} inti, Python {platform.python_version()};"
        f" beban saat mulai {load}",
        f"- Tanggal: {date.today().isoformat()}; benih saat-saat pemutusan {chosen.seed}",
        "",
        "| apa | angka |",
        "|---|---|",
        f"| Klik (filter jalur di *Peringkat*) | {spread(clicks)} |",
        f"| Memuat survei sambil disajikan | {spread(met.files)} |",
        f"| Mengadakan rapat sambil disajikan | {spread(met.notes)} |",
        f"| Dari langkah selesai sampai replika menampilkannya | {spread(met.showed)} |",
        f"| Yang gagal | {len(met.failures)} ({failed}) |",
        f"| `kill -9` proses yang memuat | {chosen.kills} kali; tabel lain daripada bangun penuh: {other} |",
    ]
    chosen.output.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
