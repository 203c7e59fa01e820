"""The answers of one survey, one a row with cell and text as found: all items at once."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from smartcity.checks.answers import Answers
from smartcity.method import Item

_TEXT = "string"


def answers_of(
    given: Answers, respondents: Sequence[str], items: Mapping[str, Item], snapshot: str, year: int, track: str
) -> pd.DataFrame:
    """Make one row of each answer, item after item, each in the order of the respondents.

    Each text is made once and then taken as often as it is needed: a long survey has millions of answers.

    Args:
        given: The accepted answers of one file.

        respondents: What its respondents are called, in their order.

        items: The statements by code.

        snapshot: The file.

        year: Its year.

        track: Its track.
    """
    codes = list(given.values.columns)
    values = given.values.to_numpy(float).T
    item, person = np.nonzero(~np.isnan(values))
    sheet, sheets = pd.factorize(given.respondents["sheet"].to_numpy())
    letters = _texts([given.letters.get((name, code)) for name in sheets for code in codes])
    rows = _texts(given.respondents["row"].astype(str))
    raws = given.raws.reindex(columns=codes).to_numpy(object).T[item, person]
    return pd.DataFrame(
        {
            "respondent": _texts(respondents).take(person),
            "snapshot": _texts([snapshot]).take(np.zeros_like(item)),
            "year": year,
            "track": _texts([track]).take(np.zeros_like(item)),
            "dimension": _texts([items[code].dimension for code in codes]).take(item),
            "sub_dimension": _texts([items[code].sub_dimension for code in codes]).take(item),
            "item": _texts(codes).take(item),
            "value": values[item, person],
            "sheet": _texts(sheets).take(sheet[person]),
            "cell": letters.take(sheet[person] * len(codes) + item) + rows.take(person),
            "raw": _texts(list(map(str, raws))),
        }
    )


def _texts(values: object) -> pd.api.extensions.ExtensionArray:
    return pd.array(values, dtype=_TEXT)
