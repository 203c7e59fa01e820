"""The simulated impact of a survey in full: by dimension, part and statement, and by each way from a mean to a mark."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from smartcity import charts
from smartcity.answers import surveys
from smartcity.answers.scores import OFFICIAL, SIMULASI
from smartcity.answers.surveys import Mapped, Others
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, SIGNED, Column, Exhibit, Origin, Table
from smartcity.exhibits.kit.impact import simulated_impact, way_word, ways_note
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.shared import kept
from smartcity.exhibits.kit.survey import Survey, few_note, in_a_sentence, load_survey, of_survey
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import Described, Spread
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

PARTS, ITEMS = "parts", "items"
"""What is folded beneath the dimensions: their sub-dimensions, and their statements."""


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
    survey = load_survey(warehouse, selection, words)
    if whole.empty is not None or survey is None or not survey.shown:
        return whole
    details = (_detail("simulasi-subdimensi", PARTS, survey), _detail("simulasi-pernyataan", ITEMS, survey))
    return replace(whole, details=tuple(filter(None, details)))


def _described(survey: Survey, kind: str) -> list[tuple[str, Described]]:
    """List the sub-dimensions or statements of the dimensions looked at, each with the name of its dimension."""
    return [
        (dimension.name, own)
        for dimension, one in survey.own
        for own in (one.items if kind == ITEMS else (part.whole for part in one.parts))
    ]


def _nodes(survey: Survey, kind: str) -> list[Node]:
    """Mark the sub-dimensions or statements that may be shown."""
    names, prefix = (survey.statements, "") if kind == ITEMS else (survey.part_names, f"{survey.component}.")
    marks = survey.marks
    return [
        Node(own.code, names[own.code], dimension, own.count, own.mean, marks.get(f"{prefix}{own.code}"), own.spread)
        for dimension, own in _described(survey, kind)
        if own.code in survey.shown
    ]


def _detail(key: str, kind: str, survey: Survey) -> Exhibit | None:
    """Make a folded exhibit of sub-dimensions or statements, the lowest mark first; None without any."""
    words, nodes = survey.words, _nodes(survey, kind)
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
            "is_sample": survey.is_sample,
        }
    ).astype(dict.fromkeys(("answered", "mean", "low", "high"), float))
    columns = (
        Column("dimension", words("survey.column.dimension")),
        *([Column("code", words("survey.column.code"))] if kind == ITEMS else []),
        Column("label", words("survey.column.sub_dimension" if kind == PARTS else "survey.column.statement")),
        Column("n", words("survey.column.count"), INTEGER),
        Column("answered", words("survey.column.mean"), SCORE),
        Column("mean", words("respondents.column.simulated"), SCORE),
        Column("low", words("respondents.column.low"), SCORE),
        Column("high", words("respondents.column.high"), SCORE),
        Column("way", words("survey.column.way")),
    )
    method = survey.method
    few = {dimension.name for dimension, one in survey.own if one.whole.code not in survey.shown}
    hidden = sum(dimension not in few for dimension, _ in _described(survey, kind)) - len(nodes)
    return survey.exhibit(
        key,
        nodes_message(kind, nodes, words),
        survey.answered,
        more=survey.mapped_by,
        figure=charts.spread_rows(rows, (method.scale_min, method.scale_max), words, is_simulated=True),
        table=Table(rows[[column.code for column in columns]], columns),
        alt=words(f"survey.impact.{kind}_alt", year=survey.year, n=len(nodes)),
        notes=(
            words("survey.impact.spread", level=load_sampling().level),
            ways_note([(node.label, node.spread) for node in nodes], words),
            hidden_note(hidden, words),
        ),
        bases=(SIMULASI,),
        origins=_origins(nodes, kind, survey),
    )


def hidden_note(hidden: int, words: Words) -> str:
    """Count what is not shown for the few who answered it; "" when nothing is hidden."""
    return words("survey.impact.hidden", n=hidden, smallest=load_site().smallest_group) if hidden else ""


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


def _origins(nodes: Sequence[Node], kind: str, survey: Survey) -> tuple[Origin, ...]:
    """Lead to the stored scores, which are made by the method's own mapping."""
    if not survey.is_mapped_as_stored:
        return ()
    prefix, home = f"{survey.component}." if kind == PARTS else "", load_site().home
    return tuple(
        Origin(survey.year, home, f"{prefix}{node.code}", SIMULASI, node.label)
        for node in nodes
        if node.mark is not None
    )


