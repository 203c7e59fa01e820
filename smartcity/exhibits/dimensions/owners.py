"""Who owns the innovations of a list, and how many have a partner outside government."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.exhibits.dimensions.lists import UNKNOWN, Innovation, Lists, joined_names, of_lists
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.method.layout import normalise
from smartcity.wording import Words

GOVERNMENT, NON_GOVERNMENT = "government", "non_government"

NAMED = 3
"""Owners that a message names before it only counts them."""


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner with its innovations; *name* is None for those whose owner is not printed."""

    name: str | None
    kind: str
    names: tuple[Innovation, ...]

    @property
    def count(self) -> int:
        """How many innovations."""
        return len(self.names)


@of_lists("pemilik")
def owners(lists: Lists) -> Exhibit:
    """Count the chosen list's innovations by owner, most first; those without a printed owner are one row."""
    words, owned, label = lists.words, group_by_owner(lists.own), lists.chosen.label
    named = named_of(owned)
    rows = [
        (
            owner.name or words("dimensions.owners.unrecorded"),
            words(f"dimensions.owner_type.{owner.kind}"),
            owner.count,
            joined_names(owner.names),
        )
        for owner in owned
    ]
    frame = pd.DataFrame(rows, columns=["label", "kind_word", "count", "names"])
    return lists.of_chosen.exhibit(
        "pemilik",
        owners_message(owned, label, words),
        "dimensions.owners",
        figure=charts.owner_bars(
            frame.assign(kind=[owner.kind for owner in owned], is_named=[owner in named for owner in owned]), words
        ),
        rows=frame,
        columns=of_page("dimensions", "label=owner kind_word=owner_type count names"),
        list=label,
        values=words.join(f"{name} {count}" for name, _, count, _ in rows),
    )


def group_by_owner(names: Sequence[Innovation]) -> tuple[Owner, ...]:
    """Group *names* by owner, most first; owners written the same but for case and punctuation are one."""
    groups: dict[str, list[Innovation]] = {}
    for name in names:
        groups.setdefault(normalise(name.owner or ""), []).append(name)
    owned = [Owner(own[0].owner, own[0].owner_type if key else UNKNOWN, tuple(own)) for key, own in groups.items()]
    return tuple(sorted(owned, key=lambda owner: (-owner.count, owner.name is None, normalise(owner.name or ""))))


def named_of(owned: Sequence[Owner]) -> tuple[Owner, ...]:
    """List the owners that the finding names: those of most innovations, unless they are many or all alike."""
    known = [owner for owner in owned if owner.name is not None]
    most = max((owner.count for owner in known), default=0)
    leading = tuple(owner for owner in known if owner.count == most)
    is_told_apart = len(leading) < len(known) or len(known) == 1
    return leading if is_told_apart and len(leading) <= NAMED else ()


def owners_message(owned: Sequence[Owner], label: str, words: Words) -> str:
    """Name the owners of most innovations, sharing ties, and count what has no printed owner."""
    known = [owner for owner in owned if owner.name is not None]
    total = sum(owner.count for owner in owned)
    unrecorded = total - sum(owner.count for owner in known)
    shared = {"list": label, "total": total, "owners": len(known)}
    if not total:
        return words("dimensions.owners.none", **shared)
    if not known:
        return words("dimensions.owners.unknown", **shared)
    most = max(owner.count for owner in known)
    leading = sum(owner.count == most for owner in known)
    named = [owner.name for owner in named_of(owned)]
    if len(known) == 1:
        message = words("dimensions.owners.single", **shared, n=most, owner=named[0])
    elif leading == len(known):
        message = words("dimensions.owners.even", **shared, n=most)
    elif not named:
        message = words("dimensions.owners.many_lead", **shared, n=most, leading=leading)
    else:
        key = "leads" if len(named) == 1 else "lead_together"
        message = words(f"dimensions.owners.{key}", **shared, n=most, leading=words.join(named))
    return message + (words("dimensions.owners.doubt", n=unrecorded) if unrecorded else "")


@of_lists("mitra")
def partners(lists: Lists) -> Exhibit:
    """Say how many innovations of the chosen list have a partner outside government, and of how many nobody says."""
    words, total = lists.words, len(lists.own)
    kinds = {
        kind: [name for name in lists.own if name.owner_type == kind] for kind in (NON_GOVERNMENT, GOVERNMENT, UNKNOWN)
    }
    rows = [
        (words(f"dimensions.owner_type.{kind}"), len(own), len(own) / total if total else None, joined_names(own))
        for kind, own in kinds.items()
    ]
    return lists.of_chosen.exhibit(
        "mitra",
        partners_message({kind: len(own) for kind, own in kinds.items()}, lists.chosen.label, words),
        rows=rows,
        columns=of_page("dimensions", "kind_word=owner_type count share names"),
    )


def partners_message(counts: Mapping[str, int], label: str, words: Words) -> str:
    """Say "1 dari 18", and that it may be more where the kind of owner is not recorded."""
    total = sum(counts.values())
    shared = {"list": label, "total": total, "n": counts[NON_GOVERNMENT]}
    if not total:
        return words("dimensions.partners.none", **shared)
    if counts[UNKNOWN] == total:
        return words("dimensions.partners.unknown", **shared)
    doubt = words("dimensions.partners.doubt", n=counts[UNKNOWN]) if counts[UNKNOWN] else ""
    return words("dimensions.partners.message", **shared) + doubt
