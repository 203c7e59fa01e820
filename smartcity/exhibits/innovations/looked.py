"""The innovations that a viewer looks at: those of a year and list, of the chosen dimension."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from smartcity.answers import innovations as answers
from smartcity.answers import scores
from smartcity.answers.innovations import Agreed, Innovation, Portfolio, Surveyed
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection, chosen_dimensions
from smartcity.exhibits.kit.subject import Subject, exhibit_of, subject_of
from smartcity.method import Dimension
from smartcity.warehouse import Warehouse
from smartcity.wording import Words, timezone


@dataclass(frozen=True)
class Looked:
    """The innovations of a year in the *dimensions* looked at."""

    warehouse: Warehouse
    selection: Selection
    words: Words
    portfolio: Portfolio
    dimensions: tuple[Dimension, ...]

    @property
    def year(self) -> int:
        """The year of the evaluation that is reported for."""
        return self.portfolio.year

    @property
    def own(self) -> tuple[Innovation, ...]:
        """All innovations of the year in the dimensions looked at; in all of them also those of no dimension."""
        codes = {dimension.code for dimension in self.dimensions}
        is_whole = len(self.dimensions) > 1
        return tuple(
            one for one in self.portfolio.innovations if one.dimension in codes or (is_whole and one.dimension is None)
        )

    @property
    def usual_list(self) -> str | None:
        """The list that reports are held against unless one is chosen: the newest that counts its innovators.

        Without such a list it is the newest of all; None without any.
        """
        codes = self.portfolio.lists
        rows = self.warehouse.query("innovation_lists")
        counted = rows.loc[rows["stated_innovators"].notna() & rows["list"].isin(codes), "list"]
        return str(counted.iloc[-1]) if len(counted) else next(reversed(codes), None)

    @property
    def list(self) -> str | None:
        """The code of the list that reports are held against."""
        chosen = self.selection.reported_list
        return chosen if chosen in self.portfolio.lists else self.usual_list

    @property
    def listed(self) -> tuple[Innovation, ...]:
        """The innovations of that list; without any list all of them."""
        code = self.list
        return self.own if code is None else tuple(one for one in self.own if code in one.lists)

    @property
    def surveyed(self) -> dict[str, Surveyed]:
        """What the survey says of each service, by the key of its name."""
        return answers.surveyed(self.warehouse, self.year)

    @property
    def agreed(self) -> dict[str, tuple[Agreed, ...]]:
        """What meetings agreed on each innovation, by the key of its name."""
        return answers.agreed(self.warehouse)

    @property
    def since(self) -> datetime | None:
        """The beginning of the day from which reports are new; None where all of them are."""
        day = self.selection.since
        return day_of(day) if day else None

    def is_sample_in(self, dimension: str) -> bool:
        """Say whether an innovation of a dimension stands in an invented list."""
        return any(one.is_sample for one in self.own if one.dimension == dimension)

    def subject(self, *parts: object, caption: str = "", is_sample: bool = False) -> Subject:
        """Return what exhibits speak of: reports of the journal, and the lists that the innovations stand in."""
        words = self.words
        lists = dict.fromkeys(one.label for own in self.own for one in own.listed if one.list in self.portfolio.lists)
        sources = [words("innovations.source.reports"), *lists]
        caption = caption or words("innovations.scope", year=self.year, n=len(self.own), dimensions=self.scope)
        is_sample = is_sample or any(one.is_sample for one in self.own)
        return subject_of(
            self.warehouse, words, *parts, sources=sources, bases=(), is_sample=is_sample, caption=caption
        )

    @property
    def scope(self) -> str:
        """Which dimensions are looked at."""
        return self.dimensions[0].name if len(self.dimensions) == 1 else self.words("innovations.all_dimensions")

    @property
    def older(self) -> str:
        """That the lists are those of an earlier year; "" where they are not."""
        list_year = self.portfolio.list_year
        return "" if list_year in (None, self.year) else self.words("innovations.older_lists", year=list_year)

    @property
    def near(self) -> str:
        """That some names may be one innovation and count twice until a person decides; "" where none are."""
        names = {one.name for one in self.own}
        pairs = [pair for pair in scores.near_innovations(self.warehouse) if {pair.first, pair.second} <= names]
        return self.words("innovations.near", n=len(pairs)) if pairs else ""


def looked_at(warehouse: Warehouse, selection: Selection, words: Words) -> Looked | None:
    """Load the innovations of the chosen year, else of the newest with a list or report; None where there are none."""
    newest = (*warehouse.methods.years[-1:], *answers.years(warehouse))[-1]
    year = selection.year or newest
    found = answers.innovations_of(warehouse, year)
    return Looked(warehouse, selection, words, found, chosen_dimensions(selection)) if found.innovations else None


def of_innovations(key: str) -> Callable:
    """Let the exhibit *key* be made of the innovations looked at; without any it says how to load a list."""

    def loaded(warehouse: Warehouse, selection: Selection, words: Words) -> Looked | Exhibit:
        found = looked_at(warehouse, selection, words)
        return subject_of(warehouse, words).nothing(key, because="innovations.no_list.") if found is None else found

    return exhibit_of(loaded)


def is_one_chosen(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether one innovation is looked at."""
    found = looked_at(warehouse, selection, words)
    return found is not None and any(one.key == selection.innovation for one in found.own)


def is_none_chosen(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether all innovations are looked at."""
    return not is_one_chosen(warehouse, selection, words)


def day_of(text: str) -> datetime:
    """Return the beginning of a day (ISO) where the home region is."""
    return datetime.combine(date.fromisoformat(text), time(), timezone())


def stage_said(one: Innovation, words: Words) -> str:
    """Name the stage of an innovation, or say that nobody reported one."""
    return words(f"innovations.stage.{one.stage or 'unknown'}")
