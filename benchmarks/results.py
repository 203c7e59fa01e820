"""The file of results: a head that `make bench` writes, and sections that longer measurements write by themselves."""

import platform
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from benchmarks.spelling import WORDS

RESULTS = Path(__file__).parent / "RESULTS.md"
_SECTION = "## "


def machine() -> str:
    """Say what is measured on, when, and how busy it is."""
    load = WORDS.number(psutil.getloadavg()[0], 1)
    return (
        f"- Mesin: {platform.system()} {platform.machine()}, {psutil.cpu_count()} inti, Python"
        f" {platform.python_version()}; beban saat mulai {load}; {time.strftime('%Y-%m-%d')}"
    )


def write_head(lines: Sequence[str], path: Path = RESULTS) -> None:
    """Write the head anew and keep the sections."""
    _write(["\n".join(lines).strip("\n"), *_parts(path)[1:]], path)


def write_section(title: str, lines: Sequence[str], path: Path = RESULTS) -> None:
    """Write one section anew, at the end where there was none, and keep the rest."""
    own = "\n".join([f"{_SECTION}{title}", "", *lines])
    head, *parts = _parts(path)
    titles = [part.partition("\n")[0] for part in parts]
    place = titles.index(f"{_SECTION}{title}") if f"{_SECTION}{title}" in titles else len(parts)
    parts[place : place + 1] = [own]
    _write([head, *parts], path)


def _parts(path: Path) -> list[str]:
    """Return the head and each section."""
    text = path.read_text("utf-8") if path.is_file() else ""
    head, *parts = f"\n{text}".split(f"\n{_SECTION}")
    return [head.strip("\n"), *(f"{_SECTION}{part}".strip("\n") for part in parts)]


def _write(parts: Sequence[str], path: Path) -> None:
    path.write_text("\n\n".join(part for part in parts if part) + "\n", "utf-8", newline="\n")
