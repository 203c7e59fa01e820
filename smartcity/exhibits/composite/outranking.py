"""Copeland and Borda beside the index: who stands where when a good group cannot pay for a bad one."""

from smartcity.answers.indicators import UNIT, YEAR
from smartcity.exhibits.composite.composed import OWN, Composed, caption, kept, noun, stamp_of
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Exhibit, Table
from smartcity.scoring.composite.definition import BORDA, COPELAND
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_DECIMALS = {COPELAND: 0, BORDA: 2}
"""Copeland counts regions, Borda adds up shares."""


@kept
def outranked(warehouse: Warehouse, composed: Composed, words: Words) -> Exhibit | None:
    """Set the rankings by pairs beside the rank of the index; None where none was asked for or nobody has an index."""
    material, asked = composed.material, composed.definition.outranking
    rows = composed.made.rows.merge(composed.made.outranking, on=[UNIT, YEAR])
    rows = rows[rows["index"].notna()].reset_index(drop=True)
    if not asked or rows.empty:
        return None
    rows = rows.assign(label=rows[UNIT].map(material.unit), basis_word=words(f"method.basis.{OWN}"))
    moved = int((rows[[f"{name}_rank" for name in asked]].ne(rows["rank"], axis=0)).any(axis=1).sum())
    columns = [
        Column("label", words("composite.column.unit" if material.file else "shared.column.region")),
        Column("rank", words("composite.column.index_rank"), RANK),
    ]
    for name in asked:
        columns.append(Column(f"{name}_rank", words(f"composite.column.{name}_rank"), RANK))
        columns.append(Column(name, words(f"composite.column.{name}"), SCORE, _DECIMALS[name]))
    columns.append(Column("basis_word", words("shared.column.basis")))
    named = words.join(words(f"cli.composite.{name}") for name in asked)
    return Exhibit(
        key="komposit-berpasangan",
        message=words(
            "composite.outranking.same" if not moved else "composite.outranking.moved",
            n=moved,
            named=named,
            noun=noun(material, words),
        ),
        table=Table(rows, tuple(columns)),
        caption=caption(composed, words),
        alt=words("composite.outranking.alt", named=named, year=composed.year),
        note=" ".join(words(f"composite.outranking.{name}") for name in asked),
        source=material.source(composed.definition.codes, [composed.year], words),
        stamp=stamp_of(material, warehouse),
        bases=(OWN,),
        is_sample=material.is_sample,
    )
