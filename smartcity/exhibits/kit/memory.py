"""What is made once: answers remembered until the next rebuild, keyed by what they depend on."""

from collections.abc import Callable, Hashable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar

from smartcity.exhibits.kit.selection import Selection
from smartcity.warehouse import Warehouse
from smartcity.warehouse.alone import Making, alone
from smartcity.wording import Words

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")
Maker = Callable[Concatenate[Warehouse, Arguments], Made]

_MAKING: Making = {}

UNKEPT = object()
"""The key of what no build holds, such as what comes from a person's own file: it is made each time."""


def kept(make: Maker | None = None, *, by: Callable[..., Hashable] | None = None) -> Callable:
    """Let what *make* gives be made once for a build, its arguments and a language.

    *make* is a pure function of the warehouse and its arguments. *by* takes the arguments but the wording, and returns
    what of them the answer depends on, or `UNKEPT`.
    """
    if make is None:
        return partial(kept, by=by)

    @wraps(make)
    def remembered(warehouse: Warehouse, *arguments: Arguments.args) -> Made:
        languages = tuple(one.language for one in arguments if isinstance(one, Words))
        others = tuple(one for one in arguments if not isinstance(one, Words))
        key = others if by is None else by(*others)
        if key is UNKEPT:
            return make(warehouse, *arguments)
        whole = (make.__module__, make.__qualname__, key, languages)
        return warehouse.remember(whole, lambda: make(warehouse, *arguments))

    return remembered


def _year_of(selection: Selection) -> int | None:
    return selection.year


kept_for_year = kept(by=_year_of)
"""For what nothing but the year of the selection changes, such as what can be chosen."""


def kept_with(thing: object, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what *make* makes of *thing*, such as an exhibit: made once for *key*, and gone when the thing is."""
    held = vars(thing).setdefault("_made", {})
    if key not in held:
        with alone(_MAKING, (id(thing), key)):
            if key not in held:
                held[key] = make()
    return held[key]
