"""The vocabulary of columns: what a code is called and how its values are spelled, unless an exhibit says otherwise."""

from collections.abc import Iterable, Sequence

import pandas as pd

from smartcity.exhibits.kit.exhibit import DATE, INTEGER, RANK, SCORE, SHARE, SIGNED, SOURCE, TEXT, Column, Table
from smartcity.wording import Words

Named = str | tuple | Column
"""How an exhibit names a column; see `label`."""

LABELS = {
    "value": "shared.column.index",
    "bases": "shared.column.basis",
    "basis_word": "shared.column.basis",
    "region_word": "shared.column.region",
    "track_word": "shared.column.track",
}
"""Codes whose label is not the word of the same name in `shared.column`."""

SPELLINGS: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("rank", "year"), (RANK, 2)),
    **dict.fromkeys(("count", "n", "quota", "items", "rows", "cumulative"), (INTEGER, 2)),
    **dict.fromkeys(("value", "mean", "low", "high", "weight", "index", "published"), (SCORE, 2)),
    **dict.fromkeys(("previous", "reference"), (SCORE, 2)),
    **dict.fromkeys(("users", "needed", "remaining", "owed", "n_before", "n_now"), (INTEGER, 2)),
    **dict.fromkeys(("complete", "straight_lined", "repeated", "service_blank", "unanswered"), (INTEGER, 2)),
    **dict.fromkeys(("stated_innovations", "stated_innovators", "printed"), (INTEGER, 2)),
    **dict.fromkeys(("before", "after", "now", "answered", "impact", "alpha", "ikm"), (SCORE, 2)),
    **dict.fromkeys(("recomputed", "loss"), (SCORE, 3)),
    "likeness": (SCORE, 0),
    **dict.fromkeys(("worth", "gain"), (SCORE, 4)),
    **dict.fromkeys(("change", "gap", "difference"), (SIGNED, 2)),
    **dict.fromkeys(("day", "date"), (DATE, 2)),
    "source": (SOURCE, 2),
    **dict.fromkeys(("above", "below", "level", "keeps"), (SHARE, 1)),
    "probability": (SHARE, 1),
    **dict.fromkeys(("share", "low_share"), (SHARE, 0)),
    **dict.fromkeys((f"simulation.{code}" for code in ("mark", "before", "after", "ceiling")), (SCORE, 2)),
    "simulation.place": (RANK, 2),
    "simulation.effort": (SCORE, 1),
    **dict.fromkeys(("simulation.cumulative", "simulation.cost"), (SCORE, 3)),
    **dict.fromkeys(("simulation.marks", "simulation.marked", "simulation.alone"), (INTEGER, 2)),
    # Where a page means another thing by the code.
    "standings.count": (RANK, 2),
    "robustness.low": (RANK, 2),
    "robustness.high": (RANK, 2),
    **dict.fromkeys(("calendar.first", "calendar.last"), (DATE, 2)),
    **dict.fromkeys((f"regions.{code}" for code in ("ready", "lined", "marked")), (SHARE, 0)),
    **dict.fromkeys(
        (f"regions.{code}" for code in ("evidence", "respondents", "innovations", "decisions")), (SHARE, 0)
    ),
    "regions.days": (SHARE, 0),
    "readiness.weight": (SHARE, 0),
    "readiness.holds_back": (SHARE, 0),
    "readiness.done": (INTEGER, 2),
    **dict.fromkeys(("evidence.whole", "evidence.there", "evidence.owed"), (SHARE, 1)),
    **dict.fromkeys(("evidence.complete", "evidence.open", "evidence.late", "evidence.pieces"), (INTEGER, 2)),
    **dict.fromkeys(("evidence.left", "evidence.place"), (INTEGER, 2)),
    "evidence.size": (INTEGER, 2),
    **dict.fromkeys(("kit.users", "kit.target", "kit.invite"), (INTEGER, 2)),
    "evidence.due": (DATE, 2),
    "evidence.mark": (SCORE, 2),
    **dict.fromkeys(("innovations.risks_n", "innovations.risk_most", "innovations.survey_n"), (INTEGER, 2)),
    "innovations.survey_mean": (SCORE, 2),
    "innovations.state_of": (RANK, 2),
    **dict.fromkeys(("meeting.number", "meeting.points", "meeting.decided_n", "meeting.open"), (INTEGER, 2)),
    "meeting.due": (DATE, 2),
    "simulation.due": (DATE, 2),
    "survey.change": (SIGNED, 2),
    "dimensions.change": (TEXT, 2),
    "respondents.difference": (SIGNED, 0),
    "respondents.unanswered_share": (SHARE, 1),
    **dict.fromkeys((f"respondents.{code}" for code in ("new", "target", "expected", "behind", "a_day")), (INTEGER, 2)),
    "respondents.full": (DATE, 2),
    **dict.fromkeys(("respondents.lined_share", "respondents.equal_share"), (SHARE, 0)),
    "respondents.equal": (INTEGER, 2),
    "respondents.minutes": (SCORE, 1),
}
"""Kind and decimals of the values of a code, or of a code on one page; text where nothing is said."""

