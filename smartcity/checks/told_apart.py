"""What two states of a survey tell together: a mean before and after is, by subtraction, one of those who came between.

Whose means are shown are groups: in a dimension who answered a statement, and who name a service.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

import pandas as pd

from smartcity.checks.again import Again, Row
from smartcity.checks.answers import Answers
from smartcity.method.layout import normalise
from smartcity.survey import is_few

Group = tuple[str, str]
"""A dimension, with the code of a statement or the key of a service."""

_UNKEPT = 12
"""Bits of a print that a float does not keep."""


def few_apart(
    standing: Iterable[Answers],
    versions: tuple[Answers, Answers],
    met: Again,
    left_out: tuple[AbstractSet[Row], AbstractSet[Row]],
    smallest: int,
) -> tuple[str, ...]:
    """Name the dimensions in which a group's mean before and after tells of somebody, but of fewer than *smallest*.

    Args:
        standing: All surveys that count before, the earlier version among them.

        versions: The earlier version and the one that takes its place; nobody is in the former where the latter comes
            beside what stands.

        met: Which forms stand in both.

        left_out: The rows of each version that do not count.

        smallest: The smallest number of people that may be told of.
    """
    was, now = (_said(*of) for of in zip(versions, _apart(met, *left_out)))
    was, now = was.align(now)
    # What stands on one side alone is missing on the other, and a missing value equals nothing.
    counts = was.ne(now).groupby(level=["dimension", "group"]).sum()
    few = [group for group, count in counts.items() if is_few(int(count), smallest)]
    sizes = sum(map(_sizes, standing if few else ()), Counter())
    told = {dimension for dimension, group in few if sizes[dimension, group] >= smallest}
    return tuple(code for code in dict.fromkeys(versions[1].respondents["dimension"]) if code in told)


def _apart(met: Again, out: AbstractSet[Row], out_now: AbstractSet[Row]) -> tuple[dict[Row, int], dict[Row, int]]:
    """Number the forms that count in one version and not, or not as they are, in the other; by the row in each."""
    touched = met.changed | out_now | {met.found[row] for row in out if row in met.found}
    pairs = [pair for pair in met.found.items() if pair[1] in touched]
    apart = [*pairs, *((row, None) for row in met.missing), *((None, row) for row in met.new)]
    was = {before: number for number, (before, _) in enumerate(apart) if before is not None and before not in out}
    now = {after: number for number, (_, after) in enumerate(apart) if after is not None and after not in out_now}
    return was, now


def _sizes(answers: Answers) -> Counter[Group]:
    """Count the forms of each group."""
    own = answers.respondents
    by_item = answers.values.notna().groupby(own["dimension"].to_numpy()).sum().stack()
    by_service = _services(own).groupby(own["dimension"].to_numpy()).value_counts()
    return Counter({group: int(n) for counts in (by_item, by_service) for group, n in counts.items() if n})


def _said(answers: Answers, forms: Mapping[Row, int]) -> pd.Series:
    """List what each of *forms* says by its number, dimension and group; to a service all that it answers together."""
    own = answers.respondents
    near = own["row"].isin({number for _, number in forms}).to_numpy()
    own, values = own[near], answers.values[near]
    own = own.assign(form=[forms.get(row, -1) for row in zip(own["sheet"], own["row"].tolist())])
    is_in = (own["form"] >= 0).to_numpy()
    own, values = own[is_in], values[is_in]
    given = values.assign(form=own["form"].to_numpy(), dimension=own["dimension"].to_numpy())
    by_item = given.melt(["form", "dimension"], var_name="group").dropna()
    prints = pd.util.hash_pandas_object(values, index=False).to_numpy() >> _UNKEPT
    by_service = pd.DataFrame({
        "form": own["form"], "dimension": own["dimension"], "group": _services(own), "value": prints.astype(float)
    }).dropna()  # fmt: skip
    return pd.concat([by_item, by_service]).set_index(["form", "dimension", "group"])["value"]


def _services(respondents: pd.DataFrame) -> pd.Series:
    """Return the key of the service that each row names, missing where it names none."""
    if "service" not in respondents:
        return pd.Series(None, index=respondents.index, dtype=object)
    named = respondents["service"]
    return named.map({name: normalise(name) for name in named.dropna().unique()})
