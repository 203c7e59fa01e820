"""Names across lists: what is new, kept and gone, which spellings may mean the same, what lists say of themselves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import pandas as pd
from rapidfuzz import fuzz

from smartcity.answers import scores
from smartcity.exhibits.dimensions.lists import Innovation, InnovationList, Lists, of_lists, owners_of
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.subject import subject_of
from smartcity.innovations.lists import PART_LIKENESS, SPELLING, NearPair, compare, near_pairs
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.records.decisions import DIFFERENT, INNOVATION
from smartcity.wording import Words

NEW, KEPT, GONE = "new", "kept", "gone"


def compared_lists(lists: Lists) -> tuple[InnovationList, InnovationList] | None:
    """Return the earlier and the later of the two lists to compare; None when there is only one.

    Unless the selection names another, the chosen list is compared with the one before it, or the first with the
    second.
    """
    others = [known for known in lists.every if known is not lists.chosen]
    if not others:
        return None
    place = lists.every.index(lists.chosen)
    chosen = (known for known in others if known.code == lists.selection.other_list)
    other = next(chosen, lists.every[place - 1 if place else 1])
    earlier, later = sorted((lists.chosen, other), key=lists.every.index)
    return earlier, later


@of_lists("perubahan")
def changes(lists: Lists) -> Exhibit:
    """List what is new, kept and gone from the earlier to the later list; similar names are proposed, not merged."""
    words, pair = lists.words, compared_lists(lists)
    if pair is None:
        return subject_of(lists.warehouse, words).nothing("perubahan", because="dimensions.one_list.")
    before, after = (lists.of(known.code) for known in pair)
    compared = compare((name.name for name in before), (name.name for name in after))
    decided = scores.decided_innovations(lists.warehouse)
    proposed = [
        near
        for near in near_pairs([*compared.new, *compared.gone], load_site().near, decided)
        if (near.first in compared.new) != (near.second in compared.new)
    ]
    groups = {NEW: (compared.new, after), KEPT: (compared.kept, after), GONE: (compared.gone, before)}
    rows = [_change(kind, name, own, proposed, words) for kind, (names, own) in groups.items() for name in names]
    return lists.subject(*before, *after).exhibit(
        "perubahan",
        changes_message({kind: len(names) for kind, (names, _) in groups.items()}, len(proposed), words),
        "dimensions.changes",
        rows=rows,
        columns=of_page("dimensions", "change name dimension owner proposed"),
        alt="",
        note=words("dimensions.changes.note"),
        before=pair[0].title,
        after=pair[1].title,
        first=len(before),
        second=len(after),
    )


def changes_message(counts: Mapping[str, int], proposed: int, words: Words) -> str:
    """Count what is new, kept and gone, clause by clause, and the pairs that a person still has to decide on."""
    if not any(counts.values()):
        return words("dimensions.changes.nothing")
    if not counts[NEW] and not counts[GONE]:
        return words("dimensions.changes.same", n=counts[KEPT])
    listed = words.join(words(f"dimensions.changes.{kind}", n=count) for kind, count in counts.items() if count)
    if not counts[KEPT]:
        listed = words("dimensions.changes.none_kept", said=listed)
    return listed + (words("dimensions.changes.doubt", n=proposed) if proposed else "")


def _change(kind: str, name: str, own: Iterable[Innovation], proposed: Iterable[NearPair], words: Words) -> tuple:
    key = normalise(name)
    same = [innovation for innovation in own if innovation.key == key]
    alike = [
        pair.second if pair.first == name else pair.first for pair in proposed if name in (pair.first, pair.second)
    ]
    return (
        words(f"dimensions.changes.kind_{kind}"),
        name,
        "; ".join(dict.fromkeys(dimension_name(innovation.dimension) for innovation in same)),
        "; ".join(owners_of(same)),
        "; ".join(words("dimensions.near.question", name=other) for other in alike),
    )


@of_lists("nama-mirip")
def near_names(lists: Lists) -> Exhibit:
    """List the spellings over all lists that may mean one innovation: those that wait, then those decided on."""
    words, warehouse, near = lists.words, lists.warehouse, load_site().near
    known: dict[str, list[Innovation]] = {}
    spelled: dict[str, list[Innovation]] = {}
    for name in lists.names:
        known.setdefault(name.key, []).append(name)
        spelled.setdefault(normalise(name.spelling), []).append(name)
    pairs = near_pairs((name.name for name in lists.names), near, scores.decided_innovations(warehouse))
    decided = decided_pairs(lists)
    waiting = words("dimensions.near.undecided")
    rows = [_pair(pair, known, waiting, lists) for pair in pairs]
    rows += [_pair(pair, spelled, decision, lists) for pair, decision in decided]
    contested = sum(
        have_different_owners(known[normalise(pair.first)], known[normalise(pair.second)]) for pair in pairs
    )
    return lists.subject(*lists.names).exhibit(
        "nama-mirip",
        near_message(len(pairs), contested, words),
        "dimensions.near",
        rows=rows,
        columns=of_page("dimensions", "first second likeness kind=likeness_kind first_where second_where decision"),
        alt="",
        note=(
            words("dimensions.near.note", near=near, part=PART_LIKENESS) if pairs else "",
            words("dimensions.near.decided", n=len(decided)) if decided else "",
        ),
        lists=len(lists.every),
        names=len(known),
    )


def decided_pairs(lists: Lists) -> list[tuple[NearPair, str]]:
    """List two spellings each that stand in the lists and were decided on, the newest decision first, and what it was.

    A pair has the likeness by which it would be proposed; the decision names who made it when.
    """
    printed = {normalise(name.spelling): name.spelling for name in lists.names}
    names = scores.decided_innovations(lists.warehouse)
    pairs: dict[frozenset[str], tuple[datetime, NearPair, str]] = {}
    for row in lists.warehouse.query("decided_names", kinds=[INNOVATION, DIFFERENT]).itertuples(index=False):
        first, second = (printed.get(normalise(name)) for name in (row.text, row.meaning))
        if first is None or second is None:
            continue
        name = names.canonical(first)
        decision = "same" if normalise(name) == normalise(names.canonical(second)) else "two"
        likeness = fuzz.ratio(normalise(first), normalise(second))
        pair = next(iter(near_pairs([first, second], 0)), NearPair(first, second, likeness, SPELLING))
        text = lists.words(f"dimensions.near.{decision}", name=name, by=row.decided_by, at=row.decided_at)
        pairs[frozenset((normalise(first), normalise(second)))] = row.decided_at, pair, text
    ordered = sorted(pairs.values(), key=lambda one: one[0], reverse=True)
    return [(pair, text) for _, pair, text in ordered]


def _pair(pair: NearPair, known: Mapping[str, Sequence[Innovation]], decision: str, lists: Lists) -> tuple:
    first, second = known[normalise(pair.first)], known[normalise(pair.second)]
    kind = lists.words(f"dimensions.near.{pair.kind}")
    return pair.first, pair.second, pair.likeness, kind, _places(lists, first), _places(lists, second), decision


def have_different_owners(first: Iterable[Innovation], second: Iterable[Innovation]) -> bool:
    """Say whether both spellings have printed owners and share none; an owner that is not printed differs from none."""
    owners = [set(map(normalise, owners_of(names))) for names in (first, second)]
    return all(owners) and owners[0].isdisjoint(owners[1])


def near_message(pairs: int, contested: int, words: Words) -> str:
    """Count the pairs that wait, and those among them whose printed owners differ."""
    if not pairs:
        return words("dimensions.near.none")
    message = words("dimensions.near.message", n=pairs)
    return message + (words("dimensions.near.contested", n=contested) if contested else "")


def _places(lists: Lists, names: Iterable[Innovation]) -> str:
    """Say in which lists a spelling stands, and under which owner and dimension there."""
    return "; ".join(
        lists.words(
            "dimensions.near.where",
            list=lists.label(name.list),
            owner=name.owner or lists.words("dimensions.near.no_owner"),
            dimension=dimension_name(name.dimension),
        )
        for name in names
    )


@of_lists("jumlah-naskah")
def stated_counts(lists: Lists) -> Exhibit:
    """Show what each list says of its own size beside the names it prints, as it is, with the source."""
    counts = {"stated_innovations": "Int64", "stated_innovators": "Int64"}
    return lists.of_all.exhibit(
        "jumlah-naskah",
        stated_message(lists.all, lists.words),
        "dimensions.stated",
        rows=pd.DataFrame(lists.all).astype(counts),
        columns=of_page("dimensions", "label=list stated_innovations stated_innovators printed shared.source note"),
        alt="",
        n=len(lists.all),
    )


def stated_message(lists: Sequence[InnovationList], words: Words) -> str:
    """Give all numbers of the lists whose stated count is not the number of printed names; never choose one."""
    stated = [known for known in lists if known.stated_innovations is not None]
    if not stated:
        return words("dimensions.stated.unstated")
    differing = [known for known in stated if known.stated_innovations != known.printed]
    if not differing:
        return words("dimensions.stated.agreeing")
    return "; ".join(
        words(
            f"dimensions.stated.{'differing' if known.stated_innovators is None else 'differing_people'}",
            list=known.label,
            stated=known.stated_innovations,
            people=known.stated_innovators,
            printed=known.printed,
        )
        for known in differing
    )