_FIGURES = frozenset({SCORE, SIGNED, SHARE})
_PERCENT = 2
"""Decimals that a share has before it is spelled as a percentage."""


def label(words: Words, *named: Named, **values: object) -> tuple[Column, ...]:
    """Label the columns that are *named*, in this order; *values* are spelled into the labels.

    A column is named by its code with the label it has on every page (`"rank"`), by its code on a page
    (`"survey.mean"`: code `mean`, label `survey.column.mean`) or by the whole key of its label
    (`"overview.components.column_worth"`: code `worth`). A tuple says what differs, of (code, label, kind, decimals):
    `("value", "origin.found", TEXT)`. A label that is somebody's name comes in a `Column` of its own.
    """
    return tuple(one if isinstance(one, Column) else _labelled(words, one, values) for one in named)


def of_page(page: str, columns: str) -> tuple[Named, ...]:
    """Name columns as `label` takes them, by their codes on one page: `"dimension n=count respondents.low"`.

    `code=word` names a column whose label has another word than its code, a dot a label that is not the page's own.
    """
    named = []
    for code, _, word in (column.rpartition("=") for column in columns.split()):
        called = word if "." in word else f"{page}.{word}"
        named.append((code, called) if code else called)
    return tuple(named)


def _labelled(words: Words, named: str | tuple, values: dict[str, object]) -> Column:
    code, called, *spelling = (named, named) if isinstance(named, str) else named
    code = code.rpartition(".")[2].removeprefix("column_")
    kind, decimals = SPELLINGS.get(called) or SPELLINGS.get(code, (TEXT, 2))
    if spelling:
        kind, decimals = spelling[0], spelling[1] if len(spelling) > 1 else 2
    return Column(code, words(_key(code, called), **values), kind, decimals)


def _key(code: str, called: str) -> str:
    """Find a label's key: whole as it stands, "page.word" among that page's columns, a bare code among the shared."""
    if called.count(".") > 1:
        return called
    page, dot, word = called.partition(".")
    return f"{page}.column.{word}" if dot else LABELS.get(code, f"shared.column.{code}")


def table(rows: pd.DataFrame | Iterable[Sequence], labelled: tuple[Column, ...]) -> Table:
    """Lay *rows* out under labelled columns: a frame as it is, tuples in the order of the columns.

    Numbers that came in tuples are numbers in the table, too: a missing one makes no counts of others fractions.
    """
    if not isinstance(rows, pd.DataFrame):
        rows = pd.DataFrame(list(rows), columns=[column.code for column in labelled])
        kinds = {column.code: column.kind for column in labelled}
        counts = [code for code, kind in kinds.items() if kind == INTEGER]
        figures = [code for code, kind in kinds.items() if kind in _FIGURES and rows[code].dtype == object]
        # Column by column: a frame that is told its types at once is taken apart and put together again.
        for code, kind in (dict.fromkeys(counts, "Int64") | dict.fromkeys(figures, float)).items():
            rows[code] = rows[code].astype(kind)
    return Table(rows, labelled)


def as_spelled(laid: Table) -> Table:
    """Round the figures of a table to the decimals that they are spelled with."""
    return Table(
        pd.DataFrame({column.code: _spelled(laid.frame[column.code], column) for column in laid.columns}), laid.columns
    )


def _spelled(values: pd.Series, column: Column) -> pd.Series:
    if column.kind not in _FIGURES or not pd.api.types.is_float_dtype(values.dtype):
        return values
    return values.round(column.decimals + (_PERCENT if column.kind == SHARE else 0))
