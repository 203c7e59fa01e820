"""What a fault is, and where they are written down."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

DEMANDED = Fraction(38, 40)
"""The least share of the planted faults that must be caught."""

PROJECT = Path(__file__).parents[2]
PLANTED = Path(__file__).parent / "planted"


class Stale(ValueError):
    """A fault that can no longer be planted, because what it changes does not stand in its file exactly once."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake somebody could make: in *file* the text *old*, which stands there once, becomes *new*.

    *tests* are the paths, as pytest takes them, of the tests that reach it.
    """

    area: str
    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def planted_in(self, text: str) -> str:
        """Return the text of the file with the fault in it.

        Raises:
            Stale: If what is to be changed does not stand in *text* exactly once.
        """
        times = text.count(self.old)
        if times != 1:
            raise Stale(f"{self.area}/{self.name}: stands {times} times in {self.file}, not once: {self.old!r}")
        return text.replace(self.old, self.new)


def faults() -> tuple[Fault, ...]:
    """Read all faults, area by area."""
    return tuple(
        Fault(path.stem, name, fault["file"], fault["old"], fault["new"], tuple(fault["tests"]))
        for path in sorted(PLANTED.glob("*.toml"))
        for name, fault in tomllib.loads(path.read_text("utf-8")).items()
    )


def named(names: Iterable[str]) -> tuple[Fault, ...]:
    """Return the faults of these *names* or areas; all of them when none is named.

    Raises:
        KeyError: If there is no such fault or area; the message lists those that exist.
    """
    known, wanted = faults(), set(names)
    unknown = sorted(wanted - {fault.name for fault in known} - {fault.area for fault in known})
    if unknown:
        raise KeyError(f"{', '.join(unknown)}: no such fault; there are {', '.join(fault.name for fault in known)}")
    return tuple(fault for fault in known if not wanted or {fault.name, fault.area} & wanted)
