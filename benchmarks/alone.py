"""One job in its own process: `python -m benchmarks.alone JOB FOLDER [FILE]` prints its seconds.

The jobs are build, check, commit, and page, whose FILE is the code of a page and which prints its first and second run.
"""

import os
import sys
import time
from pathlib import Path

from smartcity import intake
from smartcity.access.policy import ANALYST, Asker
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE

PROJECT = Path(__file__).parents[1]
OPTIONS = Options("survey", 2023, "regular")
ASKER = Asker("CONTOH", ANALYST)


def runs(folder: DataFolder, page: str) -> tuple[float, float]:
    """Time the first run of a page in this process, which has drawn nothing yet, and the second one."""
    os.environ[VARIABLE] = str(folder.root)
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    import pages.ikhtisar  # noqa: F401 - what the server loads before it answers

    seconds = []
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120)
    app._page_hash = calc_hash("utama" if page == "ikhtisar" else page)
    for _ in range(2):
        start = time.perf_counter()
        app.run()
        seconds.append(time.perf_counter() - start)
    return seconds[0], seconds[1]


def main(job: str, root: str, file: str = "") -> None:
    """Do the job and print how long it took, without starting Python and loading the project."""
    folder = DataFolder(Path(root))
    if job == "page":
        print(*runs(folder, file))
        return
    content = Path(file).read_bytes() if file else b""
    start = time.perf_counter()
    if job == "build":
        intake.build(folder)
    elif job == "check":
        intake.inspect(folder, content, Path(file).name, OPTIONS)
    else:
        with intake.open_warehouse(folder, read_only=False) as warehouse:
            start = time.perf_counter()
            intake.commit(folder, content, Path(file).name, ASKER, OPTIONS, warehouse)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
