"""What a meeting is to look at: an exhibit of a page as it was chosen, made again at the start, and frozen.

An exhibit that can be made again from its page and selection is live: what the meeting freezes is then what it says
when it begins. One of what somebody had typed or brought along cannot; it stays as it was when it was added.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date

from smartcity.exhibits import pages
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.frozen import frozen, plain
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.meeting import following
from smartcity.records.meetings import Meeting, Point
from smartcity.warehouse import Warehouse
from smartcity.wording import LANGUAGES, Words

_DEFAULTS = {field.name: field.default for field in fields(Selection) if field.name != "language"}


def chosen(selection: Selection, today: date | None = None) -> dict[str, object]:
    """Return what was chosen as plain values, defaults left out; *today* is the day of looking, which nobody chose."""
    if today is not None and selection.today == today.isoformat():
        selection = replace(selection, today=None)
    held = {name: getattr(selection, name) for name, default in _DEFAULTS.items()}
    held = {name: value for name, value in held.items() if value != _DEFAULTS[name]}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in held.items()}


def selection_of(point: Point, language: str) -> Selection:
    """Return what was chosen for a point; what this version has no choice for is left out."""
    held = {name: value for name, value in point.selection.items() if name in _DEFAULTS}
    held = {name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
    return Selection(language=language, **held)


def made(page: str, key: str, warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit | None:
    """Make the exhibit *key* of a page as it would show it now; None where the page has none of that key."""
    if page not in pages.PAGES:
        return None
    every = pages.exhibits(page, warehouse, replace(selection, language=words.language), words)
    return next((one for one in every if one.key == key), None)


def copied(
    exhibit: Exhibit,
    page: str,
    warehouse: Warehouse,
    selection: Selection,
    again: Callable[[Words], Exhibit] | None = None,
) -> tuple[bytes, bool]:
    """Freeze an exhibit as it is shown, and say whether it can be made again from its page and selection.

    It is frozen in each language where it can be made again so, or by *again*, which makes it of what was typed.
    """
    own = selection.language
    others = [Words(language) for language in LANGUAGES if language != own]
    same = made(page, exhibit.key, warehouse, selection, Words(own))
    if same is not None and _unstamped(plain(same)) == _unstamped(plain(exhibit)):
        spoken = {words.language: made(page, exhibit.key, warehouse, selection, words) for words in others}
        return frozen({own: exhibit, **{language: one for language, one in spoken.items() if one is not None}}), True
    spoken = {} if again is None else {words.language: again(words) for words in others}
    return frozen({own: exhibit, **spoken}), False


def _unstamped(kept: Mapping[str, object]) -> dict[str, object]:
    """Leave out as of when it is: a rebuild since it was drawn may have changed nothing of it."""
    details = [_unstamped(one) for one in kept["details"]]
    return {**kept, "details": details, "stamp": None}


def at_start(warehouse: Warehouse, meeting: Meeting, today: date) -> tuple[Mapping[str, bytes], bytes]:
    """Freeze what a meeting looks at as it is now: by point, and what earlier meetings left to do.

    A point whose exhibit the product does not have any more is left as it was when it was added.
    """
    shown = {}
    for point in meeting.points:
        if point.is_live:
            spoken = {one: _of_point(point, warehouse, Words(one), today) for one in LANGUAGES}
            if None not in spoken.values():
                shown[point.code] = frozen(spoken)
    owed = {one: following(warehouse, meeting, Words(one), today) for one in LANGUAGES}
    return shown, frozen(owed)


def _of_point(point: Point, warehouse: Warehouse, words: Words, today: date) -> Exhibit | None:
    selection = pages.of_day(point.page, selection_of(point, words.language), today)
    return made(point.page, point.exhibit, warehouse, selection, words)
