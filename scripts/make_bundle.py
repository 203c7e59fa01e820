"""Make a folder for a server without internet: the product, a wheel of each pinned package, and the hash of each file.

`make bundle` on a machine like the server (same system, same Python). There: `sha256sum -c SIDIK`, then `make run`,
which installs from `roda/` alone.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
WHEELS, HASHES = "roda", "SIDIK"
PARTS = (
    *(".streamlit/config.toml", "Makefile", "README.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"),
    *(
        "requirements.txt",
        "requirements-lake.txt",
        "requirements-spark.txt",
        "app.py",
        "serve.py",
        "pages",
        "smartcity",
        "static",
        "data/raw",
        "docs",
        "deploy",
        "Dockerfile",
        ".dockerignore",
        "compose.yaml",
        "compose.lake.yaml",
    ),
)
"""What a server needs of the product; of `data/raw` only what came with it."""


def tracked(project: Path) -> list[str]:
    """List the files of the product itself, so that no data and no secret of this machine goes along."""
    listed = subprocess.run(["git", "ls-files", "-z", "--", *PARTS], cwd=project, check=True, capture_output=True)
    return [name for name in listed.stdout.decode().split("\0") if name]


def hashes(folder: Path) -> str:
    """Write the hash of each file below *folder* as `sha256sum` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / HASHES)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in files)


def main() -> None:
    """Copy, download, and write the hashes; an earlier bundle of that name is replaced."""
    bundle = PROJECT / (sys.argv[1] if len(sys.argv) > 1 else "bundel")
    if bundle.exists() and not (bundle / HASHES).is_file():
        sys.exit(f"{bundle} bukan bundel; tidak dihapus.")
    shutil.rmtree(bundle, ignore_errors=True)
    for name in tracked(PROJECT):
        target = bundle / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / name, target)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command += ["--only-binary", ":all:", "-d", str(bundle / WHEELS), "-r", str(PROJECT / "requirements.txt")]
    command += ["-r", str(PROJECT / "requirements-lake.txt")]
    subprocess.run(command, check=True)
    (bundle / HASHES).write_text(hashes(bundle), "utf-8", newline="\n")
    print(f"{bundle}: {len(list((bundle / WHEELS).iterdir()))} roda")


if __name__ == "__main__":
    main()
