"""In what order tests run: as they stand, or where there is time by chance, since none may lean on its neighbours."""

import os
import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

CHANCE = "UJI_URUTAN"
"""The environment variable with the number that decides the order; whoever gives it has the same one again."""


def draw() -> None:
    """Choose a number for this run and all of its processes, unless one is given."""
    os.environ.setdefault(CHANCE, str(random.SystemRandom().randrange(10**6)))


def by_chance(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Put the modules in another order, and the tests within each; what a module shares is still made once."""
    chance, modules = random.Random(os.environ[CHANCE]), defaultdict(list)
    for item in items:
        modules[item.path].append(item)
    mixed = [chance.sample(modules[path], len(modules[path])) for path in sorted(modules)]
    return [item for own in chance.sample(mixed, len(mixed)) for item in own]
