"""What is missing, the most valuable first, and how complete each component is."""

import pandas as pd

from smartcity import charts
from smartcity.exhibits.evidence.gathered import HOW_FAR, ITEM, WHO, Gathered, evidence_exhibit
from smartcity.exhibits.evidence.sentences import complete_said
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.records.evidence import COMPLETE

MISSING, COMPLETENESS = "bukti-kurang", "bukti-kelengkapan"


@evidence_exhibit(MISSING)
def missing(found: Gathered) -> Exhibit:
    """List the items whose evidence is not complete, what is worth most first."""
    words, own = found.words, found.dossier.missing
    texts = "evidence.missing"
    if not own:
        return found.subject.nothing(MISSING, texts, year=found.year)
    worth = sum(map(found.dossier.worth, (one.item for one in own)))
    unowned = sum(one.owner is None for one in own)
    notes = [words("evidence.rule")]
    if unowned:
        notes.insert(0, words("evidence.missing.unowned", n=unowned))
    rows = pd.DataFrame([found.row(one) | {"place": number} for number, one in enumerate(own, start=1)])
    return found.subject.exhibit(
        MISSING,
        words("evidence.missing.message", n=len(own), worth=worth, year=found.year),
        texts,
        rows=rows,
        columns=of_page("evidence", f"place {ITEM} {HOW_FAR} {WHO}"),
        note=notes,
        year=found.year,
    )


@evidence_exhibit(COMPLETENESS)
def completeness(found: Gathered) -> Exhibit:
    """Show how much of each component is complete, each bar as long as the component weighs."""
    words, dossier = found.words, found.dossier
    rows = []
    for component in dossier.method.components:
        own = [one for one in dossier.counted if dossier.method.item(one.item).component == component.code]
        share, whole = dossier.complete(component.code), len(own) * component.gain_per_mark
        if share is not None:
            name = words(f"method.component.{component.code}")
            rows.append((name, share * whole, whole, share, sum(one.status == COMPLETE for one in own), len(own)))
    frame = pd.DataFrame(rows, columns=["label", "there", "whole", "share", "complete", "items"])
    texts = "evidence.completeness"
    if frame.empty:
        return found.subject.nothing(COMPLETENESS, texts, year=found.year)
    bare = dossier.bare
    return found.subject.exhibit(
        COMPLETENESS,
        complete_said(dossier, words),
        texts,
        rows=frame,
        columns=of_page("evidence", "label=shared.component whole share complete items"),
        figure=charts.filled_bars(frame, words),
        note=[words("evidence.bare", n=len(bare), items=words.join(one.item for one in bare)) if bare else ""],
        year=found.year,
    )
