"""Which words of a form were read as which numbers, so that a person can see what the file became."""

from collections.abc import Iterator

import numpy as np

from smartcity.checks.answers import Answers
from smartcity.checks.numbers import number_of
from smartcity.checks.tables import Checked
from smartcity.method.layout import Layout

_RATING = "rating"


def worded(checked: Checked, layout: Layout) -> tuple[tuple[float, tuple[str, ...]], ...]:
    """List every number that answers or ratings given in words were read as, the highest first, each with its words.

    A word that differs in case or blanks only is listed once, as it stands first.
    """
    words: dict[float, dict[str, str]] = {}
    for text, value in _pairs(checked, layout):
        shown = " ".join(text.split())
        words.setdefault(value, {}).setdefault(shown.casefold(), shown)
    return tuple((value, tuple(words[value].values())) for value in sorted(words, reverse=True))


def _pairs(checked: Checked, layout: Layout) -> Iterator[tuple[str, float]]:
    """Yield each text that is no number with the number it was read as, the texts of a column once."""
    for table in checked.tables.values():
        if isinstance(table, Answers):
            for item in table.values:
                values, raws = table.values[item].to_numpy(float), table.raws[item].to_numpy(object)
                is_text = np.array([isinstance(raw, str) for raw in raws], bool) & ~np.isnan(values)
                for text, value in dict.fromkeys(zip(raws[is_text].tolist(), values[is_text].tolist())):
                    if number_of(text)[0] is None:
                        yield text, value
    ratings = {column.code for table in layout.tables for column in table.columns if column.type == _RATING}
    if not ratings:
        return
    rows = {
        (code, row["sheet"], row["row"]): row
        for code, table in checked.tables.items()
        if not isinstance(table, Answers)
        for row in table
    }
    for place in checked.places:
        if place.field in ratings and number_of(place.raw)[0] is None:
            value = rows[place.table, place.sheet, place.row].get(place.field)
            if value is not None:
                yield place.raw, float(value)
