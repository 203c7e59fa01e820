"""The survey that a viewer looks at: what it holds and says, and how every exhibit of it speaks of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, wraps

import pandas as pd

from smartcity import gate
from smartcity.answers import surveys
from smartcity.exhibits.kit.dimensions import part_names
from smartcity.exhibits.kit.exhibit import Empty, Exhibit
from smartcity.exhibits.kit.selection import Selection, chosen_dimensions
from smartcity.exhibits.kit.subject import Subject, exhibit_of, joined_sources, subject_of
from smartcity.gate import Group, LoadedSurvey
from smartcity.method import Dimension, load_dimensions
from smartcity.method.regions import load_site
from smartcity.survey import Description, Spread, said_split, split_dimensions
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

SPREAD = "mean respondents.low respondents.high survey.way"
"""The columns of a mean on the spread of its answers, as `kit.columns.of_page` takes them."""


@dataclass(frozen=True)
class Survey(LoadedSurvey):
    """A loaded survey with the *dimensions* of it that are looked at; what it says is worked out when it is needed."""

    warehouse: Warehouse
    selection: Selection
    words: Words
    dimensions: tuple[Dimension, ...]

    @property
    def smallest(self) -> int:
        """The smallest number of people of whom anything may be shown."""
        return load_site().smallest_group

    @property
    def whole(self) -> "Survey":
        """The same survey in all its dimensions."""
        return replace(self, dimensions=load_dimensions())

    @cached_property
    def before(self) -> "Survey | None":
        """The newest survey before this one; None without any."""
        years = [year for year in gate.years(self.warehouse) if year < self.year]
        return load_survey(self.warehouse, replace(self.selection, year=max(years)), self.words) if years else None

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many forms each dimension looked at has."""
        every = gate.respondents_of(self.warehouse, self)
        return {dimension.code: int(every.get(dimension.code, 0)) for dimension in self.dimensions}

    @property
    def form_count(self) -> int:
        """How many forms the dimensions looked at have together."""
        return sum(self.counts.values())

    @cached_property
    def parts(self) -> pd.DataFrame:
        """People per sub-dimension of the dimensions looked at: `dimension, sub_dimension, count, most_parts`."""
        rows = gate.respondents_of_parts(self.warehouse, self.year, self.track)
        return rows[rows["dimension"].isin(self.codes)]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the dimensions looked at."""
        return tuple(dimension.code for dimension in self.dimensions)

    @cached_property
    def split(self) -> frozenset[str]:
        """The dimensions looked at whose form was split by sub-dimension, as the viewer says or the answers look."""
        return split_dimensions(
            self.parts, said_split(self.selection.form, (dimension.code for dimension in self.dimensions))
        )

    @cached_property
    def described(self) -> tuple[Description, ...]:
        """Every dimension of the survey's method, looked at or not, with the spread of its answers."""
        return gate.describe(self.warehouse, self)

    @cached_property
    def own(self) -> tuple[tuple[Dimension, Description], ...]:
        """The dimensions looked at, each with its description."""
        known = {one.whole.code: one for one in self.described}
        return tuple((dimension, known[dimension.code]) for dimension in self.dimensions if dimension.code in known)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The codes of the dimensions, parts and statements of which something may be shown."""
        return surveys.shown(self.described)

    @property
    def silent(self) -> tuple[Dimension, ...]:
        """The dimensions looked at of which nothing at all is shown, for the few who answered any of it."""
        return tuple(dimension for dimension, one in self.own if one.whole.count < self.smallest)

    @property
    def is_whole(self) -> bool:
        """Whether the survey is looked at in all its dimensions."""
        return len(self.own) == len(self.described)

    @property
    def answered(self) -> int:
        """How many answered in the dimensions looked at; one who answered in two of them counts twice."""
        return sum(one.whole.count for _, one in self.own)

    def has_answers(self) -> bool:
        """Say whether somebody answered a statement of the dimensions looked at."""
        return self.answered > 0

    def has_respondents(self) -> bool:
        """Say whether the dimensions looked at have a respondent, with or without answers."""
        return self.form_count > 0

    def titled(self, exhibit: Exhibit) -> Exhibit:
        """Let a finding, and those folded into it, say of which survey it is, unless its own words name the year."""
        message = exhibit.message
        if exhibit.empty is None and str(self.year) not in message:
            message = self.words("respondents.of_survey", year=self.year, message=message)
        return replace(exhibit, message=message, details=tuple(map(self.titled, exhibit.details)))

    def services(self) -> tuple[Group, ...]:
        """Group the respondents of the dimensions looked at by service, those hidden last."""
        return gate.services_of(self.warehouse, self, self.codes)

    @property
    def part_names(self) -> dict[str, str]:
        """What the sub-dimensions looked at are called, by their codes."""
        return part_names(self.dimensions, self.words)

    @property
    def statements(self) -> dict[str, str]:
        """The words of each statement by its code."""
        return {item.code: item.meaning[self.words.language] for item in self.method.survey_items}

    @property
    def mapping(self) -> str:
        """The chosen mapping; the method's own where none, or one that it does not know, was chosen."""
        own = self.method.survey
        return self.selection.mapping if self.selection.mapping in own.mappings else own.default_mapping

    @property
    def marks(self) -> dict[str, float]:
        """The simulated score of each node of the survey that has one, by the mapping looked at."""
        return dict(surveys.marks(surveys.item_means(self.described), self.method, self.mapping))

    def mapping_name(self, mapping: str) -> str:
        """Name a mapping with the mark of how certain it is that the ministry maps so."""
        mark = self.words(f"survey.mark.{self.method.survey.certainty}")
        return " ".join(filter(None, (self.words(f"method.mapping.{mapping}"), mark)))

    @property
    def mapped_by(self) -> str:
        """How a caption says by which mapping marks were made."""
        return self.words("respondents.impact.caption", mapping=self.mapping_name(self.mapping))

    @property
    def few_note(self) -> str:
        """Which dimensions are not shown for having too few respondents; "" when there is none."""
        few = [dimension.name for dimension, one in self.own if one.whole.count and one.whole.code not in self.shown]
        return few_note(few, self.words)

    @property
    def silent_note(self) -> str:
        """Which dimensions somebody answered, but too few to show anything of; "" when there is none."""
        answered = {one.whole.code for _, one in self.own if one.whole.count}
        return few_note([dimension.name for dimension in self.silent if dimension.code in answered], self.words)

    @property
    def source(self) -> str:
        """The files of the survey in one line."""
        return joined_sources(self.files, self.words)

    def caption(self, count: int, more: str = "") -> str:
        """Say which survey, how many respondents, of which dimension; CONTOH first when it is invented."""
        words = self.words
        parts = [
            words("respondents.sample") if self.is_sample else "",
            words("respondents.caption", year=self.year, track=words(f"method.track.{self.track}"), n=count),
            self.dimensions[0].name if len(self.dimensions) == 1 else "",
            more,
        ]
        return " · ".join(filter(None, parts))

    def subject(self, count: int, *parts: object, more: str = "", **known: object) -> Subject:
        """Return what exhibits of this survey speak of (see `subject_of`).

        *count* is how many respondents they are about, *more* what their captions say besides.
        """
        own = {"sources": self.files, "bases": (), "caption": self.caption(count, more), "of_people": True}
        return subject_of(self.warehouse, self.words, self, *parts, **(own | known))

    @property
    def answering(self) -> Subject:
        """What exhibits speak of that are about all who answered in the dimensions looked at."""
        return self.subject(self.answered)

    @property
    def unasked(self) -> Subject:
        """What an exhibit speaks of that has nothing to show: where the survey is from, and no more."""
        return subject_of(self.warehouse, self.words, self.method, sources=self.files)

    def lacking(self, key: str, part: str, count: int) -> Exhibit:
        """Return the exhibit *key* of a survey that lacks what it is made of, with the texts that begin with *part*.

        *count* respondents are in the survey.
        """
        texts = f"respondents.{part}"
        return self.subject(count).nothing(key, message=self.words(texts), because=f"{texts}_", year=self.year, n=count)


