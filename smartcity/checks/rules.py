"""Judge the rules of a year: weights that sum to one, components with items, items that are new, gone or misplaced."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from smartcity.method import Dimension, Method
from smartcity.method.adopted import ITEMS, WEIGHTS
from smartcity.method.reading import WEIGHT_SUM_TOLERANCE
from smartcity.method.regions import load_site
from smartcity.records.findings import Finding, Place

Rows = Sequence[Mapping[str, object]]


def check_rules(
    tables: Mapping[str, Rows], before: Method, dimensions: Sequence[Dimension], file: str
) -> Iterator[Finding]:
    """Find what keeps the rows from being rules, and how they differ from the rules *before* them.

    Args:
        tables: The accepted rows of both tables.

        before: The rules that hold for the year and track as yet, known or borrowed.

        dimensions: All dimensions; a component that surveys one of their parts surveys all of them alike.

        file: What its owner calls the file.
    """
    weights, items = tables[WEIGHTS], tables[ITEMS]
    if not weights or not items:
        return
    own = Counter(str(row["component"]) for row in items)
    yield from _weights(weights, own, file)
    codes = {str(row["component"]) for row in weights}
    for row in items:
        if row["component"] not in codes:
            yield Finding("rules.no_weight", _at(row, file), str(row["component"]), {"item": row["item"]})
    yield from _statements(items, before, dimensions, file)
    yield from _differences(items, before, file)
    if not before.is_provisional:
        values = {"year": before.year, "track": before.track}
        yield Finding("rules.known_before", Place(file), before.key, values)


def _at(row: Mapping[str, object], file: str) -> Place:
    return Place(file, str(row["sheet"]), f"A{row['row']}")


def _weights(weights: Rows, items: Counter, file: str) -> Iterator[Finding]:
    total = math.fsum(float(row["weight"]) for row in weights)
    if abs(total - 1) > WEIGHT_SUM_TOLERANCE:
        yield Finding("rules.weights_sum", Place(file, str(weights[0]["sheet"])), f"{total:.10g}", {"total": total})
    for row in weights:
        if not float(row["weight"]) > 0:
            yield Finding("rules.weight_zero", _at(row, file), str(row["component"]))
        if not items[str(row["component"])]:
            yield Finding("rules.no_items", _at(row, file), str(row["component"]))


def _statements(items: Rows, before: Method, dimensions: Sequence[Dimension], file: str) -> Iterator[Finding]:
    """Find the parts of dimensions that a surveyed component asks too much or too little about."""
    expected = before.survey.statements_per_sub_dimension
    counts = Counter((row["component"], row["sub_dimension"]) for row in items if row["sub_dimension"])
    places = {row["component"]: str(row["sheet"]) for row in items}
    for component in sorted({str(component) for component, _ in counts}):
        for part in (part for dimension in dimensions for part in dimension.sub_dimensions):
            count = counts[component, part.code]
            if count != expected:
                values = {"part": dict(part.names), "count": count, "expected": expected, "component": component}
                yield Finding("rules.statements", Place(file, places[component]), part.code, values)


def _differences(items: Rows, before: Method, file: str) -> Iterator[Finding]:
    """Name the items that the rules before do not have, with a likely spelling there, and those that are gone."""
    known, given = {item.code for item in before.items}, {str(row["item"]) for row in items}
    gone = sorted(known - given)
    for row in items:
        if row["item"] not in known:
            near = tuple(_near(str(row["item"]), gone))
            yield Finding(
                "rules.item_new", _at(row, file), str(row["item"]), {"near": near or None, "method": before.key}
            )
    if gone:
        values = {"listed": gone, "method": before.key, "n": len(gone)}
        yield Finding("rules.items_gone", Place(file, str(items[0]["sheet"])), ", ".join(gone), values)


def _near(code: str, others: Iterable[str]) -> Iterator[str]:
    found = process.extract(code, list(others), scorer=fuzz.ratio, limit=1, score_cutoff=load_site().near)
    return (name for name, *_ in found)
