"""What is to be done for a year: the tasks that were taken on, how far they are, and what that adds up to."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from smartcity.answers.simulations import saved, suppose
from smartcity.records.tasks import DONE, DROPPED
from smartcity.scoring.scores import of_year
from smartcity.warehouse import Warehouse


@dataclass(frozen=True, eq=False)
class FollowUp:
    """The tasks of a year and track.

    *rows*: what the table `tasks` has, with *now*, the mark that the item has today in the self-assessment that the
    plan began from (missing where none is known), and *is_late*. Tasks that were *dropped* count for nothing.
    """

    year: int
    track: str
    rows: pd.DataFrame

    @property
    def counted(self) -> pd.DataFrame:
        """The tasks that nobody dropped."""
        return self.rows[self.rows["status"] != DROPPED]

    @property
    def done(self) -> pd.DataFrame:
        """The tasks that a person called done."""
        return self.rows[self.rows["status"] == DONE]

    @property
    def unsettled(self) -> pd.DataFrame:
        """The tasks of a component whose items nobody has named, whatever else was said of them."""
        return self.counted[self.counted["node"] == self.counted["component"]]

    @property
    def late(self) -> pd.DataFrame:
        """The tasks whose last day has passed and that are not done."""
        return self.rows[self.rows["is_late"]]

    @property
    def unproved(self) -> pd.DataFrame:
        """The tasks that are called done while their item has not the mark that the plan wants."""
        return self.done[self.done["now"] < self.done["mark_after"]]

    @property
    def planned(self) -> float:
        """What all tasks add to the index."""
        return float(self.counted["gain"].sum())

    @property
    def gained(self) -> float:
        """What the tasks that are done add to the index."""
        return float(self.done["gain"].sum())


def follow_up(warehouse: Warehouse, year: int, track: str, today: date) -> FollowUp:
    """Find what is to be done for a year and how far it is *today*; invented answers are no progress."""
    rows = of_year(warehouse.query("tasks"), year, track).reset_index(drop=True)
    marks: dict[str, dict[str, float]] = {}
    for scenario in rows["scenario"].unique():
        kept = saved(warehouse, scenario, year, track)
        typed = {} if kept is None else kept.marks
        marks[scenario] = dict(suppose(warehouse, year, track, typed, has_samples=False).marks)
    now = [marks[scenario].get(node) for scenario, node in zip(rows["scenario"], rows["node"])]
    is_open = ~rows["status"].isin((DONE, DROPPED))
    is_past = rows["due"].fillna("").between("0", today.isoformat(), inclusive="left")
    return FollowUp(year, track, rows.assign(now=pd.Series(now, dtype=float), is_late=is_open & is_past))
