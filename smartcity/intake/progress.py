"""How far a long step has come, for a bar that moves."""

from collections.abc import Callable

READ, JUDGE, KEEP, BUILD = "read", "judge", "keep", "build"
STEPS = (READ, JUDGE, KEEP, BUILD)
"""In the order they are taken: the file is read, judged, kept with its journal line, and the warehouse built."""

Progress = Callable[[str, float], None]
"""Is told one of `STEPS` and its share done, from 0 to 1."""


def silent(step: str, share: float) -> None:
    """Tell nobody."""
