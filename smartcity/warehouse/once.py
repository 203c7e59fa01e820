"""Answers that are made once for a build of the warehouse."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar

from smartcity.warehouse.store import Warehouse

Made = TypeVar("Made")


def once_a_build(ask: Callable[..., Made]) -> Callable[..., Made]:
    """Let what *ask* gives be made once for a build and its arguments: nobody may change it."""

    @wraps(ask)
    def answered(warehouse: Warehouse, *arguments: Hashable, **named: Hashable) -> Made:
        key = (ask.__module__, ask.__qualname__, arguments, tuple(sorted(named.items())))
        return warehouse.remember(key, lambda: ask(warehouse, *arguments, **named))

    return answered
