"""What one session remembers from run to run; nothing of it is shared, written to a disk or journalled."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

Value = TypeVar("Value")


@dataclass(frozen=True)
class Memory(Generic[Value]):
    """One thing to remember, by a *name* of its own; *nothing* is what holds until something is kept."""

    name: str
    nothing: Value = None

    def get(self) -> Value:
        """Return what is kept."""
        return st.session_state.get(self.name, self.nothing)

    def keep(self, value: Value) -> None:
        """Remember *value*."""
        st.session_state[self.name] = value

    def take(self) -> Value:
        """Return what is kept and forget it."""
        return st.session_state.pop(self.name, self.nothing)

    def made_for(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what *make* made for this very *key*, made anew only when the last key was another."""
        kept = st.session_state.get(self.name)
        if kept is None or kept[0] != key:
            kept = st.session_state[self.name] = (key, make())
        return kept[1]

    def next_round(self) -> None:
        """Count on, where a number is kept: widgets with the number in their key begin anew."""
        self.keep(self.get() + 1)
