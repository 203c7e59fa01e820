"""One thread makes what many ask for at once; the others wait for it instead of making the same beside it."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import RLock

Making = dict[Hashable, RLock]


@contextmanager
def alone(making: Making, key: Hashable) -> Iterator[None]:
    """Be the only thread that makes what has this *key*; who comes meanwhile waits, and looks whether it is there."""
    try:
        with making.setdefault(key, RLock()):
            yield
    finally:
        making.pop(key, None)
