"""The named alternative to `smartcity.scoring.scores.score`: plain loops over dictionaries, same regions and method."""

from collections.abc import Mapping

from smartcity.method import Method


def score_plainly(components: Mapping[str, Mapping[str, float]], method: Method) -> dict[str, float]:
    """Return each region's index: the sum of weight x component, with a loop and nothing else."""
    indices = {}
    for region, values in components.items():
        total = 0.0
        for code, weight in method.weights.items():
            total += weight * values[code]
        indices[region] = total
    return indices


def score_items_plainly(marks: Mapping[str, Mapping[str, float]], method: Method) -> dict[str, float]:
    """Return each region's index from item marks: plain means of components, then the weighted sum."""
    indices = {}
    for region, values in marks.items():
        total = 0.0
        for component in method.components:
            total += component.weight * sum(values[item.code] for item in component.items) / len(component.items)
        indices[region] = total
    return indices
