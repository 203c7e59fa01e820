"""The named alternative to `smartcity.outlook.robustness`: plain loops over draws, regions and components."""

import random
from collections.abc import Iterable, Mapping


def rank_plainly(
    components: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, Mapping[str, float]],
    half: float,
    concentrations: Mapping[str, float],
    draws: int,
    seed: int,
) -> dict[str, dict[int, int]]:
    """Count each region's ranks when components are uniform within *half* and weights are Dirichlet.

    Args:
        components: Region -> component -> printed score.

        weights: Region -> component -> official weight; regions of one track have equal weights.

        half: Half of the last printed unit.

        concentrations: For one region of each track, the sum of the Dirichlet parameters.

        draws: How often.

        seed: Where chance starts.
    """
    chance = random.Random(seed)

    def drawn() -> Iterable[dict[str, float]]:
        for _ in range(draws):
            tracks = []
            for region, total in concentrations.items():
                parts = {code: chance.gammavariate(weight * total, 1) for code, weight in weights[region].items()}
                whole = sum(parts.values())
                tracks.append((weights[region], {code: part / whole for code, part in parts.items()}))
            indices = {}
            for region, own in components.items():
                used = next(drawn for official, drawn in tracks if official == weights[region])
                index = 0.0
                for code, value in own.items():
                    index += used[code] * (value + chance.uniform(-half, half))
                indices[region] = index
            yield indices

    return count_plainly(drawn())


def count_plainly(draws: Iterable[Mapping[str, float]]) -> dict[str, dict[int, int]]:
    """Count each region's ranks over draws of region -> index; ties share the best rank."""
    counts: dict[str, dict[int, int]] = {}
    for indices in draws:
        rank, before = 0, None
        for place, region in enumerate(sorted(indices, key=indices.get, reverse=True), 1):
            if indices[region] != before:
                rank, before = place, indices[region]
            own = counts.setdefault(region, {})
            own[rank] = own.get(rank, 0) + 1
    return counts
