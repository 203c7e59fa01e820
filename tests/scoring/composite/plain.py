"""The composite once more, one number at a time in plain loops, to compare the vectorised one with."""

import math
import statistics

SAME = 9
"""Digits at which two values are told apart."""


def plain_composite(definition, rows):
    """Compute `{(unit, year): (index, rank, groups)}` from rows `{"unit", "year", code: number or None}`."""
    scaled = {key: dict.fromkeys(definition.codes) for key in ((row["unit"], row["year"]) for row in rows)}
    for indicator in definition.indicators:
        for own in _sets(definition, rows):
            cells = {(row["unit"], row["year"]): row[indicator.code] for row in own}
            if definition.impute == "mean":
                known = [value for value in cells.values() if value is not None]
                alive = {(row["unit"], row["year"]) for row in own if any(row[c] is not None for c in definition.codes)}
                for key, value in cells.items():
                    if value is None and known and key in alive:
                        cells[key] = sum(known) / len(known)
            for key, value in cells.items():
                scaled[key][indicator.code] = _scaled(
                    value, [v for v in cells.values() if v is not None], indicator, definition
                )
    answer = {}
    for key, values in scaled.items():
        groups = {}
        for group in definition.groups:
            own = [(values[one.code], one.weight) for one in definition.indicators if one.group == group.code]
            groups[group.code] = _mean(own, definition.group_mean, definition.below)
        index = _mean(
            [(groups[group.code], group.weight) for group in definition.groups], definition.index_mean, definition.below
        )
        answer[key] = [index, None, groups]
    for key, (index, _, _) in answer.items():
        if index is not None:
            others = [one for (_, year), (one, _, _) in answer.items() if year == key[1] and one is not None]
            answer[key][1] = 1 + sum(round(one, SAME) > round(index, SAME) for one in others)
    return {key: tuple(own) for key, own in answer.items()}


def plain_outranking(definition, answer, year):
    """Compute `{unit: (copeland, borda)}` of one year from what `plain_composite` answered."""
    units = {unit: groups for (unit, of), (index, _, groups) in answer.items() if of == year and index is not None}
    scores = {}
    for unit, own in units.items():
        copeland = borda = 0.0
        for other, theirs in units.items():
            if other == unit:
                continue
            ahead = shared = 0.0
            for group in definition.groups:
                mine, its = own[group.code], theirs[group.code]
                if mine is None or its is None:
                    continue
                shared += group.weight
                gap = round(mine, SAME) - round(its, SAME)
                ahead += group.weight * (1.0 if gap > 0 else 0.5 if gap == 0 else 0.0)
            share = ahead / shared if shared else 0.5
            borda += share
            copeland += (round(share - 0.5, SAME) > 0) - (round(share - 0.5, SAME) < 0)
        scores[unit] = (copeland, borda)
    return scores


def _sets(definition, rows):
    if definition.over == "pooled":
        return [rows]
    return [[row for row in rows if row["year"] == year] for year in {row["year"] for row in rows}]


def _scaled(value, known, indicator, definition):
    if value is None:
        return None
    sign, (low, high), method = indicator.direction, definition.to, definition.method
    value, known = sign * value, [sign * one for one in known]
    if method == "none":
        return value
    if method == "goalposts":
        worst, best = sorted(sign * post for post in indicator.goalposts)
        return low + (min(max(value, worst), best) - worst) / (best - worst) * (high - low)
    if min(known) == max(known):
        return None
    if method == "minmax":
        return low + (value - min(known)) / (max(known) - min(known)) * (high - low)
    if method == "zscore":
        return (value - statistics.fmean(known)) / statistics.stdev(known) * high + low
    worse = sum(one < value for one in known)
    return worse + 1 if method == "rank" else low + worse / (len(known) - 1) * (high - low)


def _mean(children, kind, below):
    there = [(value, weight) for value, weight in children if value is not None]
    total = sum(weight for _, weight in there)
    if len(there) / len(children) < below or total == 0:
        return None
    if kind == "arithmetic":
        return sum(weight * value for value, weight in there) / total
    weighed = [(value, weight) for value, weight in there if weight > 0]
    if any(value == 0 for value, _ in weighed):
        return 0.0
    if kind == "geometric":
        return math.prod(value ** (weight / total) for value, weight in weighed)
    return total / sum(weight / value for value, weight in weighed)
