"""What a plan is to reach: an index, or the index that a rank among others takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan


@dataclass(frozen=True, slots=True)
class Target:
    """An index to reach; with *must_exceed* reaching exactly it is not enough."""

    index: float
    must_exceed: bool = False


def target_of_rank(rank: int, others: Iterable[float], *, alone: bool = False) -> Target | None:
    """Translate a rank among *others* into an index.

    Ties share the best rank, so the value of the one who holds the rank is enough to share it. With *alone* that
    one must be passed. None when there are fewer others than the rank counts: any index has it then.

    Args:
        rank: The rank wanted, 1 for the highest.

        others: The values of all the others (ourselves left out); missing ones are not ranked.

        alone: Whether to hold the rank without sharing it.

    Raises:
        ValueError: If *rank* is below 1.
    """
    if rank < 1:
        raise ValueError(f"rank {rank} is below 1")
    values = sorted((float(value) for value in others if not isnan(value)), reverse=True)
    return Target(values[rank - 1], alone) if rank <= len(values) else None
