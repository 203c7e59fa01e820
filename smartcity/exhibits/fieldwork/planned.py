"""The services that a survey is about, with how many people are to be found for each, by part and by office."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from smartcity.answers import kit as kits
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject, exhibit_of, subject_of
from smartcity.method import Method
from smartcity.method.kit import load_kit
from smartcity.method.regions import load_site
from smartcity.records.survey_plans import SurveyPlan
from smartcity.survey import invitation, targets
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

SERVICES, OWNERS = "perangkat-layanan", "perangkat-skpd"


@dataclass(frozen=True)
class Planned:
    """The plan of the chosen year with its rules and what exhibits of it need."""

    plan: SurveyPlan
    method: Method
    subject: Subject
    note: tuple[str, ...]

    @property
    def words(self) -> Words:
        """The wording."""
        return self.subject.words

    @property
    def rows(self) -> pd.DataFrame:
        """A row for each service."""
        wanted, words = targets(self.plan, self.method), self.words
        rows = []
        for one in self.plan.services:
            invited = invitation(wanted[one.sub_dimension], one.users, load_kit().answering)
            form = words("kit.form.parts" if one.dimension in self.plan.split else "kit.form.whole")
            part = kits.part_said(one.sub_dimension, words)
            numbers = {"users": one.users, "target": wanted[one.sub_dimension], "invite": invited.count}
            rows.append({"part": part, "service": one.service, "owner": one.owner, "form": form, **numbers})
        whole = dict.fromkeys(("users", "target", "invite"), "Int64")
        return pd.DataFrame(rows, columns=["part", "service", "owner", "form", *whole]).astype(whole)


def _look(key: str, warehouse: Warehouse, selection: Selection, words: Words) -> Planned | Exhibit:
    track = load_site().track
    method = warehouse.methods.get(selection.year, track) if selection.year else None
    if method is None:
        return subject_of(warehouse, words).nothing(key, "kit.no_method", year=selection.year)
    plan = kits.survey_plan(warehouse, method.year, track)
    if not plan.services:
        return subject_of(warehouse, words, method).nothing(key, "kit.no_services", year=method.year)
    source = words("kit.source" if plan.is_decided else "kit.source_proposed")
    caption = words("kit.caption", title=kits.title_of(plan, words))
    subject = subject_of(warehouse, words, method, sources=[source], caption=caption)
    remarks = (kits.problem_said(one, words) for one in kits.remarks_of(warehouse, plan))
    return Planned(plan, method, subject, tuple(remarks))


def _planned(key: str):
    """Let an exhibit be made of the plan of the chosen year."""
    return exhibit_of(partial(_look, key))


@_planned(SERVICES)
def services(found: Planned) -> Exhibit:
    """List the services by the parts that they stand for."""
    rows = found.rows
    key = "message" if found.plan.is_decided else "message_proposed"
    values = {"n": len(rows), "target": int(rows["target"].sum()), "year": found.plan.year}
    return found.subject.exhibit(
        SERVICES,
        found.words(f"kit.services.{key}", **values),
        "kit.services",
        rows=rows,
        columns=of_page("kit", "part service owner form users target invite"),
        note=found.note,
        year=found.plan.year,
    )


@_planned(OWNERS)
def owners(found: Planned) -> Exhibit:
    """List the offices with how many people each of them is to find, the one that is to find most first."""
    words, rows = found.words, found.rows
    rows["owner"] = rows["owner"].fillna(words("kit.nobody"))
    named = rows.groupby("owner", sort=False)
    frame = pd.DataFrame({
        "target": named["target"].sum(),
        "invite": named["invite"].sum(),
        "service": named["service"].agg(words.join),
    }).reset_index()  # fmt: skip
    frame["is_nobody"] = frame["owner"] == words("kit.nobody")
    frame = frame.sort_values(["is_nobody", "target"], ascending=[True, False], kind="stable").reset_index(drop=True)
    first = frame.iloc[0]
    values = {"owner": first["owner"], "n": int(first["target"]), "count": int((~frame["is_nobody"]).sum())}
    key = "message_none" if first["is_nobody"] else "message"
    return found.subject.exhibit(
        OWNERS,
        words(f"kit.owners.{key}", **values),
        "kit.owners",
        rows=frame,
        columns=of_page("kit", "owner target invite service"),
        year=found.plan.year,
    )
