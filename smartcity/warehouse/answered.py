"""The answers of one survey, one a row with cell and text as found: all items at once."""

from collections.abc import Mapping, Sequence
from functools import cache

import duckdb
import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from smartcity.checks.answers import Answers
from smartcity.method import Item
from smartcity.warehouse.statements import ANSWER_STATISTICS, CLOSED, statement
from smartcity.warehouse.typed import arrow_of

_TEXT = "string"

COUNTED: Mapping[str, Sequence[str]] = {
    "answers": ("respondent", "year", "track", "region", "dimension", "sub_dimension", "item", "value"),
    "respondents": ("year", "track", "region", "dimension", "is_sample"),
}
"""The columns that figures are counted from, by table; the others say where an answer stands and who gave it."""


def answers_of(
    given: Answers, respondents: Sequence[str], items: Mapping[str, Item], regions: Sequence[str], **stamp: object
) -> pd.DataFrame:
    """Make one row of each answer, item after item, each in the order of the respondents.

    Texts are categories, each kept once: a long survey has millions of answers, and their texts would take gigabytes.

    Args:
        given: The accepted answers of one file.

        respondents: What its respondents are called, in their order.

        items: The statements by code.

        regions: Whose each of them is.

        **stamp: What holds for the whole file: `snapshot`, `year`, `track`.
    """
    codes = list(given.values.columns)
    values = given.values.to_numpy(float).T
    item, person = np.nonzero(~np.isnan(values))
    sheet, sheets = pd.factorize(given.respondents["sheet"].to_numpy())
    column = sheet[person] * len(codes) + item
    cells = _cells(given, [given.letters.get((name, code)) for name in sheets for code in codes], column, person)
    raw, raws = pd.factorize(given.raws.reindex(columns=codes).to_numpy(object).T[item, person])
    everywhere = np.zeros(len(item), dtype=np.int8)
    return pd.DataFrame(
        {
            "respondent": _repeated(person, respondents),
            "snapshot": _repeated(everywhere, [stamp["snapshot"]]),
            "year": stamp["year"],
            "track": _repeated(everywhere, [stamp["track"]]),
            "region": _repeated(person, regions),
            "dimension": _repeated(item, [items[code].dimension for code in codes]),
            "sub_dimension": _repeated(item, [items[code].sub_dimension for code in codes]),
            "item": _repeated(item, codes),
            "value": values[item, person],
            "sheet": _repeated(sheet[person], sheets),
            "cell": cells,
            "raw": _repeated(raw, list(map(str, raws))),
        }
    )


def joined(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Lay the answers of several files below one another; categories stay categories."""
    if len(parts) == 1:
        return parts[0]
    columns = {}
    for name, first in parts[0].items():
        own = [part[name] for part in parts]
        is_repeated = isinstance(first.dtype, pd.CategoricalDtype)
        columns[name] = union_categoricals(own) if is_repeated else pd.concat(own, ignore_index=True)
    return pd.DataFrame(columns)


def statistics_of(answers: pd.DataFrame, respondents: pd.DataFrame) -> pd.DataFrame:
    """Ask `answer_statistics` of answers and respondents that are in no warehouse yet."""
    with _counter().cursor() as alone:
        for table, frame in (("answers", answers), ("respondents", respondents)):
            alone.register(table, arrow_of(frame[[*COUNTED[table]]]))
        return alone.execute(statement(ANSWER_STATISTICS)).df()


@cache
def _counter() -> duckdb.DuckDBPyConnection:
    """Open what counts once in a process: it takes longer to open than to count a survey."""
    return duckdb.connect(config=CLOSED)


def _repeated(places: np.ndarray, texts: Sequence[str]) -> pd.Categorical:
    """Take the text at each place; a text that stands at several is one category."""
    own, distinct = pd.factorize(np.array(texts, dtype=object))
    return pd.Categorical.from_codes(own[places], pd.Index(distinct, dtype=_TEXT))


def _cells(
    given: Answers, letters: Sequence[str | Mapping[int, str] | None], column: np.ndarray, person: np.ndarray
) -> pd.api.extensions.ExtensionArray:
    """Name the cell of each answer by its column, of which *letters* tell the letters, and its person's row."""
    plain = _texts([own if isinstance(own, str) else None for own in letters])
    cells = plain.take(column) + _texts(given.respondents["row"].astype(str)).take(person)
    by_row = {place: own for place, own in enumerate(letters) if isinstance(own, Mapping)}
    rows = given.respondents["row"].tolist()
    for place in np.flatnonzero(np.isin(column, list(by_row))).tolist():
        row = rows[person[place]]
        cells[place] = f"{by_row[column[place]][row]}{row}"
    return cells


def _texts(values: object) -> pd.api.extensions.ExtensionArray:
    return pd.array(values, dtype=_TEXT)
