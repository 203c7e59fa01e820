"""Each quality rule on its own: how many rows it marks, and what the impact would be without them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from smartcity.answers import surveys
from smartcity.answers.surveys import Doubts
from smartcity.exhibits.dimensions.lists import dimension_name
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, SIGNED, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.described import loaded_of
from smartcity.exhibits.respondents.loaded import Survey, caption_of, load_survey, no_survey, source_of
from smartcity.method.regions import load_site
from smartcity.survey import FEW, FLAG_SEPARATOR, UNANSWERED, Effect
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

IMPACT_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class RuleRows:
    """A quality rule with the *rows* of loaded files that it marks: by snapshot, the sheet and number of each.

    *said* is what the impact would be without them, or why that is not shown.
    """

    code: str
    rows: Mapping[str, frozenset[tuple[str, int]]]
    said: str

    @property
    def count(self) -> int:
        """How many rows that are."""
        return sum(map(len, self.rows.values()))


def _whole(warehouse: Warehouse, selection: Selection) -> Survey | None:
    """Load the chosen survey in all its dimensions: effects of a single dimension would tell of few people."""
    return load_survey(warehouse, replace(selection, dimension=None))


def _doubts(warehouse: Warehouse, survey: Survey, selection: Selection) -> tuple[Doubts, str]:
    """Return the effects of the rules and the mapping that they were worked out by, made once for a build."""
    own = survey.method.survey
    mapping = selection.mapping if selection.mapping in own.mappings else own.default_mapping
    key = ("doubts", survey.year, survey.track, mapping)
    return warehouse.remember(key, lambda: surveys.doubts(warehouse, loaded_of(warehouse, survey), mapping)), mapping


@kept
def rules(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show each quality rule with the rows it marks and the impact before and after leaving them out.

    Rules that mark nothing are named beneath; they stand in the table only when none marks any.
    """
    survey = _whole(warehouse, selection)
    if survey is None:
        return no_survey("aturan", warehouse, selection, words)
    found, mapping = _doubts(warehouse, survey, selection)
    marked = [one for one in found.effects if one.rows] or list(found.effects)
    rows = [
        (words(f"findings.{one.code}.title"), one.rows, one.before, one.after, one.difference)
        for one in sorted(marked, key=lambda one: (-one.rows, one.code))
    ]
    columns = (
        Column("rule", words("respondents.rules.rule")),
        Column("rows", words("respondents.rules.rows"), INTEGER),
        Column("before", words("respondents.rules.before"), SCORE),
        Column("after", words("respondents.rules.after"), SCORE),
        Column("difference", words("respondents.rules.difference"), SIGNED, 3),
    )
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    mapped = words("respondents.rules.mapping", mapping=words(f"method.mapping.{mapping}"))
    if selection.dimension is not None:
        mapped = " · ".join((words("respondents.rules.all_dimensions"), mapped))
    return Exhibit(
        key="aturan",
        message=rules_message(found.effects, words),
        table=Table(frame.astype({"before": "Float64", "after": "Float64", "difference": "Float64"}), columns),
        caption=caption_of(survey, len(survey.respondents(warehouse)), words, mapped),
        alt=rules_message(found.effects, words),
        note=_note(found, words),
        source=source_of(survey, words),
        stamp=stamp(warehouse),
        bases=("simulasi",),
        is_sample=survey.is_sample,
    )


def _note(found: Doubts, words: Words) -> str:
    time = found.time
    is_hidden = any(one.reason == FEW for one in found.effects)
    left = words.join(map(dimension_name, found.few))
    clean = [words(f"findings.{one.code}.title") for one in found.effects if not one.rows]
    is_listed = len(clean) < len(found.effects)
    notes = (
        words("respondents.rules.clean", n=len(clean), rules="; ".join(clean)) if clean and is_listed else "",
        words("respondents.rules.note"),
        words("respondents.rules.without", dimensions=left, smallest=load_site().smallest_group) if left else "",
        words("respondents.rules.few", smallest=load_site().smallest_group) if is_hidden else "",
        words("respondents.rules.time", minutes=time.middle / 60, n=time.count) if time and time.middle else "",
    )
    return " ".join(filter(None, notes))


def effect_said(effect: Effect, words: Words) -> str:
    """Say what the impact would be without the rows of one rule, or why that is not shown."""
    if effect.difference is None:
        reason = effect.reason or UNANSWERED
        return words(f"respondents.rules.effect_{reason}", smallest=load_site().smallest_group)
    is_still = words.number(effect.before, IMPACT_DECIMALS) == words.number(effect.after, IMPACT_DECIMALS)
    key = "effect_still" if is_still else "effect"
    return words(f"respondents.rules.{key}", n=effect.rows, before=effect.before, after=effect.after)


def rules_message(effects: tuple[Effect, ...], words: Words) -> str:
    """Name the rule whose rows move the impact most; say so when none marks a row, none moves it, or none is told."""
    marked = [one for one in effects if one.rows]
    if not marked:
        return words("respondents.rules.none", n=len(effects))
    moved = [one for one in marked if one.difference is not None]
    values = {"n": len(marked), "rows": max(one.rows for one in marked)}
    if not moved:
        return words("respondents.rules.untold", **values)
    most = max(moved, key=lambda one: abs(one.difference))
    if not round(abs(most.difference), IMPACT_DECIMALS):
        return words(
            "respondents.rules.still" if len(moved) == len(marked) else "respondents.rules.still_known", **values
        )
    title = words(f"findings.{most.code}.title")
    return words(
        "respondents.rules.message", title=title, rows=most.rows, before=most.before, after=most.after, n=len(marked)
    )


def marked_rows(warehouse: Warehouse, selection: Selection, words: Words) -> tuple[RuleRows, ...]:
    """List for every rule that marks any the rows of the loaded files, so that a person can decide about them."""
    survey = _whole(warehouse, selection)
    if survey is None:
        return ()
    doubts, _ = _doubts(warehouse, survey, selection)
    flags = warehouse.query("flags_of_survey", year=survey.year, track=survey.track)
    found: dict[str, dict[str, set[tuple[str, int]]]] = {}
    for row in flags[flags["flags"].fillna("") != ""].itertuples(index=False):
        for code in filter(None, row.flags.split(FLAG_SEPARATOR)):
            found.setdefault(code, {}).setdefault(row.snapshot, set()).add((row.sheet, int(row.row)))
    said = {effect.code: effect_said(effect, words) for effect in doubts.effects}
    listed = (
        RuleRows(code, {snapshot: frozenset(rows) for snapshot, rows in own.items()}, said[code])
        for code, own in found.items()
    )
    return tuple(sorted(listed, key=lambda one: (-one.count, one.code)))
