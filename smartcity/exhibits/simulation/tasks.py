"""What is to be done: the tasks that were taken on, with owner, due day and status, and how far they are."""

from datetime import date

import pandas as pd

from smartcity.answers import scores
from smartcity.answers.tasks import FollowUp, follow_up
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import method_names
from smartcity.exhibits.kit.subject import subject_of
from smartcity.exhibits.simulation.planned import with_texts
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "tindak-lanjut"
_WHAT = "number=place node_said=item text part=shared.component"
_HOW_FAR = "owner due status_said=status mark_before=before mark_after=after now gain"
_WHO = "made made_by changed changed_by scenario"


def taken(warehouse: Warehouse, year: int, track: str, words: Words, today: date) -> Exhibit:
    """List what is to be done for a year and track, and say how far it is *today*."""
    found = follow_up(warehouse, year, track, today)
    if found.rows.empty:
        return subject_of(warehouse, words).nothing(KEY, "simulation.taken", year=year)
    method = warehouse.methods.require(year, track)
    rows = with_texts(found.rows, method, words).assign(
        number=range(1, len(found.rows) + 1),
        status_said=[words(f"simulation.status.{status}") for status in found.rows["status"]],
        scenario=found.rows["scenario"].replace("", words("simulation.unnamed")),
        made=found.rows["made_at"].map(words.moment),
        changed=["" if pd.isna(moment) else words.moment(moment) for moment in found.rows["changed_at"]],
    )
    source = words("simulation.taken.source")
    return subject_of(warehouse, words, rows, method, sources=[source], bases=(scores.SIMULASI,)).exhibit(
        KEY,
        progress_said(found, words),
        "simulation.taken",
        rows=rows,
        columns=of_page("simulation", f"{_WHAT} {_HOW_FAR} {_WHO}"),
        note=remarks_said(found, words),
        year=year,
    )


def progress_said(found: FollowUp, words: Words) -> str:
    """Say how many tasks are done, how many are late, and of which components nobody has named the items."""
    clauses = [words("simulation.taken.message", done=len(found.done), n=len(found.counted), year=found.year)]
    if len(found.late):
        clauses.append(words("simulation.taken.late", n=len(found.late)))
    if len(found.unsettled):
        names = method_names("component", found.unsettled["component"], words)
        clauses.append(words("simulation.taken.unsettled", components=words.join(names)))
    return "; ".join(clauses)


def remarks_said(found: FollowUp, words: Words) -> str:
    """Say what the tasks add to the index, and what is still open about them."""
    counted = found.counted
    notes = [words("simulation.taken.index", gained=found.gained, planned=found.planned)]
    lacking = {name: len(counted[counted[name].isna()]) for name in ("owner", "due")}
    notes += [words(f"simulation.taken.no_{name}", n=count) for name, count in lacking.items() if count]
    if len(found.unproved):
        notes.append(words("simulation.taken.unproved", items=words.join(found.unproved["node"])))
    if len(found.unsettled):
        notes.append(words("simulation.taken.settle"))
    unplanned = counted[~counted["is_planned"].astype(bool)]
    if len(unplanned):
        notes.append(words("simulation.taken.unplanned", items=words.join(what_said(unplanned, words))))
    return " ".join(notes)


def what_said(rows: pd.DataFrame, words: Words) -> list[str]:
    """Name what tasks are about: an item by its code, a component in words."""
    names = method_names("component", rows["component"], words)
    return [
        name if node == component else node for node, component, name in zip(rows["node"], rows["component"], names)
    ]
