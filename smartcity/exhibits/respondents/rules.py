"""Each quality rule on its own: how many rows it marks, and what the impact would be without them."""

from dataclasses import dataclass

import pandas as pd

from smartcity import surveys
from smartcity.exhibits.exhibit import INTEGER, SCORE, SIGNED, Column, Exhibit, Table
from smartcity.exhibits.respondents.described import loaded_of
from smartcity.exhibits.respondents.loaded import caption_of, load_survey, no_survey, source_of
from smartcity.exhibits.selection import Selection
from smartcity.exhibits.shared import kept, stamp
from smartcity.survey import FLAG_SEPARATOR
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

IMPACT_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class RuleRows:
    """The rows of loaded files that one rule marks: by snapshot, the sheet and number of each."""

    code: str
    rows: dict[str, frozenset[tuple[str, int]]]

    @property
    def count(self) -> int:
        """How many rows that are."""
        return sum(map(len, self.rows.values()))


@kept
def rules(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show every quality rule with the rows it marks and the impact before and after leaving them out."""
    survey = load_survey(warehouse, selection)
    if survey is None:
        return no_survey("aturan", warehouse, selection, words)
    mapping = selection.mapping or survey.method.survey.default_mapping
    found = surveys.doubts(warehouse, loaded_of(warehouse, survey), mapping)
    rows = [
        (words(f"findings.{one.code}.title"), one.rows, one.before, one.after, one.difference)
        for one in sorted(found.effects, key=lambda one: (-one.rows, one.code))
    ]
    columns = (
        Column("rule", words("respondents.rules.rule")),
        Column("rows", words("respondents.rules.rows"), INTEGER),
        Column("before", words("respondents.rules.before"), SCORE),
        Column("after", words("respondents.rules.after"), SCORE),
        Column("difference", words("respondents.rules.difference"), SIGNED, 3),
    )
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    time = found.time
    said = "" if time is None else words("respondents.rules.time", minutes=time.middle / 60, n=time.count)
    mapped = words("respondents.rules.mapping", mapping=words(f"method.mapping.{mapping}"))
    return Exhibit(
        key="aturan",
        message=rules_message(found.effects, words),
        table=Table(frame.astype({"before": "Float64", "after": "Float64", "difference": "Float64"}), columns),
        caption=caption_of(survey, len(survey.respondents(warehouse)), words, mapped),
        alt=rules_message(found.effects, words),
        note=" ".join(part for part in (words("respondents.rules.note"), said) if part),
        source=source_of(survey, words),
        stamp=stamp(warehouse),
        bases=("simulasi",),
        is_sample=survey.is_sample,
    )


def rules_message(effects: tuple[surveys.Effect, ...], words: Words) -> str:
    """Name the rule whose rows move the impact most; say so when none marks a row or none moves it."""
    marked = [one for one in effects if one.rows]
    if not marked:
        return words("respondents.rules.none", n=len(effects))
    moved = [one for one in marked if one.difference is not None]
    most = max(moved, key=lambda one: abs(one.difference), default=None)
    if most is None or not round(abs(most.difference), IMPACT_DECIMALS):
        return words("respondents.rules.still", n=len(marked), rows=max(one.rows for one in marked))
    title = words(f"findings.{most.code}.title")
    return words(
        "respondents.rules.message", title=title, rows=most.rows, before=most.before, after=most.after, n=len(marked)
    )


def marked_rows(warehouse: Warehouse, selection: Selection) -> tuple[RuleRows, ...]:
    """List for every rule that marks any the rows of the loaded files, so that a person can leave them out."""
    survey = load_survey(warehouse, selection)
    if survey is None:
        return ()
    flags = warehouse.query("flags_of_survey", year=survey.year, track=survey.track)
    found: dict[str, dict[str, set[tuple[str, int]]]] = {}
    for row in flags[flags["flags"].fillna("") != ""].itertuples(index=False):
        for code in filter(None, row.flags.split(FLAG_SEPARATOR)):
            found.setdefault(code, {}).setdefault(row.snapshot, set()).add((row.sheet, int(row.row)))
    listed = (
        RuleRows(code, {snapshot: frozenset(rows) for snapshot, rows in own.items()}) for code, own in found.items()
    )
    return tuple(sorted(listed, key=lambda one: (-one.count, one.code)))
