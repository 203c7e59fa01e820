"""Feed every compiled pattern of the package what could make it slow, and print those whose work grows with the square.

Run in a process of its own, so that a pattern that never ends takes nothing with it. A linear pattern looks at 32,767
signs in some milliseconds of processor time, a square one in seconds: the alarm stands far from both. Most texts are
cleared by a share of that length: where a square pattern needs the time of the alarm for the whole, it needs for an
eighth a sixty-fourth of it, and only what takes longer than half of that is tried longer.
"""

import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from re import _constants, _parser
from types import ModuleType

import smartcity
from smartcity.checks import cells, names
from smartcity.method import layout
from smartcity.reading import plainscan, titles
from smartcity.wording import messages

LONGEST = 32_767
ALARM_SECONDS = 0.3
SHARES = (32, 8, 4, 1)
"""The lengths to try, as parts of the longest; a pattern that is quick on one is not asked the next."""

DOUBT = 2
"""Less than this part of what a square pattern would need is quick."""

SIGNS = (
    "a",
    "A",
    "0",
    " ",
    "\t",
    "\n",
    "@",
    "(",
    "[",
    "<",
    '"',
    ".",
    ",",
    "-",
    "_",
    "/",
    ":",
    "#",
    "*",
    "•",
    "é",
    "a ",
)
PAIRS = ("a1", "1 ", "1,", "a-", "a.", "- ", ". ", "a b ", "A b. ", "a@", "(a", '"a', "0-", "<f ")
ENDINGS = ("\x00", "!")
METHODS = ("fullmatch", "match", "search", "sub", "split", "findall", "finditer")
OF_PATTERNS = re.compile(r"\bre\b")
"""What stands in every module that spells a pattern in a call."""


def words_of(pattern: re.Pattern) -> set[str]:
    """Collect the literal words of a pattern: what it begins or goes on with."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    found: set[str] = set()
    _collect(_parser.parse(text, pattern.flags & re.VERBOSE), found)
    return found


def _collect(nodes: object, found: set[str]) -> None:
    run = ""
    for kind, value in nodes:
        if kind is _constants.LITERAL:
            run += chr(value)
            continue
        found.add(run)
        run = ""
        parts = value if isinstance(value, tuple | list) else (value,)
        for part in parts:
            for one in part if isinstance(part, list) else (part,):
                if isinstance(one, _parser.SubPattern):
                    _collect(one, found)
    found.add(run)
    found.discard("")


def shapes(pattern: re.Pattern) -> Iterator[tuple[str, str, str]]:
    """Yield what texts begin with, hold again and again, and end with, among it each word that the pattern knows."""
    words = sorted(words_of(pattern))
    repeated = [*SIGNS, *PAIRS, *(word + behind for word in words for behind in (" ", "1 "))]
    yield from (("", unit, ending) for unit in dict.fromkeys(repeated) for ending in ENDINGS)
    yield from ((word + " ", unit, "!") for word in words for unit in ("a", " "))


def text_of(beginning: str, unit: str, ending: str, length: int) -> str:
    """Make a text of so many signs."""
    return (beginning + unit * (length // len(unit) + 1))[: length - len(ending)] + ending


def is_slow(work: Callable[[str], object], shape: tuple[str, str, str]) -> bool:
    """Say whether *work* on a long text is cut off by the alarm, which counts this process's own processor time."""
    try:
        for share in SHARES:
            signal.setitimer(signal.ITIMER_VIRTUAL, ALARM_SECONDS)
            # The clock of the process stands still between its ticks while the alarm is set, not that of the thread.
            begun = time.thread_time()
            work(text_of(*shape, LONGEST // share))
            if time.thread_time() - begun < ALARM_SECONDS / share**2 / DOUBT:
                break
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False


def patterns_of(module: ModuleType) -> Iterator[tuple[str, re.Pattern]]:
    """Yield the patterns that a module's names hold, also within tuples and tables."""
    pending = [(name, value, 0) for name, value in vars(module).items()]
    while pending:
        name, value, depth = pending.pop()
        if isinstance(value, re.Pattern):
            yield name, value
        elif isinstance(value, dict) and depth < 3:
            pending += [(name, part, depth + 1) for part in (*value, *value.values())]
        elif isinstance(value, tuple | list | set | frozenset) and depth < 3:
            pending += [(name, part, depth + 1) for part in value]


def spelled_in_place(nodes: list[ast.AST]) -> Iterator[tuple[str, str | bytes | None]]:
    """Yield the method and the text of patterns that stand in a call such as `re.sub(r"...", ...)`."""
    for call in nodes:
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=method), args=[first, *_]):
                if method in METHODS:
                    yield method, first.value if isinstance(first, ast.Constant) else None


def methods_by_name(nodes: list[ast.AST]) -> dict[str, set[str]]:
    """Collect by which methods each name is asked."""
    by_name: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
            by_name.setdefault(node.value.id, set()).add(node.attr)
    return by_name


def faults(pattern: re.Pattern, methods: set[str]) -> Iterator[str]:
    """Yield the methods by which a pattern is slow on one of its texts, each with how the text is made."""
    for method in sorted(methods):
        slow = next((shape for shape in shapes(pattern) if is_slow(partial(ask, pattern, method), shape)), None)
        if slow:
            yield f"{method} of beginning, repeated, ending {slow}"


def ask(pattern: re.Pattern, method: str, text: str) -> None:
    """Ask a pattern about a text by one of its methods."""
    given = text if isinstance(pattern.pattern, str) else text.encode()[: len(text)]
    found = getattr(pattern, method)(*((given[:0], given) if method == "sub" else (given,)))
    if method == "finditer":
        deque(found, maxlen=0)


def main() -> None:
    """Print what was found as JSON: how many patterns were asked, and the slow ones."""

    def ring(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, ring)
    root = Path(smartcity.__file__).parent
    modules = [
        one.name for one in pkgutil.walk_packages([str(root)], "smartcity.") if not one.name.endswith("__main__")
    ]
    slow: list[str] = []
    examples = {"smartcity.reading.plainscan": plainscan._PERCENT % b"12"}
    seen: set[tuple[object, int]] = set()
    for name in ["smartcity", *modules]:
        module = importlib.import_module(name)
        held, source = [*patterns_of(module)], Path(module.__file__).read_text("utf-8")
        nodes = [*ast.walk(ast.parse(source))] if held or OF_PATTERNS.search(source) else []
        by_name = methods_by_name(nodes)
        found = [(label, pattern, by_name.get(label, set())) for label, pattern in held]
        for method, text in spelled_in_place(nodes):
            text = examples.get(name) if text is None else text
            if text is None:
                slow.append(f"{name}: a pattern made while running, which nobody can try beforehand")
            else:
                found.append((repr(text), re.compile(text), {method}))
        for label, pattern, methods in found:
            if (pattern.pattern, pattern.flags) in seen and not methods:
                continue
            seen.add((pattern.pattern, pattern.flags))
            slow += [f"{name} {label}: {fault}" for fault in faults(pattern, methods or {"search", "fullmatch"})]
    json.dump({"patterns": len(seen), "slow": slow}, sys.stdout)


def one_step(step: str, text: str) -> None:
    """Do a step with the text of one cell; the alarm ends the process after a second of its own work."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 1)
    eval(step, {"cells": cells, "layout": layout, "messages": messages, "names": names, "text": text, "titles": titles})