@of_survey("pemetaan")
def mappings(survey: Survey) -> Exhibit:
    """Compare the mappings from a mean to a mark by the impact and the index that they give.

    Nothing is given while a dimension has too few respondents to be shown, since its marks could be computed from the
    impact and those of the others.
    """
    words, every = survey.words, survey.described
    others = surveys.others(survey.warehouse, survey)
    few = surveys.few(every)
    found = sorted(surveys.mapped(every, survey, others), key=lambda one: one.mapping != survey.mapping)
    base = found[0].index
    rows = [
        (
            survey.mapping_name(one.mapping),
            one.impact,
            one.index,
            None if one.index is None or base is None or one is found[0] else one.index - base,
            words(f"method.mapping_meaning.{one.mapping}"),
        )
        for one in found
    ]
    columns = (
        Column("label", words("survey.column.mapping")),
        Column("impact", words("survey.column.impact"), SCORE),
        Column("index", words("survey.column.index"), SCORE),
        Column("difference", words("survey.column.difference"), SIGNED),
        Column("meaning", words("survey.column.meaning")),
    )
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    unanswered = sum(item.mean is None for one in every for item in one.items)
    has_index = any(one.index is not None for one in found)
    return survey.exhibit(
        "pemetaan",
        mappings_message(found, len(few), unanswered, words),
        sum(one.whole.count for one in every),
        table=Table(frame.astype(dict.fromkeys(("impact", "index", "difference"), float)), columns),
        alt=words("survey.mappings.alt", year=survey.year),
        notes=_mapping_notes(survey, others if has_index else None, few),
        bases=(SIMULASI, OFFICIAL) if has_index else (SIMULASI,),
    )


def mappings_message(found: Sequence[Mapped], few: int, unanswered: int, words: Words) -> str:
    """Say how far the choice of the mapping moves the impact, and with it the index, as they print.

    Args:
        found: What each mapping gives.

        few: How many dimensions have too few respondents.

        unanswered: How many statements nobody answered.

        words: The wording.
    """
    known = sorted((one for one in found if one.impact is not None), key=lambda one: one.impact)
    if not known:
        return words("survey.mappings.few", n=few) if few else words("survey.mappings.unanswered", n=unanswered)
    low, high = known[0], known[-1]
    values = {"low": low.impact, "high": high.impact, "difference": high.impact - low.impact}
    if len(known) == 1:
        return words("survey.mappings.single", value=low.impact)
    key = "same" if words.number(low.impact, 2) == words.number(high.impact, 2) else "message"
    said = words(f"survey.mappings.{key}", **values)
    indices = [one.index for one in known if one.index is not None]
    if len(indices) < len(known):
        return said + words("survey.mappings.no_index")
    least, most = min(indices), max(indices)
    if words.number(least, 2) == words.number(most, 2):
        return said + words("survey.mappings.index_same", value=least)
    return said + words("survey.mappings.index", low=least, high=most)


def _mapping_notes(survey: Survey, others: Others | None, few: Sequence[str]) -> tuple[str, ...]:
    """Say how certain the mapping is, and whose figures the other components are."""
    words, certainty, components = survey.words, survey.method.survey.certainty, ""
    if others is not None:
        listed = words.join(
            f"{words(f'method.component.{code}')} {words.number(value, 2)}" for code, value in others.components.items()
        )
        key = "assumed" if others.is_assumed else "official"
        components = words(f"survey.mappings.{key}", year=others.year, survey_year=survey.year, components=listed)
    return (
        words(f"survey.certainty.{certainty}", mark=words(f"survey.mark.{certainty}")),
        components,
        few_note(map(dimension_name, few), words),
    )
