"""What is to be known of a composite: what was missing, constant, pulled in, filled or clamped, each in a sentence."""

from collections.abc import Iterator, Sequence

import pandas as pd

from smartcity.exhibits.composite.composition import Composition, kept_composite
from smartcity.exhibits.composite.material import Material
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.scoring.composite.definition import FIXED, INDEX
from smartcity.scoring.composite.index import Composite
from smartcity.scoring.composite.notes import CONSTANT, EMPTY_UNIT, Note
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.messages import LISTED


@kept_composite
def remarks(warehouse: Warehouse, composition: Composition, words: Words) -> Exhibit:
    """List everything that was not taken as it stands; the first row says whether years compare."""
    noted = [*sentences(composition.made, composition.material, words), *_of_values(composition, words)]
    rows = [
        (words("composite.remarks.kind.scale"), words(f"cli.composite.scale.{composition.definition.scale}")),
        *noted,
    ]
    return composition.subject(warehouse, words).exhibit(
        "komposit-catatan",
        words("composite.remarks.message" if noted else "composite.remarks.none", n=len(rows)),
        "composite.remarks",
        rows=rows,
        columns=("composite.remarks.column_kind", "composite.remarks.column_sentence"),
        n=len(rows),
    )


def sentences(made: Composite, material: Material, words: Words) -> Iterator[tuple[str, str]]:
    """Yield kind and sentence of each oddity, one for all units that share it."""
    together: dict[tuple[object, ...], list[Note]] = {}
    for note in made.notes:
        key = (note.code, note.node, note.values.get("of"), None if note.unit else note.year)
        together.setdefault(key, []).append(note)
    for (code, *_), own in together.items():
        form = f"{code}_fixed" if code == CONSTANT and made.definition.scale == FIXED else code
        yield (
            words(f"composite.remarks.kind.{code}"),
            words(f"cli.composite.note.{form}", **_values(own, material, words)),
        )
    empty = {(note.unit, note.year) for note in made.notes if note.code == EMPTY_UNIT}
    places = zip(made.missing["unit"], made.missing["year"])
    lacking = made.missing[pd.Series([place not in empty for place in places], made.missing.index, bool)]
    lacking = lacking.assign(missing=lacking["missing"].map(tuple))
    for (node, missing, has_value), own in lacking.groupby(["node", "missing", "has_value"], sort=False):
        places = [words("cli.composite.place", unit=material.unit(row.unit), year=row.year) for row in own.itertuples()]
        named = [material.label(code) for code in missing]
        key = "rescaled" if has_value else "no_value"
        values = {
            "node": _named(node, material, words),
            "missing": named,
            "places": words.join(words.first(places, LISTED)),
        }
        yield words(f"composite.remarks.kind.{key}"), words(f"cli.composite.{key}", **values)


def _values(own: Sequence[Note], material: Material, words: Words) -> dict[str, object]:
    first = own[0]
    form = "cli.composite.moved" if "treated" in first.values else "cli.composite.place"
    places = [words(form, **{**note.values, "unit": material.unit(note.unit), "year": note.year}) for note in own]
    values = {**first.values, "node": _named(first.node, material, words)}
    values["places"] = words.join(words.first(places, LISTED))
    if "of" in values:
        values["of"] = _named(values["of"], material, words)
    return values | {"year": first.year or words("cli.composite.all_years")}


def _named(node: object, material: Material, words: Words) -> str:
    return words("cli.composite.index") if node == INDEX else material.label(str(node))


def _of_values(composition: Composition, words: Words) -> Iterator[tuple[str, str]]:
    """Say what is doubtful in the values themselves: series that measure differently, files that disagree."""
    material = composition.material
    if material.file:
        return
    families: dict[str, list[str]] = {}
    cells = material.cells_of(composition.definition.codes, material.years)
    for code in composition.definition.codes:
        families.setdefault(material.families.get(code, code), []).append(material.label(code))
    for labels in families.values():
        if len(labels) > 1:
            yield words("composite.remarks.kind.series"), words("composite.remarks.series", labels=labels)
    noted = cells[cells["note"].notna() & (cells["year"] == composition.year)]
    for (code, note), own in noted.groupby(["code", "note"], sort=False):
        places = words.join(words.first(map(material.unit, own["region"]), LISTED))
        values = {"label": material.label(code), "places": places, "year": composition.year, "note": note}
        is_of_all = len(own) == ((cells["code"] == code) & (cells["year"] == composition.year)).sum()
        key = "composite.remarks.note_all" if is_of_all and len(own) > 1 else "composite.remarks.note"
        yield words("composite.remarks.kind.note"), words(key, **values)
    disputed = cells[(cells["versions"] > 1) & (cells["year"] == composition.year)]
    for code, own in disputed.groupby("code", sort=False):
        places = words.join(words.first(map(material.unit, own["region"]), LISTED))
        values = {"label": material.label(code), "places": places, "year": composition.year}
        yield words("composite.remarks.kind.versions"), words("composite.remarks.versions", **values)
