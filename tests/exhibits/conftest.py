"""What a whole exhibit is, checked the same way on every page."""

from collections.abc import Callable
from numbers import Real

import pandas as pd
import pytest

from smartcity.exhibits.kit.exhibit import TEXT, Column, Exhibit


@pytest.fixture
def lacks() -> Callable[[Exhibit], list[str]]:
    """A function that lists what an exhibit lacks to be cut out of the page and still be understood."""

    def listed(exhibit: Exhibit) -> list[str]:
        wanted = {"key": exhibit.key, "message": exhibit.message, "built_at": exhibit.stamp.built_at}
        if exhibit.empty is not None:
            wanted |= {"missing": exhibit.empty.missing, "why": exhibit.empty.why, "step": exhibit.empty.step}
            nothing = exhibit.figure is None and exhibit.table is None
            return [name for name, text in wanted.items() if not text] + ([] if nothing else ["nothing to show"])
        wanted |= {"source": exhibit.source, "alt": exhibit.alt, "caption": exhibit.caption}
        frame, columns = exhibit.table.frame, exhibit.table.columns
        missing = [f"column {column.code}" for column in columns if column.code not in frame or not column.label]
        missing += [
            f"number in text {column.code}" for column in columns if column.kind == TEXT and _counts(frame, column)
        ]
        gaps = [name for name, text in wanted.items() if "–." in text or " – " in text or "nan" in text.split()]
        return [name for name, text in wanted.items() if not text] + missing + gaps + ([] if len(frame) else ["rows"])

    return listed


def _counts(frame: pd.DataFrame, column: Column) -> bool:
    return column.code in frame and any(isinstance(one, Real) and not pd.isna(one) for one in frame[column.code])
