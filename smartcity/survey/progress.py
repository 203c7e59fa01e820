"""How far the field work is: people met twice, split forms, days, the pace that is needed, and who owes how many."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from smartcity.method.sampling import looks_split

FORMS: Mapping[str, bool] = {"whole": False, "parts": True}
"""How a person says the form was asked, and whether it was then split."""


def repeated(people: pd.Series) -> pd.Series:
    """Mark the rows whose person stands in more than one row; rows without a known person are never marked.

    Args:
        people: The keyed hash of each row's person; missing or empty when unknown.
    """
    known = people.fillna("") != ""
    return known & people.duplicated(keep=False)


def split_dimensions(parts: pd.DataFrame, decided: Mapping[str, bool] | None = None) -> frozenset[str]:
    """Name the dimensions whose form was split, as `looks_split` sees it or a person said.

    Then the quota holds for each sub-dimension, while otherwise one respondent answers a whole dimension.

    Args:
        parts: `dimension, sub_dimension, most_parts`: in how many parts its busiest respondent has an answer.

        decided: What a person said of a dimension, which counts more than what the answers look like.
    """
    found = parts.groupby("dimension")["most_parts"].agg(["size", "max"])
    seen = [row.Index for row in found.itertuples() if looks_split(row.size, row.max)]
    split = dict.fromkeys(seen, True) | dict(decided or {})
    return frozenset(code for code, is_split in split.items() if is_split)


def said_split(form: str | None, dimensions: Iterable[str]) -> dict[str, bool]:
    """Return what one of `FORMS` says of every dimension; nothing where a person said nothing."""
    return {} if form is None else dict.fromkeys(dimensions, FORMS[form])


def running_total(days: pd.Series) -> pd.DataFrame:
    """Count rows per day: `day, count, cumulative`, the first day first; rows without a day are left out.

    Args:
        days: The day of each row as ISO text; missing when unknown.
    """
    counts = days.dropna().value_counts().sort_index()
    return pd.DataFrame(
        {"day": counts.index.to_numpy(), "count": counts.to_numpy(), "cumulative": counts.cumsum().to_numpy()}
    )


@dataclass(frozen=True, slots=True)
class Pace:
    """Days from the first to the last, both counted, and how many more the *slowest* dimension needs at its own pace.

    *remaining* is None where a dimension that is short has nobody yet, and so no pace; *slowest* is then that one, and
    "" where nobody is missing.
    """

    elapsed: int
    remaining: int | None
    slowest: str = ""


def days_needed(days: pd.DataFrame, short: Mapping[str, tuple[int, int]]) -> Pace:
    """Work out how long the field work has taken, quiet days included, and the whole days that it still takes.

    Each dimension goes on at its own pace, for those who are met elsewhere fill no quota of its; the slowest decides.

    Args:
        days: `day` (ISO text), `count`, the first day first; at least one row.

        short: By dimension how many people it has and how many it is short of.
    """
    first, last = (date.fromisoformat(str(days["day"].iloc[place])[:10]) for place in (0, -1))
    elapsed = (last - first).days + 1
    left = {name: gap * elapsed / count if count else math.inf for name, (count, gap) in short.items() if gap > 0}
    slowest = max(left, key=left.__getitem__, default="")
    most = left.get(slowest, 0)
    return Pace(elapsed, None if most == math.inf else math.ceil(most), slowest)


@dataclass(frozen=True, slots=True)
class NeededPace:
    """The days that are left, the first and the last of them counted, and the people a day that they need.

    *a_day* is None when people are missing and no day is left.
    """

    days: int
    a_day: float | None


def pace_needed(missing: int, today: date, until: date) -> NeededPace:
    """Work out how many people a day it takes to have *missing* more by the end of the day *until*."""
    days = max((until - today).days + 1, 0)
    if missing <= 0:
        return NeededPace(days, 0.0)
    return NeededPace(days, missing / days if days else None)


@dataclass(frozen=True, slots=True)
class Quota:
    """What a dimension, or a part of it where the form was split, has and should have, in respondents."""

    dimension: str
    sub_dimension: str | None
    count: int
    quota: int

    @property
    def owed(self) -> int:
        """How many are missing; none when there are enough."""
        return max(self.quota - self.count, 0)


def quotas(
    counts: Mapping[str, int],
    part_counts: Mapping[str, int],
    dimensions: Mapping[str, Sequence[str]],
    quota: int,
    split: frozenset[str],
) -> tuple[Quota, ...]:
    """List what must be filled: each dimension, or each of its sub-dimensions where the form was split.

    Args:
        counts: Respondents by dimension.

        part_counts: Respondents by sub-dimension.

        dimensions: The sub-dimensions of each dimension, in order.

        quota: Respondents that each dimension, or each part of a split one, should have.

        split: The dimensions whose form was split.
    """
    found = []
    for dimension, parts in dimensions.items():
        if dimension in split:
            found += [Quota(dimension, part, part_counts.get(part, 0), quota) for part in parts]
        else:
            found.append(Quota(dimension, None, counts.get(dimension, 0), quota))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Debt:
    """What one owner (SKPD) still owes: the *parts* that one of its services stands in and that are not yet full.

    *shared* are those parts' people who are also asked of other owners: one respondent of a whole form answers for
    three services, so that the owners of one dimension look for the same people.
    """

    owner: str
    services: tuple[str, ...]
    parts: tuple[Quota, ...]
    owed: int
    shared: int


def debts(services: pd.DataFrame, filled: Sequence[Quota]) -> tuple[Debt, ...]:
    """Say of each owner how many respondents its services still lack, those who owe most first.

    A missing respondent of a whole form is owed by every owner in the dimension, and counted once for each; one of a
    split form by the owners in that sub-dimension. So debts of owners do not add up where *shared* is not zero.

    Args:
        services: `dimension, sub_dimension, service, owner`, one row a service; the sub-dimension may be missing, and
            then a service counts for every part of its dimension. Rows without an owner are left out.

        filled: What `quotas` found.
    """
    known = services.dropna(subset=["owner"])
    owners = [_owners_in(quota, known) for quota in filled]
    found = []
    for owner in known["owner"].unique():
        short = [(quota, len(names) > 1) for quota, names in zip(filled, owners) if quota.owed and owner in names]
        found.append(
            Debt(
                owner=str(owner),
                services=tuple(sorted(set(known.loc[known["owner"] == owner, "service"]))),
                parts=tuple(quota for quota, _ in short),
                owed=sum(quota.owed for quota, _ in short),
                shared=sum(quota.owed for quota, is_shared in short if is_shared),
            )
        )
    return tuple(sorted(found, key=lambda debt: (-debt.owed, debt.owner)))


def _owners_in(part: Quota, services: pd.DataFrame) -> set[str]:
    """Name the owners of the services that stand in a part."""
    is_own = services["dimension"] == part.dimension
    if part.sub_dimension is not None:
        is_own &= services["sub_dimension"].isna() | (services["sub_dimension"] == part.sub_dimension)
    return set(services.loc[is_own, "owner"])
