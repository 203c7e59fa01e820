"""Where the kind, the year and the track of a file were taken from, so that a person can judge the guess."""

from collections.abc import Mapping

from smartcity.checks import Options
from smartcity.method.layout import Layout, normalise
from smartcity.reading import Reading
from smartcity.reading.extract import INSTRUCTIONS, KIND_LABELS, instruction_fields
from smartcity.records.observations import Extract

PERSON, GUIDE, SHEET, HEADERS, ROWS, UNKNOWN = "person", "guide", "sheet", "headers", "rows", "unknown"
"""A person said so; the instruction sheet does; a field above the table; the headers; the rows; nothing does."""


def reasons_of(reading: Reading, extracted: Extract, layout: Layout, options: Options) -> Mapping[str, str]:
    """Say for "kind", "year" and "track" what each was taken from.

    A year or track that the kind does not ask of the whole file stands in its rows.
    """
    stated = instruction_fields(reading)
    says_kind = any(label in stated and normalise(stated[label].cell.value) == layout.kind for label in KIND_LABELS)
    reasons = {"kind": PERSON if options.kind else GUIDE if says_kind else HEADERS}
    asked = {"year": (layout.needs_year, options.year), "track": (layout.needs_track, options.track)}
    for name, (is_asked, said) in asked.items():
        field = extracted.fields.get(name)
        if not is_asked:
            reasons[name] = ROWS
        elif said is not None:
            reasons[name] = PERSON
        elif field is None or field.cell.value is None:
            reasons[name] = UNKNOWN
        else:
            reasons[name] = GUIDE if normalise(field.sheet) in INSTRUCTIONS else SHEET
    return reasons
