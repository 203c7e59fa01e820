"""How complete the evidence is: by component and in all, weighted by what each item is worth in the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from smartcity.method import Method
from smartcity.records.evidence import ASKED, COMPLETE, NONE, NOT_APPLICABLE, STATUSES, Evidence


@dataclass(frozen=True, slots=True)
class Interview:
    """When the ministry's interview was or will be, as somebody said, and for how many *hours* evidence can follow."""

    at: datetime
    hours: int

    @property
    def end(self) -> datetime:
        """When what is missing counts as not there."""
        return self.at + timedelta(hours=self.hours)

    def left(self, now: datetime) -> timedelta | None:
        """Return how long evidence can still be sent; None once that is over."""
        return self.end - now if now < self.end else None


@dataclass(frozen=True)
class Dossier:
    """The evidence of every item of a method, also of those that nobody spoke of, in the method's order.

    With an *owner* it is what that office owes.
    """

    method: Method
    items: tuple[Evidence, ...]
    owner: str | None = None

    @property
    def counted(self) -> tuple[Evidence, ...]:
        """The items that evidence is needed for."""
        return tuple(one for one in self.items if one.status != NOT_APPLICABLE)

    @property
    def missing(self) -> tuple[Evidence, ...]:
        """The items whose evidence is not complete: what is worth most first, then what is furthest from complete.

        Evidence counts whole or not at all, as it does with the ministry; so what an item is worth is what is missing.
        """
        open_ones = (one for one in self.counted if one.status != COMPLETE)
        return tuple(sorted(open_ones, key=lambda one: (-self.worth(one.item), STATUSES.index(one.status))))

    @property
    def to_send(self) -> tuple[Evidence, ...]:
        """Those of `missing` that their office has not sent: what has come in is the work of who checks it."""
        return tuple(one for one in self.missing if one.status in (NONE, ASKED))

    @property
    def bare(self) -> tuple[Evidence, ...]:
        """The items that are called complete without a single piece."""
        return tuple(one for one in self.items if one.status == COMPLETE and not one.pieces)

    @property
    def owners(self) -> tuple[str | None, ...]:
        """Whose evidence it is, each once; None where it is nobody's."""
        return tuple(dict.fromkeys(one.owner for one in self.counted))

    def worth(self, item: str) -> float:
        """Return the weight of an item in the index: what one more mark on it adds."""
        return self.method.component(self.method.item(item).component).gain_per_mark

    def complete(self, component: str | None = None) -> float | None:
        """Return the share of the worth that is complete, of one component or of all; None where nothing is needed."""
        own = [one for one in self.counted if component in (None, self.method.item(one.item).component)]
        return _share((self.worth(one.item), one.status == COMPLETE) for one in own)

    def of_owner(self, owner: str | None) -> "Dossier":
        """Return what one office owes, or what nobody does."""
        return Dossier(self.method, tuple(one for one in self.items if one.owner == owner), owner)


def dossier(method: Method, evidence: Iterable[Evidence]) -> Dossier:
    """Lay the *evidence* given beside the items of a method; what it does not have is left out."""
    held = {one.item: one for one in evidence if (one.year, one.track) == (method.year, method.track)}
    return Dossier(
        method,
        tuple(held.get(item.code) or Evidence(method.year, method.track, item.code) for item in method.items),
    )


def is_late(one: Evidence, today: date) -> bool:
    """Say whether the last day for evidence has passed while it is needed and not complete."""
    return one.due is not None and one.due < today.isoformat() and one.status not in (COMPLETE, NOT_APPLICABLE)


def _share(parts: Iterable[tuple[float, bool]]) -> float | None:
    pairs = list(parts)
    whole = sum(worth for worth, _ in pairs)
    return sum(worth for worth, is_there in pairs if is_there) / whole if whole else None
