"""What one session remembers from run to run; nothing of it is shared, written to a disk or journalled.

Of each region for which it is asked a session remembers something else, so that no draft of one meets figures of
another.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from smartcity.method.regions import configured_site, load_site

Value = TypeVar("Value")

AT = " @ "
"""What stands between a name and the code of another region than the home region."""

_KEPT: set[str] = set()
"""The keys that anything was ever kept under, in whatever session."""


@dataclass(frozen=True)
class Memory(Generic[Value]):
    """One thing to remember, by a *name* of its own; *nothing* is what holds until something is kept.

    What *is_of_all* regions is the same whichever it is asked for.
    """

    name: str
    nothing: Value = None
    is_of_all: bool = False

    @property
    def key(self) -> str:
        """Where the session keeps it."""
        is_home = self.is_of_all or load_site().home == configured_site().home
        return self.name if is_home else f"{self.name}{AT}{load_site().home_code}"

    def get(self) -> Value:
        """Return what is kept."""
        return st.session_state.get(self.key, self.nothing)

    def keep(self, value: Value) -> None:
        """Remember *value*."""
        _KEPT.add(self.key)
        st.session_state[self.key] = value

    def take(self) -> Value:
        """Return what is kept and forget it."""
        return st.session_state.pop(self.key, self.nothing)

    def made_for(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what *make* made for this very *key*, made anew only when the last key was another."""
        kept = self.get()
        if kept is None or kept[0] != key:
            kept = (key, make())
            self.keep(kept)
        return kept[1]

    def next_round(self) -> None:
        """Count on, where a number is kept: widgets with the number in their key begin anew."""
        self.keep(self.get() + 1)


def forget_widgets() -> None:
    """Forget what fields and tables to type in hold, which know no region; what is remembered of each one stays."""
    for key in [key for key in st.session_state if key not in _KEPT]:
        del st.session_state[key]
