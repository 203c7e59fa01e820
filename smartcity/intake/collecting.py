"""Put off the search for reference cycles while a long file is judged: it looks at every row and finds nothing."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_waiting = 0
_was_enabled = False


@contextmanager
def later() -> Iterator[None]:
    """Collect nothing inside; once nobody is inside any more, the collector is as it was."""
    global _waiting, _was_enabled
    with _lock:
        if not _waiting:
            _was_enabled = gc.isenabled()
            gc.disable()
        _waiting += 1
    try:
        yield
    finally:
        with _lock:
            _waiting -= 1
            if not _waiting and _was_enabled:
                gc.enable()
