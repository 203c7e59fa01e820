"""Judge one workbook: what kind it is, what its rows hold, and whether its own figures agree.

Must not know what is loaded: it is also asked in a process that has nothing but the file and what it is judged against.
"""

from collections.abc import Iterable

import pandas as pd

from smartcity.checks import Checked, Options, Reference, check, vocabulary
from smartcity.intake import kept
from smartcity.intake.inspection import Inspection, reasons_of
from smartcity.method import INDEX, Methods
from smartcity.method.layout import load_layouts
from smartcity.reading import Reading
from smartcity.reading.extract import extract, guess_kind
from smartcity.records.findings import Finding, Place, is_loadable
from smartcity.scoring.ranking import differs
from smartcity.scoring.scores import score


@kept.judging
def judge(reading: Reading, file: str, options: Options, reference: Reference) -> Inspection:
    """Judge an already read workbook; findings of the reading stand before those of the checks."""
    if not is_loadable(reading.findings):
        return Inspection(file, "", options.kind, None, reading.findings)
    layouts = load_layouts()
    names = vocabulary(reference.methods, reference.dimensions, reference.aliases)
    guessed = guess_kind(reading, layouts, names)
    kind = options.kind or guessed
    if kind not in layouts:
        seen = kind or ", ".join(sheet.name for sheet in reading.sheets)[:200]
        finding = Finding("file.kind_unknown", Place(file), seen, {"kinds": list(layouts)})
        return Inspection(file, "", None, None, (*reading.findings, finding))
    extracted = extract(reading, file, layouts[kind], names)
    checked = check(extracted, file, layouts[kind], options, reference)
    found = [*reading.findings]
    if guessed and guessed != kind and not checked.is_loadable:
        found.append(Finding("file.kind_differs", Place(file), guessed, {"expected": kind}))
    found += checked.findings
    found += differing_scores(checked, file, reference.methods)
    reasons = reasons_of(reading, extracted, layouts[kind], options, checked.track_from)
    return Inspection(file, "", kind, checked, tuple(found), reasons)


def differing_scores(checked: Checked, file: str, methods: Methods) -> Iterable[Finding]:
    """Name published indices that the components beside them do not give; they are loaded as printed all the same."""
    cells = {(place.sheet, place.row): place.cell for place in checked.places if place.field == INDEX}
    for method in methods.all:
        rows = [
            row
            for row in checked.tables.get("results", ())
            if (row["year"], row["track"]) == (method.year, method.track) and row.get(INDEX) is not None
        ]
        if not rows:
            continue
        leaves = [(number, code, row.get(code)) for number, row in enumerate(rows) for code in method.weights]
        frame = pd.DataFrame(leaves, columns=["region", "node", "value"]).astype({"value": float})
        scores = score(frame, method).scores
        for number, value in scores.loc[scores["node"] == INDEX, ["region", "value"]].itertuples(index=False):
            row = rows[number]
            if differs(value, row[INDEX], method.tolerance):
                place = Place(file, row["sheet"], cells[row["sheet"], row["row"]])
                yield Finding("score.differs", place, str(row[INDEX]), {"expected": float(value)})
