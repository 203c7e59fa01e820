"""Start the processes that read; keep one waiting where a file is expected.

Starting one takes longer than reading a regency's survey, and a person who opens the page chooses a file next.
"""

import atexit
import functools
import importlib.util
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

# The package stands in the child under a bare name, so that importing its parents cannot drag anything in.
BOOT = """
import sys, types
package = types.ModuleType("guarded")
package.__path__ = [sys.argv[1]]
sys.modules["guarded"] = package
sys.path.append(sys.argv[2])
from guarded.child import main
main()
"""

_lock = threading.Lock()
_waiting: list[subprocess.Popen] = []


def stand_by() -> None:
    """Have one process wait for the next reading, if the system allows it; where one waits already, nothing happens."""
    with _lock, suppress(OSError):
        if not _waiting or _waiting[0].poll() is not None:
            _dismiss()
            _waiting.append(_start())


def take() -> subprocess.Popen:
    """Return a process that nobody else gets: the one that waits, if it is alive, else a new one."""
    with _lock:
        if _waiting and _waiting[0].poll() is None:
            return _waiting.pop()
    return _start()


@atexit.register
def _dismiss() -> None:
    while _waiting:
        process = _waiting.pop()
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def _start() -> subprocess.Popen:
    command = [sys.executable, "-I", "-S", "-c", BOOT, str(Path(__file__).parent), site_folder()]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@functools.cache
def site_folder() -> str:
    """Return the folder that holds the packages which the process needs besides the standard library."""
    spec = importlib.util.find_spec("python_calamine")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("python_calamine is not installed")
    return str(Path(spec.origin).parent.parent)
