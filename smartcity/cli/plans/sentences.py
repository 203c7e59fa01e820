"""What the commands about scenarios and plans say to people, in the sentences of the page.

Imported only when a sentence is said: the exhibits bring the charts along, and those take a second to import.
"""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from smartcity.answers.simulations import Aimed, AimMissed, Supposition
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.simulation import aim_said
from smartcity.exhibits.simulation.planned import plan_message, plan_note
from smartcity.exhibits.simulation.view import lacking_said, step_said
from smartcity.method import Method
from smartcity.outlook.planning import Plan, Unplannable
from smartcity.wording import Words

LISTED = 10
"""So many items are named to people; the JSON has them all."""


def marked(lines: Iterable[str], is_sample: bool, words: Words) -> Iterator[str]:
    """Begin *lines* that rest on invented data by saying so."""
    if is_sample:
        yield words("cli.sample")
    yield from lines


def scenario_lines(rows: Iterable[Mapping[str, object]], words: Words) -> Iterator[str]:
    """Say index and rank of each scenario and who saved it."""
    for row in rows:
        name = row["scenario"] or words("simulation.unnamed")
        index = words.number(row["index"], 2)
        rank = words("overview.card.rank", rank=row["rank"], count=row["count"]) if row["rank"] else words.number(None)
        yield f"{name:<32} {index:>6}  {rank:<12} {row['saved_by'] or ''}".rstrip()


def gain_lines(rows: pd.DataFrame, method: Method, words: Words) -> Iterator[str]:
    """Name the items whose next mark is worth most."""
    for row in rows.head(LISTED).itertuples(index=False):
        text = method.item(row.item).meaning[words.language]
        yield f"{row.item:<10} {words.number(row.gain, 4, sign=True)}  {words.number(row.mark, 2):>5}  {text}"
    if len(rows) > LISTED:
        yield words("simulation.more", n=len(rows) - LISTED)


def plan_lines(made: Plan, found: Supposition, aimed: Aimed, entry: str | None, words: Words) -> Iterator[str]:
    """Say what the plan comes to, its steps with the index after each, how sure it is the least, and its entry."""
    yield plan_message(made, aimed, words)
    for row in made.steps.itertuples(index=False):
        is_item = row.node != row.component
        text = found.method.item(row.node).meaning[words.language] if is_item else ""
        what = row.node if is_item else words(f"method.component.{row.component}")
        marks = f"{words.number(row.mark_before, 2)} → {words.number(row.mark_after, 2)}"
        owner = "" if pd.isna(row.owner) else f" ({row.owner})"
        yield f"{what:<10} {marks}  {words.number(row.index, 3)}  {text}{owner}".rstrip()
    note = plan_note(made, aimed, words)
    if note:
        yield note
    if entry is not None:
        yield words("cli.taken_on", entry=entry, n=len(made.steps), aim=aim_said(aimed, words))


def lacking(found: Supposition, words: Words) -> str:
    """Say which components keep the index from being computed, and what helps."""
    said = words("simulation.planned.empty_missing", lacking=lacking_said(found, words))
    return f"{said} {step_said(found, 'planned', words)}"


def unranked(found: Supposition, among: str, words: Words) -> str:
    """Say why a supposition has no rank: no index, or nobody of the group with a figure."""
    if found.index is None:
        return lacking(found, words)
    return missed_said(AimMissed("no_peers", group=among), words)


def unplannable_said(problem: Unplannable, words: Words) -> str:
    """Say why no plan can be made, and what helps."""
    key = f"simulation.unplannable.{problem.code}"
    return f"{words(f'{key}.empty_missing', names=words.join(problem.names))} {words(f'{key}.empty_step')}"


def missed_said(missed: AimMissed, words: Words) -> str:
    """Say why an aim cannot be one."""
    values = dict(missed.values)
    if "group" in values:
        values["group"] = group_word(values["group"], None, words)
    return words(f"simulation.page.missed_{missed.code}", **values)
