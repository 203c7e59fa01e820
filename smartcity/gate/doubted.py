"""What the rules of quality mark: how many rows, what they do to the impact, and, for who may decide, which rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.gate.loaded import LoadedSurvey
from smartcity.method.regions import load_site
from smartcity.records.findings import CATALOGUE
from smartcity.scoring.scores import survey_leaves
from smartcity.survey import FLAG_SEPARATOR, Effect, shown_rows
from smartcity.survey.quality import AnswerTime, answer_time, effects, few_dimensions
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows

QUALITY = "quality."
"""Where the codes of the quality rules begin."""


@dataclass(frozen=True)
class RuleEffects:
    """The effect of each quality rule on the impact, and how many rows of each dimension it flags (*rows*).

    Rows are None where they would tell of a few people.

    While field work runs, the impact is that of the statements answered so far by enough people: *answered* of
    *statements*; dimensions of a *few* are not in it. *time* is what filling in a form took, where the files tell. An
    effect is that on the impact of all dimensions: effects by dimension would tell of the few that a rule flags in one
    of them.
    """

    effects: tuple[Effect, ...]
    rows: Mapping[str, Mapping[str, int | None]]
    few: tuple[str, ...]
    answered: int
    statements: int
    time: AnswerTime | None


def rule_effects(warehouse: Warehouse, survey: LoadedSurvey, mapping: str) -> RuleEffects:
    """Work out what leaving out the rows that each quality rule flags would do to the impact of a survey."""
    key = (rule_effects.__qualname__, survey.year, survey.track, mapping)
    return warehouse.remember(key, lambda: _effects(warehouse, survey, mapping))


def _effects(warehouse: Warehouse, survey: LoadedSurvey, mapping: str) -> RuleEffects:
    respondents = people_rows(warehouse, "flags_of_survey", **survey.key)
    answers = people_rows(warehouse, "answers_of_survey", **survey.key)
    form = ["snapshot", "sheet", "row"]
    respondents = respondents.assign(form=respondents.groupby(form, sort=False).ngroup())
    codes, smallest = _rules(respondents["flags"]), load_site().smallest_group

    def impact(means: pd.Series) -> float:
        frame = pd.DataFrame({"item": means.index, "mean": means.to_numpy(float)})
        return float(np.mean(survey_leaves(frame, survey.method, mapping)["value"]))

    dimensions = dict.fromkeys(item.dimension for item in survey.method.survey_items)
    flags = respondents["flags"].fillna("").str.split(FLAG_SEPARATOR).explode()
    counts = respondents.loc[flags.index, "dimension"].groupby(flags.to_numpy()).value_counts()
    sizes = respondents["dimension"].value_counts()
    forms = {dimension: int(sizes.get(dimension, 0)) for dimension in dimensions}
    few = few_dimensions(respondents, answers, smallest)
    return RuleEffects(
        few=few,
        effects=effects(respondents, answers, codes, impact, smallest),
        rows={
            code: shown_rows(
                {dimension: int(counts.get((code, dimension), 0)) for dimension in dimensions}, forms, smallest
            )
            for code in codes
        },
        answered=answers.loc[~answers["dimension"].isin(few), "item"].nunique(),
        statements=len(survey.method.survey_items),
        time=answer_time(respondents.drop_duplicates(form)["seconds"], smallest),
    )


def _rules(flags: pd.Series) -> list[str]:
    """List every quality rule, flagged or not, and after them what else rows were flagged with."""
    rules = [code for code in CATALOGUE if code.startswith(QUALITY)]
    seen = {code for text in flags.dropna().unique() for code in text.split(FLAG_SEPARATOR) if code}
    return rules + sorted(seen.difference(rules))


def marked_rows(warehouse: Warehouse, survey: LoadedSurvey) -> dict[str, dict[str, frozenset[tuple[str, int]]]]:
    """List for every rule the rows of the loaded files that it marks: by snapshot, the sheet and number of each.

    For the analyst alone, who decides about rows of their own file; only a role that may decide is to be shown them.
    """
    flags = people_rows(warehouse, "flags_of_survey", **survey.key)
    marked: dict[str, dict[str, set[tuple[str, int]]]] = {}
    for row in flags[flags["flags"].fillna("") != ""].itertuples(index=False):
        for code in filter(None, row.flags.split(FLAG_SEPARATOR)):
            marked.setdefault(code, {}).setdefault(row.snapshot, set()).add((row.sheet, int(row.row)))
    return {code: {name: frozenset(rows) for name, rows in own.items()} for code, own in marked.items()}
