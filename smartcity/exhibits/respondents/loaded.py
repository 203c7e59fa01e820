"""The survey a viewer looks at, and what every exhibit about it says of itself."""

from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.exhibit import Empty, Exhibit
from smartcity.exhibits.kit.selection import Selection, chosen_dimensions
from smartcity.exhibits.kit.subject import joined_sources, stamp
from smartcity.method import Dimension, Method, load_methods
from smartcity.method.regions import load_site
from smartcity.survey import said_split
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True)
class Survey:
    """The survey of one (year, track) with the method it was made for, its files and the dimensions looked at."""

    year: int
    track: str
    method: Method
    files: tuple[str, ...]
    is_sample: bool
    dimensions: tuple[Dimension, ...]

    def respondents(self, warehouse: Warehouse) -> pd.DataFrame:
        """Return the respondents: `respondent, dimension, service, date, person, is_straight_lined`."""
        return self._own(warehouse.query("respondents_of_survey", year=self.year, track=self.track))

    def answers(self, warehouse: Warehouse) -> pd.DataFrame:
        """Return the answers: `respondent, dimension, sub_dimension, item, value`."""
        return self._own(warehouse.query("answers_of_survey", year=self.year, track=self.track))

    def parts(self, warehouse: Warehouse) -> pd.DataFrame:
        """Return people per sub-dimension: `dimension, sub_dimension, count, most_parts`."""
        return self._own(warehouse.query("respondents_by_sub_dimension", year=self.year, track=self.track))

    def decided_split(self, selection: Selection) -> dict[str, bool]:
        """Return what the viewer says of the form: one for a whole dimension, or one for each of its parts."""
        return said_split(selection.form, (dimension.code for dimension in self.dimensions))

    def _own(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["dimension"].isin([dimension.code for dimension in self.dimensions])]


def load_survey(warehouse: Warehouse, selection: Selection) -> Survey | None:
    """Return the survey of the chosen year, or the newest without a choice; None where there is none.

    Where a year has surveys of several tracks, the home region's own track counts.
    """
    surveys = warehouse.query("surveys")
    if selection.year is not None:
        surveys = surveys[surveys["year"] == selection.year]
    if surveys.empty:
        return None
    surveys = surveys[surveys["year"] == surveys["year"].max()]
    own = surveys[surveys["track"] == load_site().track]
    row = (own if len(own) else surveys).iloc[0]
    year, track = int(row["year"]), str(row["track"])
    return Survey(
        year=year,
        track=track,
        method=load_methods().require(year, track),
        files=tuple(row["files"]),
        is_sample=bool(row["is_sample"]),
        dimensions=chosen_dimensions(selection),
    )


def has_survey(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether there is a survey of what the viewer chose."""
    return load_survey(warehouse, selection) is not None


def no_survey(key: str, warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Return the exhibit *key* without a survey: it names the years that have one."""
    years = sorted(set(warehouse.query("surveys")["year"]))
    if years and selection.year is not None:
        missing = words("respondents.no_survey.missing_year", year=selection.year)
        step = words("respondents.no_survey.step_year", years=words.join(years))
    else:
        missing, step = words("respondents.no_survey.missing"), words("respondents.no_survey.step")
    return Exhibit(key, missing, "", stamp(warehouse), empty=Empty(missing, words("respondents.no_survey.why"), step))


def nobody(key: str, survey: Survey, warehouse: Warehouse, words: Words) -> Exhibit:
    """Return the exhibit *key* of a survey in which nobody answered for the chosen dimension."""
    missing = words("respondents.nobody.missing", year=survey.year, dimension=survey.dimensions[0].name)
    empty = Empty(missing, words("respondents.nobody.why"), words("respondents.nobody.step"))
    return Exhibit(key, missing, source_of(survey, words), stamp(warehouse), empty=empty)


def lacking(key: str, part: str, survey: Survey, count: int, warehouse: Warehouse, words: Words) -> Exhibit:
    """Return the exhibit *key* of a survey that lacks what it is made of, with the texts that begin with *part*.

    *count* respondents are in the survey.
    """
    pieces = (words(f"respondents.{part}_{piece}", year=survey.year, n=count) for piece in ("missing", "why", "step"))
    return Exhibit(
        key=key,
        message=words(f"respondents.{part}"),
        source=source_of(survey, words),
        stamp=stamp(warehouse),
        caption=caption_of(survey, count, words),
        empty=Empty(*pieces),
        is_sample=survey.is_sample,
    )


def source_of(survey: Survey, words: Words) -> str:
    """Name the files of the survey in one line."""
    return joined_sources(survey.files, words)


def caption_of(survey: Survey, respondents: int, words: Words, more: str = "") -> str:
    """Say which survey, how many respondents, of which dimension; CONTOH first when it is invented."""
    said = words(
        "respondents.caption",
        year=survey.year,
        track=words(f"method.track.{survey.track}"),
        n=respondents,
    )
    parts = [
        words("respondents.sample") if survey.is_sample else "",
        said,
        survey.dimensions[0].name if len(survey.dimensions) == 1 else "",
        more,
    ]
    return " · ".join(filter(None, parts))


def spelled(number: int, words: Words) -> str:
    """Write a small number as a word, as a sentence does; a larger one in digits."""
    key = f"respondents.numeral.n{number}"
    return words(key) if words.has(key) else words.number(number)
