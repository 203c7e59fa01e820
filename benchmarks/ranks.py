"""How long it takes to draw ranks, beside plain loops that draw the same doubts."""

import statistics
from collections.abc import Iterable

import numpy as np
import pandas as pd

from benchmarks.plain_rank import rank_plainly
from benchmarks.spelling import WORDS, spelled, timed
from smartcity.doubts import load_doubts
from smartcity.method import load_methods
from smartcity.regions import load_site
from smartcity.robustness import Field, Robustness, Rounding, Weights, field_of, robustness

YEAR = 2023
COUNTS = (13, 130)


def drawn_ranks(runs: int) -> Iterable[tuple[str, str, str]]:
    """Draw the ranks of a province and of a nation from printed components and doubted weights."""
    sizes = load_doubts()
    doubts = (Rounding("components", sizes.decimals), Weights(sizes.usual_points))
    for count in COUNTS:
        field = _field(count)

        def ours(field: Field = field) -> Robustness:
            return robustness(field, doubts, sizes.generator(), sizes.draws, sizes.level)

        def plain(field: Field = field) -> dict[str, dict[int, int]]:
            return _plainly(field, doubts, sizes.draws, sizes.seed)

        seconds, theirs = timed(ours, runs), timed(plain, 1)
        ratio = statistics.median(theirs) / statistics.median(seconds)
        counted = plain()
        shares = ours().acceptability.stack()
        furthest = max(abs(share - counted[at].get(rank, 0) / sizes.draws) for (at, rank), share in shares.items())
        named = f"loop polos: {spelled(theirs)}; rasio {WORDS.number(ratio, 1)}×; "
        named += f"beda peluang terbesar {WORDS.percent(furthest, 1)}"
        yield (f"Peluang peringkat {count} daerah, {WORDS.number(sizes.draws)} undian", spelled(seconds), named)


def _field(count: int) -> Field:
    """Plant regions of both tracks in turn, with two printed decimals a component."""
    home, methods = load_site().home, {method.track: method for method in load_methods().for_year(YEAR)}
    chance = np.random.default_rng(1)
    tracks = sorted(methods)
    rows, parts = [], []
    for number in range(count):
        track = tracks[number % len(tracks)]
        region = f"Daerah {number}" if number else home
        own = {code: round(chance.uniform(2, 4), 2) for code in methods[track].weights}
        index = sum(methods[track].weights[code] * value for code, value in own.items())
        rows.append((region, track, round(index, 2), "official"))
        parts += [(region, code, value) for code, value in own.items()]
    figures = pd.DataFrame(rows, columns=["region", "track", "value", "basis"])
    past = pd.DataFrame(columns=["region", "year", "value"])
    return field_of(home, YEAR, figures, pd.DataFrame(parts, columns=["region", "component", "value"]), methods, past)


def _plainly(field: Field, doubts: tuple[Rounding, Weights], draws: int, seed: int) -> dict[str, dict[int, int]]:
    rounding, weighing = doubts
    components, weights, totals = {}, {}, {}
    for place, region in enumerate(field.regions):
        method = field.methods[field.method_of[place]]
        weights[region] = method.weights
        components[region] = {code: field.components[place, field.codes.index(code)] for code in method.weights}
        if field.method_of[place] not in field.method_of[:place]:
            totals[region] = weighing.concentration(np.array([*method.weights.values()]))
    return rank_plainly(components, weights, 0.5 * 10.0**-rounding.decimals, totals, draws, seed)
