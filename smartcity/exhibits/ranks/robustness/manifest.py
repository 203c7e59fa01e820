"""What was drawn and what was not: every doubt with its size, whom it touches, and whether it is an assumption."""

from dataclasses import asdict

import pandas as pd

from smartcity.answers.ranks import Sure
from smartcity.exhibits.kit.exhibit import Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.robustness.lacks import listed, reasons_said
from smartcity.exhibits.ranks.robustness.view import View, is_shown, nothing, view_of
from smartcity.outlook.robustness import Doubt, Rounding, Survey
from smartcity.outlook.robustness.doubts import OF_INDEX
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

COLUMNS = ("name", "used", "how", "size", "regions", "nature")


@kept
def drawn(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List what was drawn for the page's question."""
    view = view_of(warehouse, selection, words)
    return drawn_of(view, words) if is_shown(view) else nothing("manifes", "drawn", view, stamp(warehouse), words)


def drawn_of(view: View, words: Words) -> Exhibit:
    """List every doubt: drawn or why not, in which size, for whom, known or assumed."""
    sure = view.sure
    applied = {one.doubt: one for one in sure.result.manifest.applied}
    rows = []
    for code, doubt in sure.doubts.items():
        one = applied.get(code)
        reasons = reasons_said(code, sure, words)
        used = words("robustness.drawn.yes") if one else words("robustness.drawn.no", reason=reasons)
        if one is None and not reasons:
            used = words("robustness.drawn.not_chosen")
        rows.append(
            {
                "name": words(f"robustness.doubt.{code}.name"),
                "used": used,
                "how": words(f"robustness.doubt.{code}.how"),
                "size": size_said(doubt, sure, words) if one else None,
                "regions": listed(one.regions, words) if one else None,
                "nature": words(f"robustness.nature.{nature_of(doubt)}"),
            }
        )
    columns = tuple(Column(code, words(f"robustness.column.{code}")) for code in COLUMNS)
    manifest = sure.result.manifest
    said = {"draws": manifest.draws, "seed": manifest.seed[0]}
    return Exhibit(
        key="manifes",
        message=words("robustness.drawn.message", n=len(applied), count=len(sure.doubts)),
        table=Table(pd.DataFrame(rows), columns),
        caption=words("robustness.drawn.caption", **said),
        alt=words("robustness.drawn.alt"),
        note=words("robustness.drawn.note"),
        source=view.source,
        stamp=view.stamp,
        bases=sure.arena.bases,
        is_sample=sure.arena.has_sample,
    )


def nature_of(doubt: Doubt) -> str:
    """Say whether a doubt's size is assumed, measured on answers, or known from how figures are printed."""
    if doubt.is_assumption:
        return "assumed"
    return "measured" if doubt.code == Survey.code else "known"


def size_said(doubt: Doubt, sure: Sure, words: Words) -> str:
    """Spell how large a doubt was taken to be."""
    values = asdict(doubt)
    if doubt.code != Rounding.code:
        return words(f"robustness.doubt.{doubt.code}.size", **values)
    field = sure.arena.field
    parts = field.is_composed & (doubt.of != OF_INDEX)
    printed = field.is_known & (field.roundings > 0)
    finest = "components" if parts[printed].all() else "mixed" if parts.any() else "index"
    return words(f"robustness.doubt.{doubt.code}.size_{finest}", half=0.5 * 10.0**-doubt.decimals)


def manifest_said(view: View, words: Words) -> str:
    """Say in one sentence what was drawn, how often, from which seed, and what of it is an assumption."""
    sure, manifest = view.sure, view.sure.result.manifest
    clauses = []
    for doubt in sure.applied:
        kind = "assumed" if doubt.is_assumption else "given"
        name, size = words(f"robustness.doubt.{doubt.code}.brief"), size_said(doubt, sure, words)
        clauses.append(words(f"robustness.manifest.{kind}", name=name, size=size))
    said = [words("robustness.manifest.said", draws=manifest.draws, seed=manifest.seed[0], doubts="; ".join(clauses))]
    waiting = (*sure.arena.left_out, *sure.result.unranked)
    if waiting:
        said.append(words("robustness.manifest.waiting", names=listed(tuple(sorted(waiting)), words), n=len(waiting)))
    return " ".join(said)
