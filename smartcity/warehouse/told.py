"""The tables of what the journal holds beside the files: names, plans, reports, meetings, evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from smartcity.innovations.lists import Names, decided_names
from smartcity.records.decisions import Alias
from smartcity.warehouse.gathered import evidence_rows, interview_rows, piece_rows
from smartcity.warehouse.met import meeting_rows
from smartcity.warehouse.supposed import Supposed, report_rows, scenario_rows, survey_plan_rows, task_rows, term_rows


@dataclass(frozen=True, slots=True)
class Decision:
    """One name that a person decided on, as the journal has it; see `smartcity.records.decisions` for what it says."""

    entry: str
    of: str
    text: str
    meaning: str
    decided_at: datetime
    decided_by: str
    why: str


def names_of(decided: Sequence[Decision]) -> tuple[list[Alias], Names]:
    """Give the names that were *decided*, and what that means for innovations."""
    aliases = [Alias(one.of, one.text, one.meaning) for one in decided]
    return aliases, decided_names(aliases)


def told_rows(decided: Sequence[Decision], supposed: Supposed) -> Mapping[str, list[dict]]:
    """Make the rows of every table that no file feeds."""
    return {
        "decisions": [{"number": number, **asdict(one)} for number, one in enumerate(decided)],
        "scenarios": list(scenario_rows(supposed)),
        "scenario_terms": list(term_rows(supposed)),
        "tasks": list(task_rows(supposed)),
        "reports": list(report_rows(supposed, names_of(decided)[1])),
        **meeting_rows(supposed.meetings),
        "evidence": list(evidence_rows(supposed)),
        "evidence_pieces": list(piece_rows(supposed)),
        "interviews": list(interview_rows(supposed)),
        "survey_plans": list(survey_plan_rows(supposed)),
    }
