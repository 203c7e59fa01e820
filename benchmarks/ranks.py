"""Draw the ranks of a province and of a whole national table, beside plain loops: `python -m benchmarks.ranks`."""

import statistics

import numpy as np
import pandas as pd

from benchmarks.plain_rank import rank_plainly
from benchmarks.spelling import WORDS, spelled, timed
from smartcity.method import Method, load_methods
from smartcity.outlook.robustness.acceptability import robustness
from smartcity.outlook.robustness.doubts import Weights
from smartcity.outlook.robustness.field import Field, field_of
from smartcity.outlook.robustness.printed import Rounding

DRAWS = 10_000
REGIONS = (13, 130)
DECIMALS, POINTS = 2, 2.0
YEAR, TRACK = 2023, "regular"


def drawing(runs: int) -> list[tuple[str, str, str]]:
    """Time the ranks of both tables under rounding and weights drawn together; the plain loop runs once for each."""
    method = load_methods().get(YEAR, TRACK)
    doubts = (Rounding("components", DECIMALS), Weights(POINTS))
    concentration = doubts[1].concentration(np.array(list(method.weights.values())))
    rows = []
    for count in REGIONS:
        parts = _parts(method, count)
        field = _field(method, parts)
        ours = timed(lambda field=field: robustness(field, doubts, np.random.default_rng(1), DRAWS), runs)
        weights = dict.fromkeys(parts, method.weights)
        counts: dict[str, dict[int, int]] = {}

        def plainly(parts=parts, weights=weights, counts=counts) -> None:
            first = {next(iter(parts)): concentration}
            counts.update(rank_plainly(parts, weights, 0.5 * 10.0**-DECIMALS, first, DRAWS, 1))

        theirs = timed(plainly, 1, warm=False)
        ratio = statistics.median(theirs) / statistics.median(ours)
        shares = robustness(field, doubts, np.random.default_rng(1), DRAWS).acceptability
        apart = max(
            abs(share - counts[region].get(rank, 0) / DRAWS) for (region, rank), share in shares.stack().items()
        )
        named = f"loop polos: {spelled(theirs)}, {WORDS.number(ratio, 1)}× lebih lama; "
        named += f"beda peluang terbesar {WORDS.number(apart, 3)}"
        rows.append((f"Ketahanan peringkat {count} daerah, {WORDS.number(DRAWS)} ulangan acak", spelled(ours), named))
    return rows


def _parts(method: Method, count: int) -> dict[str, dict[str, float]]:
    """Make up printed components, close enough to each other that ranks are in doubt."""
    printed = np.random.default_rng(1).uniform(2.0, 4.0, (count, len(method.weights))).round(DECIMALS)
    return {f"CONTOH {number}": dict(zip(method.weights, map(float, line))) for number, line in enumerate(printed)}


def _field(method: Method, parts: dict[str, dict[str, float]]) -> Field:
    rows = [(region, code, value) for region, own in parts.items() for code, value in own.items()]
    indices = {
        region: round(sum(method.weights[code] * own[code] for code in own), DECIMALS) for region, own in parts.items()
    }
    figures = pd.DataFrame(
        {"region": list(indices), "track": method.track, "value": list(indices.values()), "basis": "official"}
    )
    past = pd.DataFrame({"region": [], "year": [], "value": []})
    components = pd.DataFrame(rows, columns=["region", "component", "value"])
    return field_of(next(iter(parts)), YEAR, figures, components, {method.track: method}, past)


if __name__ == "__main__":
    for row in drawing(7):
        print(*row, sep=" | ")
