"""The product's source files as syntax trees: each is read once for all rules of the house."""

import ast
import gc
from functools import cache
from pathlib import Path


@cache
def parsed(path: Path) -> ast.Module:
    """Read a file's syntax tree."""
    text = path.read_text("utf-8")
    # A tree is kept whole: to look through it for garbage while it grows takes longer than to make it.
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        if is_collecting:
            gc.enable()


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """List all parts of a file's syntax tree."""
    return tuple(ast.walk(parsed(path)))
