"""Why a doubt cannot be applied, in words."""

from smartcity.answers.ranks import Sure
from smartcity.exhibits.kit.naming import short
from smartcity.outlook.robustness import Lack, Weights
from smartcity.wording import Words

LISTED = 3
"""So many names stand in a sentence; the table has all of them."""


def listed(names: tuple[str, ...], words: Words, limit: int = LISTED) -> str:
    """Join names as a sentence would; beyond *limit* the rest is counted."""
    shown = list(map(short, names))
    if len(shown) > limit + 1:
        shown = [*shown[:limit], words("movement.more", n=len(shown) - limit)]
    return words.join(shown)


def lack_said(lack: Lack, sure: Sure, words: Words) -> str:
    """Say why a doubt cannot be applied."""
    key = f"robustness.lack.{lack.doubt}_{lack.missing}"
    if lack.doubt == Weights.code and not sure.arena.field.methods:
        key = "robustness.lack.weights_unknown"
    return words(
        key,
        n=len(lack.names),
        names=listed(lack.names, words),
        year=sure.arena.year,
        least=getattr(sure.doubts[lack.doubt], "least", None),
    )


def reasons_said(code: str, sure: Sure, words: Words) -> str:
    """Say all that keeps the doubt *code* from being applied; nothing when it can be."""
    return "; ".join(lack_said(lack, sure, words) for lack in sure.lacks.get(code, ()))