def load_survey(warehouse: Warehouse, selection: Selection, words: Words) -> Survey | None:
    """Return the survey of the chosen year, or the newest without a choice; None where there is none.

    Where a year has surveys of several tracks, the home region's own track counts.
    """
    year = selection.year if selection.year is not None else max(gate.years(warehouse), default=None)
    loaded = None if year is None else gate.load(warehouse, year)
    if loaded is None:
        return None
    return Survey(
        **vars(loaded), warehouse=warehouse, selection=selection, words=words, dimensions=chosen_dimensions(selection)
    )


def has_survey(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether there is a survey of what the viewer chose."""
    return load_survey(warehouse, selection, words) is not None


def has_answers(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether somebody answered in what the viewer chose, so that there is something to show."""
    survey = load_survey(warehouse, selection, words)
    return survey is not None and survey.has_answers()


def of_survey(key: str, is_filled: Callable[[Survey], bool] | None = None) -> Callable:
    """Let the exhibit *key* be made of the survey looked at; it says so when there is none, or nobody in it.

    Its finding names the year of the survey.

    *is_filled* says whether there is somebody in the survey that the exhibit can be about.
    """

    def looked_at(warehouse: Warehouse, selection: Selection, words: Words) -> Survey | Exhibit:
        survey = load_survey(warehouse, selection, words)
        if survey is None:
            return no_survey(key, warehouse, selection, words)
        if is_filled is None or is_filled(survey):
            return survey
        named = {"year": survey.year, "dimension": survey.dimensions[0].name}
        return survey.unasked.nothing(key, because="respondents.nobody.", **named)

    def decorated(make: Callable[[Survey], Exhibit]) -> Callable[[Warehouse, Selection, Words], Exhibit]:
        @wraps(make)
        def titled(survey: Survey) -> Exhibit:
            return survey.titled(make(survey))

        return exhibit_of(looked_at)(titled)

    return decorated


def no_survey(key: str, warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Return the exhibit *key* without a survey: it names the years that have one."""
    years = gate.years(warehouse)
    if years and selection.year is not None:
        missing = words("respondents.no_survey.missing_year", year=selection.year)
        step = words("respondents.no_survey.step_year", years=words.join(years))
    else:
        missing, step = words("respondents.no_survey.missing"), words("respondents.no_survey.step")
    method = selection.year and warehouse.methods.get(selection.year, load_site().track)
    subject = subject_of(warehouse, words, method)
    return subject.nothing(key, because=Empty(missing, words("respondents.no_survey.why"), step))


def spread_rows(
    answers: Iterable[tuple[str, int, float | None, Spread | None]], words: Words, **others: object
) -> pd.DataFrame:
    """Lay out what a mean on the spread of its answers is drawn and listed by.

    Of what was answered its label is given, how many answered, their mean, and the spread of it. They are returned as
    `label, n, mean, low, high, way, remark` and the *others*; *way* names the bootstrap, *remark* counts people.
    """
    rows = [
        (
            label,
            count,
            mean,
            spread.low if spread else None,
            spread.high if spread else None,
            words(f"survey.way.{spread.way}") if spread else "",
            words("charts.respondents_n", count=count),
        )
        for label, count, mean, spread in answers
    ]
    frame = pd.DataFrame(rows, columns=["label", "n", "mean", "low", "high", "way", "remark"])
    return frame.astype(dict.fromkeys(("mean", "low", "high"), float)).assign(**others)


def few_note(dimensions: Iterable[str], words: Words) -> str:
    """Say which dimensions are not shown for having too few respondents; "" when there is none."""
    named = words.join(dimensions)
    return words("survey.few", dimensions=named, smallest=load_site().smallest_group) if named else ""


def in_a_sentence(text: str) -> str:
    """Take off the stop of a statement, so that it can be quoted inside a sentence."""
    return text.rstrip(".")
