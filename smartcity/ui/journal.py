"""A step that goes into the journal: in whose name, what stood in its way, and what is said once it is done."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st

from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.ui.elements import done, plain, refuse
from smartcity.ui.finishing import Made, finish, wait_for_step
from smartcity.ui.memory import Memory
from smartcity.ui.person import NAME
from smartcity.wording import Words

Refusals = Mapping[type[Exception], Callable[[Exception], str]]
"""What is said of an exception that a step foresees."""

_OUTCOME, _REFUSAL = Memory("outcome", ""), Memory("refusal", "")


def is_signed(by: str, missing: str) -> bool:
    """Say whether a name was given and keep it for the next form; else draw *missing*, which asks for it."""
    if by:
        NAME.keep(by)
    else:
        refuse(missing)
    return bool(by)


def record(
    write: Callable[[], Made],
    outcome: Callable[[Made], str],
    working: str,
    words: Words,
    refusals: Refusals = MappingProxyType({}),
) -> None:
    """Write a step and draw the page anew, saying its *outcome*; or say what stood in the way and leave all as it is.

    *working* is said meanwhile. Whoever clicks elsewhere meanwhile is told there.
    """
    with st.spinner(working):
        problem = take_step(lambda: remember_outcome(outcome(write())), words, refusals)
    end_step(problem)


def take_step(step: Callable[[], object], words: Words, refusals: Refusals = MappingProxyType({})) -> str:
    """Take a step to its end and return what stood in its way, "" for nothing; `end_step` draws that.

    What is to be said must be kept within: afterwards a click may end the run wherever it looks into its memory.
    """

    def taken() -> str:
        try:
            step()
        except (*refusals, intake.NotAllowed, *intake.TROUBLES) as problem:
            reason = refusal(problem, words, refusals)
            _REFUSAL.keep(reason)
            return reason
        return ""

    return finish(taken)


def end_step(problem: str) -> None:
    """Draw the page anew once a step was taken; or draw its *problem* here, and leave all as it is."""
    if not problem:
        st.rerun()
    refuse(problem)
    _REFUSAL.take()


def refusal(problem: Exception, words: Words, refusals: Refusals) -> str:
    """Say what stood in the way, by *refusals*, as a right that is missing, or as one of `intake.TROUBLES`."""
    if isinstance(problem, intake.NotAllowed):
        return not_allowed(problem, words)
    foreseen = (say for kind, say in refusals.items() if isinstance(problem, kind))
    say = next(foreseen, None)
    return trouble_said(problem, words) if say is None else say(problem)


def not_allowed(problem: intake.NotAllowed, words: Words) -> str:
    """Say why who asks may not do what was asked for."""
    return intake.refused(problem, words)


def gone(words: Words) -> Refusals:
    """Say of an entry that somebody else took out that it is gone."""
    return {intake.UnknownEntry: lambda problem: words("upload.save.gone", entry=problem.entry)}


def trouble_said(problem: Exception, words: Words) -> str:
    """Say what is wrong with a data folder that cannot be used, one of `intake.TROUBLES`, and the step that helps."""
    trouble = intake.trouble_of(problem, DataFolder.chosen())
    return " ".join(words(f"trouble.{trouble.code}.{part}", **trouble.values) for part in ("problem", "page"))


def remember_outcome(text: str, link: str = "") -> None:
    """Keep a sentence for the next run, to be said once; *link* is Markdown that follows it."""
    _OUTCOME.keep(f"{plain(text)} {link}")
    done()


def say_outcome() -> bool:
    """Say once what was last done, or what stood in its way, and tell whether anything was done.

    The place is there when nothing is said, too: what follows would else move up by one in the next run, and the
    browser makes anew what moved, without what is being typed there and without how far the page was scrolled.
    """
    wait_for_step()
    place, text, problem = st.empty(), _OUTCOME.take(), _REFUSAL.take()
    if problem:
        place.error(plain(problem))
    elif text:
        place.success(text)
    return bool(text) and not problem
