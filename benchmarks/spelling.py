"""Time calls, and spell seconds and bytes as the results do."""

import statistics
import time
from collections.abc import Callable

from smartcity.wording import Words

WORDS = Words("id")


def timed(call: Callable[[], object], runs: int, *, warm: bool = True) -> list[float]:
    """Run *call* *runs* times, after once that is not counted if *warm*; return the seconds of each counted run."""
    if warm:
        call()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return seconds


def spelled(seconds: list[float]) -> str:
    """Spell runs as median and range in milliseconds."""
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    return f"{milliseconds(middle)} ms ({milliseconds(low)}–{milliseconds(high)}, n={len(seconds)})"


def milliseconds(seconds: float) -> str:
    """Spell seconds as milliseconds, with two decimals where whole ones would say nothing."""
    return WORDS.number(seconds * 1000, 0 if seconds >= 0.01 else 2)


def megabytes(count: int) -> str:
    """Spell bytes as megabytes."""
    return f"{WORDS.number(count / 2**20)} MB"
