"""The rows of a survey as the quality rules look at them, and what a rule says of some of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from smartcity.checks.answers import Answers
from smartcity.checks.reference import Reference
from smartcity.method import Method
from smartcity.method.layout import Quality, normalise
from smartcity.records.decisions import SERVICE
from smartcity.records.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding and the rows of the answers, by position, that it speaks of."""

    rows: tuple[int, ...]
    finding: Finding

    @classmethod
    def of(cls, code: str, rows: Iterable[int], place: Place, found: str = "", **values: object) -> "Doubt":
        """Make the finding and say whom it concerns."""
        return cls(tuple(rows), Finding(code, place, found[:200], values))


@dataclass(frozen=True)
class Doubted:
    """The answers of a file with what its rows are judged by.

    *service_letters* are the letters of the service column of those sheets that have one; *service_places* are the
    cells of the services that stand elsewhere, by sheet and row.
    """

    answers: Answers
    file: str
    method: Method
    reference: Reference
    quality: Quality
    service_letters: Mapping[str, str]
    service_places: Mapping[tuple[str, int], Place] = field(default_factory=dict)

    @cached_property
    def matrix(self) -> np.ndarray:
        """The answers as rows x statements, NaN where there is none."""
        return self.answers.values.to_numpy(float)

    @cached_property
    def respondents(self) -> Mapping[str, np.ndarray]:
        """The columns of the respondents; `cell` stands for a row, `service` is None where there is none."""
        return {name: column.to_numpy() for name, column in self.answers.respondents.items()}

    @property
    def dimensions(self) -> np.ndarray:
        """The dimension of each row."""
        return self.respondents["dimension"]

    @property
    def sheets(self) -> np.ndarray:
        """The sheet of each row."""
        return self.respondents["sheet"]

    @cached_property
    def forms(self) -> np.ndarray:
        """A number for each filled form: rows of one form, which answers several dimensions, share it."""
        return self.answers.respondents.groupby(["sheet", "row"], sort=False).ngroup().to_numpy()

    @cached_property
    def firsts(self) -> np.ndarray:
        """The position of the first row of each form, by the form's number."""
        return np.unique(self.forms, return_index=True)[1]

    @cached_property
    def services(self) -> np.ndarray:
        """The service of each row as decided and normalised, "" where there is none."""
        places, spelled = pd.factorize(self.respondents["service"])
        meant = [normalise(self.reference.aliases.get((SERVICE, normalise(one))) or one) for one in spelled]
        return np.array([*meant, ""], dtype=object)[places]

    @cached_property
    def with_service_column(self) -> np.ndarray:
        """The forms, by number, of those sheets that have a column for the service."""
        return np.flatnonzero(np.isin(self.sheets[self.firsts], list(self.service_letters)))

    def columns_of(self, dimension: str) -> Mapping[str, np.ndarray]:
        """Return the statements that the file has of each part of *dimension*, as columns of the matrix."""
        places = {code: place for place, code in enumerate(self.answers.values.columns)}
        places_of: dict[str, list[int]] = {}
        for item in self.method.survey_items:
            if item.dimension == dimension and item.code in places:
                places_of.setdefault(item.sub_dimension, []).append(places[item.code])
        return {part: np.array(columns) for part, columns in places_of.items()}

    def place(self, row: int) -> Place:
        """Return the cell that stands for a row."""
        return Place(self.file, self.sheets[row], self.respondents["cell"][row])

    def doubt(self, code: str, form: int, found: str = "", **values: object) -> Doubt:
        """Doubt a form, at its first row."""
        return Doubt.of(code, self.rows_of(form), self.place(int(self.firsts[form])), found, **values)

    def spelled(self, form: int) -> object:
        """Return the service of a form as it stands there, None where there is none."""
        return self.respondents["service"][self.firsts[form]]

    def doubt_service(self, code: str, forms: Sequence[int], at: int, found: str, **values: object) -> Doubt:
        """Doubt *forms* at the cell of the service of one of them."""
        row = self.firsts[at]
        sheet, number = self.sheets[row], self.respondents["row"][row]
        place = self.service_places.get((sheet, number)) or Place(
            self.file, sheet, f"{self.service_letters[sheet]}{number}"
        )
        return Doubt.of(code, [row for form in forms for row in self.rows_of(form)], place, found, **values)

    def first(self, form: int) -> Mapping[str, str]:
        """Say where an earlier form stands, as the findings do."""
        place = self.place(int(self.firsts[form]))
        return {"first": place.cell, "first_sheet": place.sheet}

    def rows_of(self, form: int) -> tuple[int, ...]:
        """Return the rows of one form."""
        return tuple(self._rows[self._starts[form] : self._starts[form + 1]].tolist())

    @cached_property
    def _rows(self) -> np.ndarray:
        return np.argsort(self.forms, kind="stable")

    @cached_property
    def _starts(self) -> np.ndarray:
        return np.searchsorted(self.forms[self._rows], np.arange(len(self.firsts) + 1))


def part_names(reference: Reference, code: str) -> tuple[tuple[str, str], ...]:
    """Return the name of a dimension's part in each language, as (language, name)."""
    parts = {part.code: part.names for dimension in reference.dimensions for part in dimension.sub_dimensions}
    return tuple(parts[code].items())


def languages_of(reference: Reference) -> list[str]:
    """List the languages in which the parts of dimensions have names."""
    names = (part.names for dimension in reference.dimensions for part in dimension.sub_dimensions)
    return list(dict.fromkeys(language for own in names for language in own))


def in_languages(names: Iterable[tuple[tuple[str, str], ...]]) -> dict[str, list[str]]:
    """Turn names that each come in every language into a list of names per language."""
    texts: dict[str, list[str]] = {}
    for name in names:
        for language, text in name:
            texts.setdefault(language, []).append(text)
    return texts
