"""How ready the office is for the next round, from what is recorded of evidence, survey, innovations and meetings."""

from datetime import date

from smartcity.answers import scores
from smartcity.answers.evidence import evidence
from smartcity.answers.innovations import innovations_of
from smartcity.answers.meetings import meetings
from smartcity.method import load_dimensions
from smartcity.method.calendar import next_round, readiness_weights
from smartcity.method.regions import load_site
from smartcity.office.readiness import (
    DAYS,
    DECISIONS,
    EVIDENCE,
    INNOVATIONS,
    RESPONDENTS,
    Part,
    Readiness,
    days_share,
    owing,
)
from smartcity.records.tasks import DONE, DROPPED
from smartcity.warehouse import Warehouse


def readiness(warehouse: Warehouse, year: int, today: date) -> Readiness:
    """Find how ready the office is *today* for the next round of a year.

    Raises:
        MethodMissing: If the year has no method for the home region's track.
    """
    coming = next_round(year, today)
    parts = (
        _evidence(warehouse, year),
        _respondents(warehouse, year),
        _innovations(warehouse, year),
        _decisions(warehouse, year, today),
        Part(DAYS, days_share(coming.first, today), readiness_weights()[DAYS], max((coming.first - today).days, 0)),
    )
    return Readiness(year, coming.code, coming.first, coming.last, today, parts)


def _evidence(warehouse: Warehouse, year: int) -> Part:
    found = evidence(warehouse, year, load_site().track)
    missing = found.missing
    owed: dict[str, float] = {}
    for one in missing:
        owed[one.owner or ""] = owed.get(one.owner or "", 0.0) + found.worth(one.item)
    counted = len(found.counted)
    return Part(EVIDENCE, found.complete(), _worth(EVIDENCE), counted - len(missing), counted, owing(owed))


def _respondents(warehouse: Warehouse, year: int) -> Part:
    """Count real answers against the quota; a year without a survey, or with an invented one, is not known."""
    rows = scores.respondents(warehouse, year)
    real = rows[~rows["is_sample"].astype(bool)]
    quota, count = int(rows["quota"].fillna(0).sum()), int(real["count"].sum())
    if not quota or not count:
        return Part(RESPONDENTS, None, _worth(RESPONDENTS), 0, quota)
    done = int(real[["count", "quota"]].min(axis=1).sum())
    names = {dimension.code: dimension.name for dimension in load_dimensions()}
    lacking = {names[row.dimension]: float(row.quota - row.count) for row in real.itertuples(index=False)}
    return Part(RESPONDENTS, done / quota, _worth(RESPONDENTS), done, quota, owing(lacking))


def _innovations(warehouse: Warehouse, year: int) -> Part:
    found = innovations_of(warehouse, year)
    turnout, by_key = found.turnout, {one.key: one for one in found.innovations}
    owners = (by_key[key].owner or by_key[key].name for key in turnout.missing)
    return Part(INNOVATIONS, turnout.share, _worth(INNOVATIONS), len(turnout.reported), turnout.count, owing(owners))


def _decisions(warehouse: Warehouse, year: int, today: date) -> Part:
    """Count what the last meeting that has been held decided to do; without such a meeting it is not known."""
    held = [one for one in meetings(warehouse) if one.year == year and one.date <= today.isoformat() and one.actions]
    if not held:
        return Part(DECISIONS, None, _worth(DECISIONS))
    last = max(held, key=lambda one: one.date)
    counted = [act for act in last.actions if act.status != DROPPED]
    done = sum(act.status == DONE for act in counted)
    share = done / len(counted) if counted else None
    owners = (act.owner for act in counted if act.is_open and act.owner)
    return Part(DECISIONS, share, _worth(DECISIONS), done, len(counted), owing(owners))


def _worth(code: str) -> float:
    return float(readiness_weights()[code])
