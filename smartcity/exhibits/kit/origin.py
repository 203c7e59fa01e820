"""Asal angka: open a score down to its contributions, and to the cells that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from smartcity.answers.scores import SIMULASI
from smartcity.exhibits.kit.columns import label, table
from smartcity.exhibits.kit.exhibit import SCORE, TEXT, Origin, Table
from smartcity.exhibits.kit.naming import short
from smartcity.method import INDEX, Method, load_dimensions
from smartcity.warehouse import Trace, Warehouse, trace
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

CONTRIBUTIONS = (
    ("label", "origin.part"),
    ("value", "origin.value", SCORE, 3),
    ("weight", "origin.weight", SCORE, 4),
    ("contribution", "origin.contribution", SCORE, 4),
)
PLACES = (("label", "origin.part"), "origin.file", "origin.sheet", "origin.cell", ("value", "origin.found", TEXT))


@dataclass(frozen=True)
class OriginView:
    """One step of the way down: the score, what makes it, the cells it rests on, and the nodes below to go on to.

    The cell of the score itself comes first. *files* names the snapshots that cells stand in, each with its first cell.
    """

    title: str
    sentence: str
    contributions: Table | None
    places: Table
    children: tuple[Origin, ...]
    sources: tuple[str, ...]
    is_sample: bool
    files: Mapping[str, str]


def node_label(node: str, method: Method | None, words: Words) -> str:
    """Name a node as people do: the index, a component, a dimension, a sub-dimension, or an item with its meaning."""
    if node == INDEX:
        return words("shared.column.index")
    if words.has(f"method.component.{node}"):
        return words(f"method.component.{node}")
    component, _, rest = node.partition(".")
    for dimension in load_dimensions():
        if rest == dimension.code:
            return f"{words(f'method.component.{component}')} · {dimension.name}"
        for sub in dimension.sub_dimensions:
            if rest == sub.code:
                return f"{words(f'method.component.{component}')} · {dimension.name} · {sub.names[words.language]}"
    if method is not None and node in {item.code for item in method.items}:
        return f"{node} · {method.item(node).meaning[words.language]}"
    return node


def origin(warehouse: Warehouse, chosen: Origin, words: Words) -> OriginView:
    """Open one score: its contributions (value x weight), the cells below it, its sources."""
    traced = trace(warehouse, chosen.year, chosen.region, chosen.node, chosen.basis)
    method = warehouse.methods.get(chosen.year, traced.track) if traced.track else None
    parts = traced.contributions.assign(
        label=[node_label(node, method, words) for node in traced.contributions["node"]]
    )
    cells = sorted(traced.places, key=lambda place: place.node != chosen.node)
    places = [
        (
            node_label(place.node, method, words),
            place.file,
            place.sheet,
            place.cell,
            words("origin.hidden") if place.value is None else words.held(place.value),
        )
        for place in cells
    ]
    return OriginView(
        title=words(
            "origin.title", label=node_label(chosen.node, method, words), region=short(chosen.region), year=chosen.year
        ),
        sentence=" ".join(filter(None, (_sentence(traced, words), _rules_said(method, traced, words)))),
        contributions=table(parts, label(words, *CONTRIBUTIONS)) if len(parts) else None,
        places=table(places, label(words, *PLACES)),
        children=tuple(
            Origin(chosen.year, chosen.region, row.node, chosen.basis, row.label)
            for row in parts.itertuples(index=False)
            if _has_children(warehouse, replace(chosen, node=row.node), traced.track)
        ),
        sources=tuple(map(words.cited, traced.sources)),
        is_sample=traced.is_sample,
        files={place.snapshot: f"{place.sheet}!{place.cell}" for place in reversed(cells)},
    )


def _has_children(warehouse: Warehouse, chosen: Origin, track: str | None) -> bool:
    node = {"year": chosen.year, "region": chosen.region, "node": chosen.node, "basis": chosen.basis, "track": track}
    return chosen.basis != "official" or len(warehouse.query("contributions_of_node", **node)) > 0


def _rules_said(method: Method | None, traced: Trace, words: Words) -> str:
    """Say whose rules a computed score has, where they are borrowed; what was published has none of them."""
    return rules_said([method], words) if traced.basis == SIMULASI else ""


def _sentence(traced: Trace, words: Words) -> str:
    if traced.score is None:
        return words("origin.none")
    values = {"value": traced.score, "basis": words(f"method.basis.{traced.basis}")}
    if len(traced.contributions):
        kind = "computed" if traced.published is None else "both"
        return words(f"origin.{kind}", **values, published=traced.published, n=len(traced.contributions))
    if len(traced.places) > 1:
        return words("origin.mean", **values, n=len(traced.places))
    return words("origin.printed", **values)
