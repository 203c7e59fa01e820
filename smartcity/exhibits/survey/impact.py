"""The simulated impact of a survey in full: per dimension, and on request per sub-dimension and statement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from smartcity import charts
from smartcity.answers import surveys
from smartcity.answers.scores import SIMULASI
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Exhibit, Origin, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.impact import (
    component_of,
    mapping_of,
    mapping_word,
    simulated_impact,
    way_word,
    ways_said,
)
from smartcity.exhibits.respondents.loaded import caption_of, source_of
from smartcity.exhibits.survey.asking import Asked, ask, in_a_sentence, part_names, statements_of
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import Described, Spread
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Node:
    """A sub-dimension or statement that may be shown: its mean, the mark it would have, and the spread of its answers.

    *mean*, *mark* and *spread* are None where nobody answered it.
    """

    code: str
    label: str
    dimension: str
    count: int
    mean: float | None
    mark: float | None
    spread: Spread | None


@kept
def impact(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the simulated impact per dimension; sub-dimensions and statements are folded beneath."""
    whole = simulated_impact(warehouse, selection, words)
    asked = ask(warehouse, selection)
    if whole.empty is not None or asked is None or not asked.shown:
        return whole
    mapping = mapping_of(asked.survey, selection)
    details = (
        _detail("simulasi-subdimensi", "parts", _parts(asked, mapping, words), asked, mapping, warehouse, words),
        _detail("simulasi-pernyataan", "items", _items(asked, mapping, words), asked, mapping, warehouse, words),
    )
    return replace(whole, details=tuple(filter(None, details)))


def _marks(asked: Asked, mapping: str) -> dict[str, float]:
    return dict(surveys.marks(surveys.item_means(asked.every), asked.loaded.method, mapping))


def _node(described: Described, label: str, dimension: str, mark: float | None) -> Node:
    return Node(described.code, label, dimension, described.count, described.mean, mark, described.spread)


def _parts(asked: Asked, mapping: str, words: Words) -> tuple[Node, ...]:
    names, marks = part_names(asked.survey.dimensions, words), _marks(asked, mapping)
    component = component_of(asked.survey)
    return tuple(
        _node(part.whole, names[part.whole.code], dimension.name, marks.get(f"{component}.{part.whole.code}"))
        for dimension, one in asked.own
        for part in one.parts
        if part.whole.code in asked.shown
    )


def _items(asked: Asked, mapping: str, words: Words) -> tuple[Node, ...]:
    names, marks = statements_of(asked.loaded.method, words), _marks(asked, mapping)
    return tuple(
        _node(item, names[item.code], dimension.name, marks.get(item.code))
        for dimension, one in asked.own
        for item in one.items
        if item.code in asked.shown
    )


def _detail(
    key: str, kind: str, nodes: tuple[Node, ...], asked: Asked, mapping: str, warehouse: Warehouse, words: Words
) -> Exhibit | None:
    """Make a folded exhibit of *nodes* (`parts` or `items`), the lowest mark first; None without any."""
    if not nodes:
        return None
    ordered = sorted(nodes, key=lambda node: (node.mark is None, node.mark or 0))
    rows = pd.DataFrame(
        {
            "dimension": [node.dimension for node in ordered],
            "code": [node.code for node in ordered],
            "label": [node.label for node in ordered],
            "n": [node.count for node in ordered],
            "answered": [node.mean for node in ordered],
            "mean": [node.mark for node in ordered],
            "low": [node.spread.low if node.spread else None for node in ordered],
            "high": [node.spread.high if node.spread else None for node in ordered],
            "way": [way_word(node.spread, words) for node in ordered],
            "remark": [words("charts.respondents_n", count=node.count) for node in ordered],
            "is_sample": asked.survey.is_sample,
        }
    ).astype(dict.fromkeys(("answered", "mean", "low", "high"), float))
    columns = (
        Column("dimension", words("survey.column.dimension")),
        *([Column("code", words("survey.column.code"))] if kind == "items" else []),
        Column("label", words("survey.column.sub_dimension" if kind == "parts" else "survey.column.statement")),
        Column("n", words("survey.column.count"), INTEGER),
        Column("answered", words("survey.column.mean"), SCORE),
        Column("mean", words("respondents.column.simulated"), SCORE),
        Column("low", words("respondents.column.low"), SCORE),
        Column("high", words("respondents.column.high"), SCORE),
        Column("way", words("survey.column.way")),
    )
    method, survey = asked.loaded.method, asked.survey
    hidden = sum(
        len(one.parts if kind == "parts" else one.items) for _, one in asked.own if one.whole.code in asked.shown
    ) - len(nodes)
    notes = (
        words("survey.impact.spread", level=load_sampling().level),
        ways_said([(node.label, node.spread) for node in nodes], words),
        words("survey.impact.hidden", n=hidden, smallest=load_site().smallest_group) if hidden else "",
    )
    return Exhibit(
        key=key,
        message=nodes_message(kind, nodes, words),
        figure=charts.spread_rows(rows, (method.scale_min, method.scale_max), words, is_simulated=True),
        table=Table(rows[[column.code for column in columns]], columns),
        caption=caption_of(
            survey,
            asked.count,
            words,
            words("respondents.impact.caption", mapping=mapping_word(survey, mapping, words)),
        ),
        alt=words(f"survey.impact.{kind}_alt", year=survey.year, n=len(nodes)),
        note=" ".join(filter(None, notes)),
        source=source_of(survey, words),
        stamp=stamp(warehouse),
        bases=(SIMULASI,),
        is_sample=survey.is_sample,
        origins=_origins(nodes, kind, asked, mapping, words),
    )


def nodes_message(kind: str, nodes: Sequence[Node], words: Words) -> str:
    """Say from what to what the simulated marks of sub-dimensions (`parts`) or statements (`items`) reach.

    The lowest is named, unless all of them print alike.
    """
    known = sorted((node for node in nodes if node.mark is not None), key=lambda node: node.mark)
    if not known:
        return words(f"survey.impact.{kind}_none")
    low, high = known[0].mark, known[-1].mark
    if words.number(low, 2) == words.number(high, 2):
        return words(f"survey.impact.{kind}_level", n=len(known), value=low)
    lowest = [node for node in known if words.number(node.mark, 2) == words.number(low, 2)]
    key = "message" if len(lowest) == 1 else "shared"
    label = in_a_sentence(lowest[0].label)
    return words(f"survey.impact.{kind}_{key}", low=low, high=high, label=label, n=len(lowest))


def _origins(nodes: Sequence[Node], kind: str, asked: Asked, mapping: str, words: Words) -> tuple[Origin, ...]:
    """Lead to the stored scores, which are made by the method's own mapping."""
    survey = asked.survey
    if mapping != survey.method.survey.default_mapping:
        return ()
    prefix = f"{component_of(survey)}." if kind == "parts" else ""
    return tuple(
        Origin(survey.year, load_site().home, f"{prefix}{node.code}", SIMULASI, node.label)
        for node in nodes
        if node.mark is not None
    )
