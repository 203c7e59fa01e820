"""A bar that moves while a file is read, checked, kept and counted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from smartcity.intake.progress import BUILD, JUDGE, KEEP, READ, STEPS, Progress
from smartcity.wording import Words

CHECKING = (READ, JUDGE)
SAVING = STEPS

_LENGTHS = {READ: 5, JUDGE: 3, KEEP: 1, BUILD: 4}
"""How long the steps take beside one another, as seen with a large survey."""


@contextmanager
def moving(steps: Sequence[str], words: Words) -> Iterator[Progress]:
    """Yield what draws and moves a bar for *steps*; the bar is gone once they are done."""
    place, whole = st.empty(), sum(_LENGTHS[step] for step in steps)

    def move(step: str, share: float) -> None:
        if step in steps:
            before = sum(_LENGTHS[one] for one in steps[: steps.index(step)])
            done = (before + share * _LENGTHS[step]) / whole
            place.progress(min(max(done, 0.0), 1.0), words(f"upload.progress.{step}"))

    yield move
    place.empty()
