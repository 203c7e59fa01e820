"""Copeland and Borda beside the index: who stands where when a good group cannot pay for a bad one."""

from smartcity.answers.indicators import UNIT, YEAR
from smartcity.exhibits.composite.composed import OWN, Composed, kept_composite
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Exhibit
from smartcity.scoring.composite.definition import BORDA, COPELAND
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_DECIMALS = {COPELAND: 0, BORDA: 2}
"""Copeland counts regions, Borda adds up shares."""


@kept_composite
def outranked(warehouse: Warehouse, composed: Composed, words: Words) -> Exhibit | None:
    """Set the rankings by pairs beside the rank of the index; None where none was asked for or nobody has an index."""
    material, asked = composed.material, composed.definition.outranking
    rows = composed.made.rows.merge(composed.made.outranking, on=[UNIT, YEAR])
    rows = rows[rows["index"].notna()].reset_index(drop=True)
    if not asked or rows.empty:
        return None
    rows = rows.assign(label=rows[UNIT].map(material.unit), basis_word=words(f"method.basis.{OWN}"))
    moved = int((rows[[f"{name}_rank" for name in asked]].ne(rows["rank"], axis=0)).any(axis=1).sum())
    columns = [("label", material.unit_label), ("rank", "composite.index_rank")]
    for name in asked:
        columns += [
            (f"{name}_rank", f"composite.{name}_rank", RANK),
            (name, f"composite.{name}", SCORE, _DECIMALS[name]),
        ]
    named = words.join(words(f"cli.composite.{name}") for name in asked)
    values = {"n": moved, "named": named, "noun": material.noun(words)}
    return composed.subject(warehouse, words).exhibit(
        "komposit-berpasangan",
        words("composite.outranking.same" if not moved else "composite.outranking.moved", **values),
        "composite.outranking",
        rows=rows,
        columns=(*columns, "basis_word"),
        note=(words(f"composite.outranking.{name}") for name in asked),
        named=named,
        year=composed.year,
    )
