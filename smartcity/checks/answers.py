"""The rows that a survey's checks accept: respondents, what they answered, and where that stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Answers:
    """The accepted respondents of a survey and what they answered, row by row alike.

    *respondents*: `sheet, row, cell, dimension, person, is_straight_lined, seconds, flags` and the layout's own
    columns, one row per person and dimension; *seconds* is how long the whole form took, missing when unknown, and
    *flags* the quality codes of the row, joined by ";". *values*: one column per item, on the method's answer scale,
    missing where not answered. *raws*: the same cells as they stand in the file. *letters*: the column letter of each
    (sheet, item), or the letter by row where a statement stands in several columns.
    """

    respondents: pd.DataFrame
    values: pd.DataFrame
    raws: pd.DataFrame
    letters: Mapping[tuple[str, str], str | Mapping[int, str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.respondents)

    def __iter__(self) -> Iterator[dict[str, object]]:
        given = self.values.notna()
        for place, row in enumerate(self.respondents.to_dict("records")):
            own = self.values.iloc[place][given.iloc[place]]
            yield {**row, "answers": {item: _plain(value) for item, value in own.items()}}

    def __getitem__(self, place: int) -> dict[str, object]:
        return list(self)[place]


def _plain(value: float) -> float:
    return int(value) if value == int(value) else float(value)
