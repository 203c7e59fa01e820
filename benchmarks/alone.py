"""One job in its own process: `python -m benchmarks.alone {build,check,commit} FOLDER [FILE]` prints its seconds."""

import sys
import time
from pathlib import Path

from smartcity import intake
from smartcity.access.policy import ANALYST, Asker
from smartcity.checks import Options
from smartcity.intake import DataFolder

OPTIONS = Options("survey", 2023, "regular")
ASKER = Asker("CONTOH", ANALYST)


def main(job: str, root: str, file: str = "") -> None:
    """Do the job and print how long it took, without starting Python and loading the project."""
    folder = DataFolder(Path(root))
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
