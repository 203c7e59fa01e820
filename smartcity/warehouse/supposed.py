"""The tables of what is supposed, taken on and reported: a row a mark or term of a scenario, a task, a report."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from smartcity.innovations.lists import Names
from smartcity.method.layout import normalise
from smartcity.records.evidence import Evidence, InterviewSet
from smartcity.records.meetings import Meeting
from smartcity.records.reports import Report, Reported
from smartcity.records.scenarios import Scenario
from smartcity.records.survey_plans import SurveyPlan, plan_of
from smartcity.records.tasks import Task


@dataclass(frozen=True)
class Supposed:
    """What the journal holds in force beside the files; scenarios each with the entry, the moment and the person."""

    scenarios: Sequence[tuple[Scenario, str, datetime, str]] = ()
    tasks: Sequence[Task] = ()
    reports: Sequence[Reported] = ()
    meetings: Sequence[Meeting] = ()
    evidence: Sequence[Evidence] = ()
    interviews: Sequence[InterviewSet] = ()
    survey_plans: Sequence[SurveyPlan] = ()


def scenario_rows(supposed: Supposed) -> Iterable[dict]:
    """Yield one row for each mark of each scenario; a scenario without a mark has one row without an item."""
    for scenario, entry, at, by in supposed.scenarios:
        shared = {"scenario": scenario.name, "year": scenario.year, "track": scenario.track}
        shared |= {"entry": entry, "saved_at": at, "saved_by": by}
        for item, mark in scenario.marks.items() or ((None, None),):
            yield {**shared, "item": item, "mark": mark}


def term_rows(supposed: Supposed) -> Iterable[dict]:
    """Yield one row for each term of each scenario that is not as usual: its kind, whom it concerns, what it says.

    An effort has its *place* among the further marks of its item, and a *number*, as ceilings and budgets have; an
    owner stands in *text*; that an item is blocked is said by its row.
    """
    for scenario, entry, *_ in supposed.scenarios:
        terms = scenario.terms
        if terms.effort != type(terms).effort:
            yield {"entry": entry, "term": "effort", "number": terms.effort}
        for node, steps in terms.efforts.items():
            for place, effort in enumerate(steps):
                yield {"entry": entry, "term": "efforts", "name": node, "place": place, "number": effort}
        for term in ("ceilings", "budgets"):
            for name, number in getattr(terms, term).items():
                yield {"entry": entry, "term": term, "name": name, "number": number}
        for node in sorted(terms.blocked):
            yield {"entry": entry, "term": "blocked", "name": node}
        for node, owner in terms.owners.items():
            yield {"entry": entry, "term": "owners", "name": node, "text": owner}


def task_rows(supposed: Supposed) -> Iterable[dict]:
    """Yield one row for each task, numbered from one in their order."""
    for number, task in enumerate(supposed.tasks, start=1):
        yield {"number": number, **asdict(task)}


def report_rows(supposed: Supposed, names: Names) -> Iterable[dict]:
    """Yield one row for each report on an innovation, numbered from one in their order.

    It counts under the name that was decided for its spelling; *said* holds the report itself as JSON.
    """
    for number, one in enumerate(supposed.reports, start=1):
        name = names.canonical(one.spelling)
        yield {
            "number": number,
            "entry": one.entry,
            "year": one.year,
            "innovation": name,
            "innovation_key": normalise(name),
            "spelling": one.spelling,
            "said": json.dumps(one.report.plain, ensure_ascii=False),
            "reported_at": one.at,
            "reported_by": one.by,
        }


def reported_of(row: Mapping[str, object]) -> Reported:
    """Read a row of the table `reports`; the report is known by the key of its name."""
    return Reported(
        str(row["innovation_key"]),
        str(row["innovation"]),
        int(row["year"]),
        Report.of(json.loads(str(row["said"]))),
        str(row["entry"]),
        row["reported_at"],
        str(row["reported_by"]),
    )


def survey_plan_rows(supposed: Supposed) -> Iterable[dict]:
    """Yield one row for each year whose survey is planned; *said* holds the plan itself as JSON."""
    for one in supposed.survey_plans:
        plain = json.dumps(one.plain, ensure_ascii=False)
        whose = {"entry": one.entry, "decided_at": one.decided_at, "decided_by": one.decided_by}
        yield {"year": one.year, "track": one.track, "said": plain, **whose}


def survey_plan_of(row: Mapping[str, object]) -> SurveyPlan:
    """Read a row of the table `survey_plans`."""
    whose = {name: row[name] for name in ("entry", "decided_at", "decided_by")}
    return plan_of(int(row["year"]), str(row["track"]), json.loads(str(row["said"])), **whose)
