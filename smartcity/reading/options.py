"""Columns that only tell which options of one question were chosen: `question/option`, `Question [Option]`."""

from collections.abc import Callable, Mapping

from smartcity.method.layout import Table, normalise
from smartcity.reading.contents import first_values, says_whether
from smartcity.reading.sheets import Sheet
from smartcity.reading.titles import tails

_SIGNS_BEHIND = " \t\n/\\>»→›|:·•–—[(.-_"

Ends = tuple[tuple[str, str, str], ...]
"""Each question that a title may begin with, the sign behind it, and the option that the rest is."""


def ends_of(title: str) -> Ends:
    """Take a title apart behind each sign that may stand between a question and its option."""
    return tuple((title[: -len(option)].rstrip(_SIGNS_BEHIND), sign, option) for sign, option in tails(title))


def options_of(
    sheet: Sheet,
    row: int,
    table: Table,
    titles: Mapping[int, tuple[str, Ends]],
    is_item: Callable[[str], bool],
) -> dict[str, tuple[int, ...]]:
    """Find the columns of options below the titles of a row, by the question; each has its title and its ends.

    They hold signs (0 and 1), or words (yes, the option's own name). Behind another sign than a slash several of one
    question must be alike and say both, unless the question stands over a column of its own.
    """
    whole = {normalise(title) for title, _ in titles.values()}
    by_question: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for number, (_, ends) in titles.items():
        for question, sign, option in ends:
            by_question.setdefault((normalise(question), sign), []).append((number, question, option))
    options: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for (question, sign), own in sorted(by_question.items(), key=lambda one: -len(one[1])):
        is_whole = question in whole
        if not is_whole and len(own) == 1:
            continue
        by_how: dict[str, dict[int, list]] = {}
        for number, _, option in own:
            if number in taken or (not is_whole and is_item(titles[number][0])):
                continue
            values = first_values(sheet, number, row)
            code = table.by_name.get(normalise(option))
            how = says_whether(values, option, table.column(code) if code else None)
            if how:
                by_how.setdefault(how, {})[number] = values
        for how, columns in by_how.items():
            says_both = len({normalise(value) for values in columns.values() for value in values}) > 1
            if is_whole or (len(columns) > 1 and (how != "sign" or says_both or (sign == "/" and table.item_columns))):
                options[own[0][1]] = (*options.get(own[0][1], ()), *columns)
                taken.update(columns)
    return dict(sorted(options.items(), key=lambda one: one[1]))
