"""Write the files of requirements from pyproject.toml: every package pinned, for every platform.

Each pin names the hashes of its files, so that nothing else is ever installed (`pip install --require-hashes`).

Run `python scripts/pin_requirements.py` after changing a dependency; a test says when the files are stale.
"""

import hashlib
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def fingerprint(dependencies: list[str]) -> str:
    """Identify a list of direct dependencies, whatever their order."""
    return hashlib.sha256("\n".join(sorted(dependencies)).encode()).hexdigest()


def pin(dependencies: list[str], target: Path) -> None:
    """Resolve *dependencies* for Python 3.11+ on every platform and write them pinned to *target*."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.in"
        wanted.write_text("\n".join(dependencies), "utf-8")
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += [
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
            "--no-emit-index-url",
            "--no-emit-find-links",
            str(wanted),
        ]
        pinned = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    head = "# Made by scripts/pin_requirements.py from pyproject.toml; do not edit.\n"
    target.write_text(f"{head}# pyproject: sha256:{fingerprint(dependencies)}\n{pinned}", "utf-8", newline="\n")


def main() -> None:
    """Write the files."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    runtime = project["project"]["dependencies"]
    groups = project["dependency-groups"]
    pin(runtime, PROJECT / "requirements.txt")
    pin([*runtime, *groups["dev"], *groups["lake"]], PROJECT / "requirements-dev.txt")
    pin([*groups["lake"]], PROJECT / "requirements-lake.txt")
    pin(groups["spark"], PROJECT / "requirements-spark.txt")
    pin(groups["supply"], PROJECT / "requirements-supply.txt")


if __name__ == "__main__":
    main()
