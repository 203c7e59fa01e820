"""Which surveys are loaded, and how many answered them."""

from dataclasses import dataclass

from smartcity.method import Method
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse, once_a_build
from smartcity.warehouse.people import people_rows


@dataclass(frozen=True)
class LoadedSurvey:
    """The survey of one (year, track) with the method it was made for, its files and how many answered."""

    year: int
    track: str
    method: Method
    files: tuple[str, ...]
    count: int
    is_sample: bool

    @property
    def key(self) -> dict[str, object]:
        """What the queries about a survey know it by."""
        return {"year": self.year, "track": self.track}

    @property
    def component(self) -> str:
        """The component that the survey feeds."""
        return self.method.survey_items[0].component


@once_a_build
def years(warehouse: Warehouse) -> tuple[int, ...]:
    """List the years that have a survey."""
    return tuple(sorted({int(year) for year in people_rows(warehouse, "surveys")["year"]}))


@once_a_build
def load(warehouse: Warehouse, year: int, track: str | None = None) -> LoadedSurvey | None:
    """Return the survey of a year, on the home region's track where it has several; None where there is none."""
    surveys = people_rows(warehouse, "surveys")
    surveys = surveys[surveys["year"] == year]
    own = surveys[surveys["track"] == (track or load_site().track)]
    if track is None and own.empty:
        own = surveys
    if own.empty:
        return None
    row = own.iloc[0]
    method = warehouse.methods.require(int(row["year"]), str(row["track"]))
    return LoadedSurvey(
        method.year, method.track, method, tuple(row["files"]), int(row["count"]), bool(row["is_sample"])
    )
