"""Indeks Kepuasan Masyarakat (Permenpan-RB 14/2017): the index, its quality, and how sure that quality is.

The index is computed with fractions, so that its rounding half up, which decides the quality, is exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from smartcity.method.layout import normalise
from smartcity.method.sampling import load_sampling
from smartcity.method.skm import Band, Skm
from smartcity.survey.disclosure import SHOWN, is_few, shown_counts
from smartcity.survey.spread import Spread, resample, spread_of

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Element:
    """One element: how many rated it, their mean (exact; None without any), and its spread."""

    code: str
    count: int
    mean: Fraction | None
    spread: Spread | None


@dataclass(frozen=True)
class Satisfaction:
    """The index of *count* respondents; index and band are None where an element has no rating.

    *ikm* is rounded as the regulation says and decides the *band*; *unrounded* is the same before. *by_weight* holds
    the rounded index under each weight in use. *probability* is the share of resamples that reach the band or a better
    one, None with fewer than two respondents.
    """

    count: int
    ikm: Decimal | None
    unrounded: Fraction | None
    band: Band | None
    elements: tuple[Element, ...]
    by_weight: Mapping[str, Decimal | None]
    probability: float | None


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Round an exact value half up to *decimals* digits."""
    whole = (value * 10**decimals + Fraction(1, 2)).__floor__()
    return Decimal(whole).scaleb(-decimals)


def satisfaction(ratings: pd.DataFrame, rule: Skm, generator: np.random.Generator) -> Satisfaction:
    """Compute the index of *ratings*: the sum over the elements of mean x weight x conversion.

    A blank is no rating: each element's mean is over those who rated it. A row without any rating is nobody's.

    Args:
        ratings: Respondents x elements, whole numbers, missing where not rated; other columns do not matter.

        rule: The elements, weights and bands.

        generator: The source of chance.
    """
    values = ratings.reindex(columns=list(rule.codes)).astype(float).to_numpy()
    values = values[~np.isnan(values).all(axis=1)]
    means = [_exact_mean(values[:, place]) for place in range(len(rule.codes))]
    resamples = resample(values, generator, load_sampling().draws)
    elements = tuple(
        Element(code, int((~np.isnan(values[:, place])).sum()), mean, spread_of(resamples, [place]))
        for place, (code, mean) in enumerate(zip(rule.codes, means))
    )
    if any(mean is None for mean in means):
        return Satisfaction(len(values), None, None, None, elements, dict.fromkeys(rule.weights), None)
    total = sum(means, Fraction(0)) * rule.conversion
    ikm = rounded(total * rule.weight, rule.decimals)
    band = rule.band_of(ikm)
    return Satisfaction(
        count=len(values),
        ikm=ikm,
        unrounded=total * rule.weight,
        band=band,
        elements=elements,
        by_weight={name: rounded(total * weight, rule.decimals) for name, weight in rule.weights.items()},
        probability=_probability(resamples.drawn, band, rule) if len(values) > 1 else None,
    )


def told(result: Satisfaction, smallest: int) -> Satisfaction:
    """Keep back the mean of each element that few people rated, and with it the index, which is made of the means."""
    if not any(is_few(element.count, smallest) for element in result.elements):
        return result
    elements = tuple(
        replace(element, mean=None, spread=None) if is_few(element.count, smallest) else element
        for element in result.elements
    )
    by_weight = dict.fromkeys(result.by_weight)
    return Satisfaction(result.count, None, None, None, elements, by_weight, None)


def _exact_mean(column: np.ndarray) -> Fraction | None:
    given = column[~np.isnan(column)]
    return Fraction(int(given.sum()), len(given)) if len(given) else None


def _probability(drawn: np.ndarray, band: Band, rule: Skm) -> float | None:
    """Return the share of resampled indices that round to the band's lowest index or more.

    Rounding half up reaches it from half a unit of the last decimal below; indices differ by far more than *_SAME*.
    """
    if band is rule.bands[-1]:
        return 1.0
    indices = drawn.sum(axis=1) * float(rule.weight * rule.conversion)
    indices = indices[~np.isnan(indices)]
    bound = float(band.low) - float(Decimal(1).scaleb(-rule.decimals)) / 2
    return float((indices >= bound - _SAME).mean()) if len(indices) else None


@dataclass(frozen=True)
class OfService:
    """One service's index; *result* is None where too few people rated it, or it would tell of another that few did.

    *service* is None for those who named none.
    """

    service: str | None
    result: Satisfaction | None


def by_service(
    ratings: pd.DataFrame, services: Sequence[str | None], rule: Skm, generator: np.random.Generator, smallest: int
) -> tuple[OfService, ...]:
    """Compute the index of each service, by name; those who named none come last.

    Spellings that differ by case, punctuation or spaces are one service.

    Args:
        ratings: Respondents x elements.

        services: The service of each row; missing where it was not named.

        rule: The elements, weights and bands.

        generator: The source of chance, from which each service gets its own.

        smallest: The smallest number of people of whom something may be shown.
    """
    is_rated = ratings.reindex(columns=list(rule.codes)).notna().any(axis=1).to_numpy()
    named = pd.Series(list(services), dtype=object)[is_rated].reset_index(drop=True)
    own = ratings[is_rated].reset_index(drop=True)
    keys = named.map(normalise, na_action="ignore")
    labels = named.groupby(keys).max().sort_values()
    names: list[str | None] = list(labels)
    groups = [own[keys == key] for key in labels.index]
    if named.isna().any():
        names.append(None)
        groups.append(own[named.isna()])
    states = shown_counts({name or "": len(group) for name, group in zip(names, groups)}, smallest)
    return tuple(
        OfService(name, told(satisfaction(group, rule, chance), smallest) if state == SHOWN else None)
        for name, group, state, chance in zip(names, groups, states, generator.spawn(len(groups)))
    )
