"""Each quality rule on its own: how many rows it marks, and what the impact would be without them."""

from collections.abc import Mapping
from dataclasses import dataclass

from smartcity import gate
from smartcity.answers.scores import SIMULASI
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import print_alike
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.survey import Survey, load_survey, of_survey
from smartcity.gate import RuleEffects
from smartcity.method.regions import load_site
from smartcity.survey import FEW, UNANSWERED, Effect
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

IMPACT_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class RuleRows:
    """A quality rule with the *rows* of loaded files that it marks: by snapshot, the sheet and number of each.

    *effect* is what the impact would be without them, or why that is not shown; *shown* is how many rows of people that
    are, as everybody may know it: None of a few.
    """

    code: str
    rows: Mapping[str, frozenset[tuple[str, int]]]
    effect: str
    shown: int | None

    @property
    def count(self) -> int:
        """How many rows that are."""
        return sum(map(len, self.rows.values()))


def _doubts(survey: Survey) -> RuleEffects:
    """Return the effects of the rules by the mapping looked at."""
    return gate.rule_effects(survey.warehouse, survey, survey.mapping)


@of_survey("aturan")
def rules(survey: Survey) -> Exhibit:
    """Show each quality rule with the rows it marks and the impact before and after leaving them out.

    Rules that mark nothing are named beneath; they stand in the table only when none marks any. The effects are those
    on all dimensions, chosen or not: effects of a single dimension would tell of few people.
    """
    words, whole, doubts = survey.words, survey.whole, _doubts(survey)
    marked = [one for one in doubts.effects if one.marks] or list(doubts.effects)
    rows = [
        (words(f"findings.{one.code}.title"), one.rows, one.before, one.after, one.difference)
        for one in sorted(marked, key=lambda one: (-(one.rows or 0), one.code))
    ]
    mapped = words("respondents.rules.mapping", mapping=words(f"method.mapping.{survey.mapping}"))
    if survey.selection.dimension is not None:
        mapped = " · ".join((words("respondents.rules.all_dimensions"), mapped))
    message = rules_message(doubts.effects, words)
    return whole.subject(whole.form_count, more=mapped, bases=(SIMULASI,)).exhibit(
        "aturan",
        message,
        rows=rows,
        columns=of_page("respondents.rules", "rule rows before after difference"),
        alt=message,
        note=_notes(doubts, words),
    )


def _notes(doubts: RuleEffects, words: Words) -> tuple[str, ...]:
    time = doubts.time
    is_hidden = any(one.reason == FEW or one.rows is None for one in doubts.effects)
    left = words.join(map(dimension_name, doubts.few))
    clean = [words(f"findings.{one.code}.title") for one in doubts.effects if not one.marks]
    is_listed = len(clean) < len(doubts.effects)
    smallest = load_site().smallest_group
    return (
        words("respondents.rules.clean", n=len(clean), rules="; ".join(clean)) if clean and is_listed else "",
        words("respondents.rules.note"),
        words("respondents.rules.without", dimensions=left, smallest=smallest) if left else "",
        words("respondents.rules.few", smallest=smallest) if is_hidden else "",
        words("respondents.rules.time", minutes=time.middle / 60, n=time.count) if time and time.middle else "",
    )


def effect_text(effect: Effect, words: Words) -> str:
    """Say what the impact would be without the rows of one rule, or why that is not shown."""
    if effect.difference is None:
        reason = effect.reason or UNANSWERED
        return words(f"respondents.rules.effect_{reason}", smallest=load_site().smallest_group)
    is_still = print_alike(words, effect.before, effect.after, IMPACT_DECIMALS)
    key = "effect_still" if is_still else "effect"
    return words(f"respondents.rules.{key}", n=effect.rows, before=effect.before, after=effect.after)


def rules_message(effects: tuple[Effect, ...], words: Words) -> str:
    """Name the rule whose rows move the impact most; say so when none marks a row, none moves it, or none is told."""
    marked, smallest = [one for one in effects if one.marks], load_site().smallest_group
    if all(one.rows is None for one in effects):
        return words("respondents.rules.few_people", smallest=smallest)
    if not marked:
        return words("respondents.rules.none", n=len(effects))
    moved = [one for one in marked if one.difference is not None]
    rows = max((one.rows for one in marked if one.rows is not None), default=None)
    values = {"n": len(marked), "rows": rows}
    if rows is None:
        return words("respondents.rules.hidden", n=len(marked), smallest=smallest)
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
    survey = load_survey(warehouse, selection, words)
    if survey is None:
        return ()
    effects = {effect.code: effect for effect in _doubts(survey).effects}
    listed = (
        RuleRows(code, rows, effect_text(effects[code], words), effects[code].rows)
        for code, rows in gate.marked_rows(warehouse, survey).items()
    )
    return tuple(sorted(listed, key=lambda one: (-one.count, one.code)))
