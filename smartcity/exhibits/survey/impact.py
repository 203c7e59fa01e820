"""The simulated impact of a survey in full: by dimension, part and statement, and by each way from a mean to a mark."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from smartcity import charts
from smartcity.answers import surveys
from smartcity.answers.scores import OFFICIAL, SIMULASI
from smartcity.answers.surveys import MappedScores, OtherComponents
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.impact import MARKS, Marked, are_alike, simulated_impact, stored_origins, ways_note
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import print_alike
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.survey import Survey, few_note, in_a_sentence, load_survey, of_survey, spread_rows
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import Described
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

PARTS, ITEMS = "parts", "items"
"""What is folded beneath the dimensions: their sub-dimensions, and their statements."""


@kept
def impact(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the simulated impact per dimension; sub-dimensions and statements are folded beneath."""
    whole = simulated_impact(warehouse, selection, words)
    survey = load_survey(warehouse, selection, words)
    if whole.empty is not None or survey is None or not survey.shown:
        return whole
    details = (_detail("simulasi-subdimensi", PARTS, survey), _detail("simulasi-pernyataan", ITEMS, survey))
    return replace(whole, details=tuple(map(survey.titled, filter(None, details))))


def _described(survey: Survey, kind: str) -> list[tuple[str, Described]]:
    """List the sub-dimensions or statements of the dimensions looked at, each with the name of its dimension."""
    return [
        (dimension.name, own)
        for dimension, one in survey.own
        for own in (one.items if kind == ITEMS else (part.whole for part in one.parts))
    ]


def _marked(survey: Survey, kind: str) -> list[Marked]:
    """Mark the sub-dimensions or statements that may be shown."""
    names, prefix = (survey.statements, "") if kind == ITEMS else (survey.part_names, f"{survey.component}.")
    marks, marked = survey.marks, []
    for dimension, own in _described(survey, kind):
        node = f"{prefix}{own.code}"
        if own.code in survey.shown:
            figures = (own.count, own.mean, marks.get(node), own.spread)
            marked.append(Marked(own.code, node, names[own.code], dimension, *figures))
    return marked


def _detail(key: str, kind: str, survey: Survey) -> Exhibit | None:
    """Make a folded exhibit of sub-dimensions or statements, the lowest mark first; None without any."""
    words, nodes = survey.words, _marked(survey, kind)
    if not nodes:
        return None
    ordered = sorted(nodes, key=lambda node: (node.mark is None, node.mark or 0))
    rows = spread_rows(
        [node.row for node in ordered],
        words,
        dimension=[node.dimension for node in ordered],
        answered=pd.Series([node.mean for node in ordered], dtype=float),
        is_sample=survey.is_sample,
    )
    if kind == ITEMS:
        rows = rows.assign(code=[node.code for node in ordered])
    method = survey.method
    labelled = "code label=statement" if kind == ITEMS else "label=sub_dimension"
    silent = {dimension.name for dimension in survey.silent}
    hidden = sum(dimension not in silent for dimension, _ in _described(survey, kind)) - len(nodes)
    return survey.subject(survey.answered, more=survey.mapped_by, bases=(SIMULASI,)).exhibit(
        key,
        nodes_message(kind, nodes, words),
        figure=charts.spread_rows(rows, (method.scale_min, method.scale_max), words, is_simulated=True),
        rows=rows,
        columns=of_page("survey", f"dimension {labelled} n=count answered=mean {MARKS}"),
        alt=words(f"survey.impact.{kind}_alt", year=survey.year, n=len(nodes)),
        note=(
            words("survey.impact.spread", level=load_sampling().level),
            ways_note(((one.label, one.spread) for one in nodes), words),
            hidden_note(hidden, words),
        ),
        origins=stored_origins(survey, nodes),
    )


def hidden_note(hidden: int, words: Words) -> str:
    """Count what is not shown for the few who answered it; "" when nothing is hidden."""
    return words("survey.impact.hidden", n=hidden, smallest=load_site().smallest_group) if hidden else ""


def nodes_message(kind: str, nodes: Sequence[Marked], words: Words) -> str:
    """Say from what to what the simulated marks of sub-dimensions (`parts`) or statements (`items`) reach.

    The lowest is named where it is surely the lowest; else those that cannot be told from it are counted.
    """
    known = sorted((node for node in nodes if node.mark is not None), key=lambda node: node.mark)
    if not known:
        return words(f"survey.impact.{kind}_none")
    low, high = known[0].mark, known[-1].mark
    if print_alike(words, low, high):
        return words(f"survey.impact.{kind}_level", n=len(known), value=low)
    lowest = [node for node in known if are_alike(node, known[0], words)]
    key = "message" if len(lowest) == 1 else "shared"
    label = in_a_sentence(lowest[0].label)
    return words(f"survey.impact.{kind}_{key}", low=low, high=high, label=label, n=len(lowest))


@of_survey("pemetaan")
def mappings(survey: Survey) -> Exhibit:
    """Compare the mappings from a mean to a mark by the impact and the index that they give.

    Nothing is given while a dimension has too few respondents to be shown, since its marks could be computed from the
    impact and those of the others.
    """
    words, every = survey.words, survey.described
    others = surveys.others(survey.warehouse, survey)
    few = surveys.few(every)
    mapped = sorted(surveys.mapped(every, survey, others), key=lambda one: one.mapping != survey.mapping)
    base = mapped[0].index
    rows = [
        (
            survey.mapping_name(one.mapping),
            one.impact,
            one.index,
            None if one.index is None or base is None or one is mapped[0] else one.index - base,
            words(f"method.mapping_meaning.{one.mapping}"),
        )
        for one in mapped
    ]
    unanswered = sum(item.mean is None for one in every for item in one.items)
    has_index = any(one.index is not None for one in mapped)
    count = sum(one.whole.count for one in every)
    return survey.subject(count, bases=(SIMULASI, OFFICIAL) if has_index else (SIMULASI,)).exhibit(
        "pemetaan",
        mappings_message(mapped, len(few), unanswered, words),
        "survey.mappings",
        rows=rows,
        columns=of_page("survey", "label=mapping impact index difference meaning"),
        note=_mapping_notes(survey, others if has_index else None, few),
        year=survey.year,
    )


def mappings_message(mapped: Sequence[MappedScores], few: int, unanswered: int, words: Words) -> str:
    """Say how far the choice of the mapping moves the impact, and with it the index, as they print.

    Without an impact it is *few* dimensions with too few respondents, or *unanswered* statements, that are to blame.
    """
    known = sorted((one for one in mapped if one.impact is not None), key=lambda one: one.impact)
    if not known:
        return words("survey.mappings.few", n=few) if few else words("survey.mappings.unanswered", n=unanswered)
    low, high = known[0], known[-1]
    values = {"low": low.impact, "high": high.impact, "difference": high.impact - low.impact}
    if len(known) == 1:
        return words("survey.mappings.single", value=low.impact)
    key = "same" if print_alike(words, low.impact, high.impact) else "message"
    message = words(f"survey.mappings.{key}", **values)
    indices = [one.index for one in known if one.index is not None]
    if len(indices) < len(known):
        return message + words("survey.mappings.no_index")
    least, most = min(indices), max(indices)
    if print_alike(words, least, most):
        return message + words("survey.mappings.index_same", value=least)
    return message + words("survey.mappings.index", low=least, high=most)


def _mapping_notes(survey: Survey, others: OtherComponents | None, few: Sequence[str]) -> tuple[str, ...]:
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
