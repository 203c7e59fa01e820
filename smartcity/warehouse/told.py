"""The tables of what the journal holds beside the files: names, plans, reports, meetings, evidence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from smartcity.innovations.lists import Names, decided_names
from smartcity.records.decisions import Alias
from smartcity.warehouse.gathered import evidence_rows, interview_rows, piece_rows
from smartcity.warehouse.met import MEETING_TABLES, meeting_rows
from smartcity.warehouse.supposed import Supposed, report_rows, scenario_rows, survey_plan_rows, task_rows, term_rows

TOLD = (
    *("decisions", "scenarios", "scenario_terms", "tasks", "reports", *MEETING_TABLES),
    *("evidence", "evidence_pieces", "interviews", "survey_plans"),
)
"""The tables that no file feeds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One name that a person decided on, as the journal has it; see `smartcity.records.decisions` for what it says.

    *region* is whose name it is.
    """

    entry: str
    of: str
    text: str
    meaning: str
    decided_at: datetime
    decided_by: str
    why: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The names that were decided in one region, and what that means for its innovations."""

    aliases: tuple[Alias, ...] = ()
    of_all: Names = field(default_factory=Names)


def names_of(decided: Sequence[Decision]) -> tuple[list[Alias], Names]:
    """Give the names that were *decided*, and what that means for innovations."""
    aliases = [Alias(one.of, one.text, one.meaning) for one in decided]
    return aliases, decided_names(aliases)


def names_by_region(decided: Sequence[Decision]) -> Mapping[str, Named]:
    """Give the names that were *decided* by the region whose they are; a region without any has none."""
    found: dict[str, Named] = defaultdict(Named)
    for region in {one.region for one in decided}:
        aliases, names = names_of([one for one in decided if one.region == region])
        found[region] = Named(tuple(aliases), names)
    return found


def told_rows(decided: Sequence[Decision], supposed: Mapping[str, Supposed]) -> Mapping[str, list[dict]]:
    """Make the rows of every table that no file feeds; each says whose it is."""
    rows: dict[str, list[dict]] = {name: [] for name in TOLD}
    rows["decisions"] = [{"number": number, **asdict(one)} for number, one in enumerate(decided)]
    names = names_by_region(decided)
    for region, own in supposed.items():
        for table, made in _told_of(own, names[region].of_all).items():
            rows[table] += [{"region": region, **row} for row in made]
    return rows


def _told_of(supposed: Supposed, names: Names) -> Mapping[str, list[dict]]:
    return {
        "scenarios": list(scenario_rows(supposed)),
        "scenario_terms": list(term_rows(supposed)),
        "tasks": list(task_rows(supposed)),
        "reports": list(report_rows(supposed, names)),
        **meeting_rows(supposed.meetings),
        "evidence": list(evidence_rows(supposed)),
        "evidence_pieces": list(piece_rows(supposed)),
        "interviews": list(interview_rows(supposed)),
        "survey_plans": list(survey_plan_rows(supposed)),
    }
