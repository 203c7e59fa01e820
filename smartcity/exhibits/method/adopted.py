"""Rules that came in by a workbook: what they changed, and what they make of our figures of other years."""

from collections.abc import Sequence

from smartcity.answers import rules
from smartcity.answers.rules import Replaced
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SIGNED, Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import method_names, short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.rules import held_name, method_name

NAMED = 8
"""So many items are named in a note before the rest is counted."""


@kept
def adopted(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Set the newest rules of a workbook beside those that would hold without it; earlier ones are folded in."""
    every = rules.replaced(warehouse)
    if not every:
        return subject_of(warehouse, words).nothing("aturan-dimuat", "method.adopted")
    newest, *earlier = every
    return _changes(warehouse, newest, words, [_changes(warehouse, one, words) for one in earlier])


def _changes(warehouse: Warehouse, one: Replaced, words: Words, earlier: Sequence[Exhibit] = ()) -> Exhibit:
    names = {"name": method_name(one.after, words), "before": held_name(one.before, words)}
    rows = one.components.assign(component=method_names("component", one.components["component"], words))
    note = [
        _listed("new", one.new, words),
        _listed("gone", one.gone, words),
    ]
    return subject_of(warehouse, words, one.after, sources=one.after.sources).exhibit(
        f"aturan-dimuat-{one.after.year}-{one.after.track}",
        words("method.adopted.message", n=len(one.moved), new=len(one.new), gone=len(one.gone), **names),
        "method.adopted",
        rows=rows,
        columns=(
            "component",
            ("weight_before", "method.adopted.column_weight_before", SCORE),
            ("weight", "method.adopted.column_weight", SCORE),
            ("items_before", "method.adopted.column_items_before", RANK),
            ("items", "method.adopted.column_items", RANK),
        ),
        note=note,
        details=(_casts(warehouse, one, words), *earlier),
        **names,
    )


def _listed(kind: str, codes: Sequence[str], words: Words) -> str:
    if not codes:
        return ""
    return words(f"method.adopted.{kind}", items=words.join(words.first(codes, NAMED)))


def _casts(warehouse: Warehouse, one: Replaced, words: Words) -> Exhibit:
    """Show our index of each year by either rules: what the new ones would have made of it, never official."""
    names = {"name": method_name(one.after, words), "region": short(load_site().home)}
    key = f"hitung-mundur-{one.after.year}-{one.after.track}"
    subject = subject_of(warehouse, words, one, sources=one.after.sources, bases=dict.fromkeys(one.casts["basis"]))
    if one.casts.empty:
        return subject.nothing(key, "method.cast", **names)
    rows = one.casts.assign(basis_word=method_names("basis", one.casts["basis"], words))
    first = rows.iloc[0]
    return subject.exhibit(
        key,
        words("method.cast.message", year=int(first["year"]), before=first["before"], after=first["after"], **names),
        "method.cast",
        rows=rows,
        columns=(
            "year",
            ("before", "method.cast.column_before", SCORE, 3),
            ("after", "method.cast.column_after", SCORE, 3),
            ("change", "method.cast.column_change", SIGNED, 3),
            "basis_word",
        ),
        **names,
    )
