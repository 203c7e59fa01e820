"""Definitions that one may start from, and what is offered when extreme values are to be pulled in."""

from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from smartcity.checks.composite.definition import definition_of
from smartcity.config import open_config
from smartcity.scoring.composite.definition import Definition, Winsorising
from smartcity.wording import Words


@dataclass(frozen=True)
class Example:
    """An example by its code, with its name and its groups called as the language does."""

    code: str
    definition: Definition


@cache
def settings() -> MappingProxyType:
    """Read `config/composite.toml`."""
    return MappingProxyType(open_config("composite"))


def examples(words: Words) -> tuple[Example, ...]:
    """List the examples."""
    made = []
    for raw in settings()["example"]:
        code = raw["code"]
        plain = definition_of(raw["definition"], "composite.toml")
        named = {group.code: words(f"composite.example.{code}.group.{group.code}") for group in plain.groups}
        definition = replace(
            plain,
            name=words(f"composite.example.{code}.name"),
            groups=tuple(replace(group, code=named[group.code]) for group in plain.groups),
            indicators=tuple(replace(one, group=named[one.group]) for one in plain.indicators),
        )
        made.append(Example(code, definition))
    return tuple(made)


def offered_winsorising() -> Winsorising:
    """Return the rule that is offered first."""
    return Winsorising(**settings()["winsorise"])


def shown_at_most(what: str) -> int:
    """Return how many *what* ("lines" or "rows") a figure shows at most."""
    return settings()["shown"][what]
