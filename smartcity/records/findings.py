"""What an analyst should know about a file: stable codes, severities and places.

The core raises codes and values; the sentences stand in the wording catalogues under `findings.<code>`, and
`docs/temuan.md` explains each code to people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)

CATALOGUE: Mapping[str, str] = MappingProxyType(
    {
        "file.not_found": ERROR,
        "file.changed": ERROR,
        "file.not_a_workbook": ERROR,
        "file.empty": ERROR,
        "file.encrypted": ERROR,
        "file.damaged": ERROR,
        "file.too_large": ERROR,
        "file.too_many_cells": ERROR,
        "file.cell_out_of_reach": ERROR,
        "file.unsafe_content": ERROR,
        "file.wrong_extension": WARNING,
        "file.macros_ignored": INFO,
        "file.external_links_ignored": WARNING,
        "file.already_loaded": ERROR,
        "file.kind_unknown": ERROR,
        "file.kind_differs": ERROR,
        "file.year_unknown": ERROR,
        "file.track_unknown": ERROR,
        "file.no_rows": ERROR,
        "file.replaces": WARNING,
        "sheet.missing": ERROR,
        "sheet.unknown": WARNING,
        "sheet.hidden": WARNING,
        "sheet.empty": INFO,
        "header.missing": ERROR,
        "header.column_missing": ERROR,
        "header.duplicate": ERROR,
        "header.unknown": WARNING,
        "cell.blank": ERROR,
        "cell.not_a_number": ERROR,
        "cell.not_an_integer": ERROR,
        "cell.not_a_date": ERROR,
        "cell.not_a_moment": INFO,
        "cell.out_of_scale": ERROR,
        "cell.formula_not_computed": ERROR,
        "cell.error_value": ERROR,
        "cell.text_too_long": ERROR,
        "cell.number_as_text": INFO,
        "cell.answer_missing": INFO,
        "value.unknown_region": ERROR,
        "value.unknown_dimension": ERROR,
        "value.unknown_sub_dimension": ERROR,
        "value.unknown_item": ERROR,
        "value.unknown_track": ERROR,
        "value.unknown_choice": ERROR,
        "value.unknown_service": WARNING,
        "value.near_match": WARNING,
        "value.other_scale": ERROR,
        "value.scale_doubt": WARNING,
        "row.duplicate": ERROR,
        "row.total": INFO,
        "row.example": INFO,
        "row.left_out": INFO,
        "row.sent_again": INFO,
        "row.incomplete": ERROR,
        "year.mismatch": ERROR,
        "year.no_method": ERROR,
        "score.differs": WARNING,
        "quota.under": WARNING,
        "quota.over": WARNING,
        "quality.straight_lining": WARNING,
        "quality.same_person": WARNING,
        "quality.service_blank": WARNING,
        "quality.service_elsewhere": WARNING,
        "quality.more_than_users": WARNING,
        "quality.zeros": WARNING,
        "quality.same_answers": WARNING,
        "quality.too_fast": WARNING,
        "source.missing": WARNING,
        "personal.masked": WARNING,
        "personal.not_read": INFO,
        "row.beyond_header": ERROR,
        "definition.not_toml": ERROR,
        "definition.key_missing": ERROR,
        "definition.key_unknown": ERROR,
        "definition.value_wrong": ERROR,
        "definition.code_twice": ERROR,
        "definition.group_unknown": ERROR,
        "definition.indicator_unknown": ERROR,
        "definition.group_empty": ERROR,
        "definition.weights_zero": ERROR,
        "composite.below_zero": ERROR,
    }
)
"""Every code with its severity; `docs/temuan.md` and both catalogues hold exactly these."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file by the name its owner gave it, a sheet, a cell address such as "E6"."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file, by code; *found* is what stands there, *values* what the sentence needs besides.

    *count* is how many cells it speaks for: more than one where the others would only repeat it.

    Raises `ValueError` when the code is not in the catalogue.
    """

    code: str
    place: Place
    found: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    count: int = 1

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:
            raise ValueError(f"finding code {self.code!r} is not in the catalogue")

    @property
    def severity(self) -> str:
        """`error` stops loading, `warning` asks for a look, `info` only tells."""
        return CATALOGUE[self.code]

    @property
    def is_error(self) -> bool:
        """Whether it stops loading."""
        return self.severity == ERROR


def is_loadable(findings: Iterable[Finding]) -> bool:
    """Say whether nothing found forbids loading: not one error."""
    return all(finding.severity != ERROR for finding in findings)
