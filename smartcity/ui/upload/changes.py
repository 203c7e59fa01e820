"""Figures before and after: what a file or an entry changes, area by area."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from smartcity.exhibits.kit.exhibit import INTEGER, RANK, SCORE, SIGNED, TEXT, Column, Table
from smartcity.intake import Change
from smartcity.intake.preview import AREAS, INNOVATIONS, RANKS, RESPONDENTS, SCORES
from smartcity.method import INDEX, load_dimensions
from smartcity.method.adopted import KIND as RULES
from smartcity.method.regions import load_site
from smartcity.ui.elements import plain
from smartcity.ui.samples import raise_banner
from smartcity.ui.tables import draw_table
from smartcity.wording import Words

_DECIMALS = 3


def nothing_changed(key: str, kind: str | None, year: int | None, words: Words) -> str:
    """Say under *key* that no stored figure changes; of rules, what does change all the same."""
    return words(f"{key}_rules", year=year) if kind == RULES else words(key)


def draw_changes(changes: Sequence[Change], words: Words) -> None:
    """Draw one table an area, only with the figures that differ; invented figures bear their mark."""
    if any(change.is_sample for change in changes):
        raise_banner()
        st.badge(words("ui.sample.tag"), color="gray")
    for area in AREAS:
        own = [change for change in changes if change.area == area]
        if own:
            title = words(f"upload.change.{area}", region=load_site().home)
            st.markdown(f"**{plain(title)}**")
            draw_table(_table(area, own, words), words, words("upload.change.alt", area=title), f"change-{area}")


def _table(area: str, own: Sequence[Change], words: Words) -> Table:
    """Lay out the changes of one area; what has no value on one side has no difference either."""
    frame = pd.DataFrame(
        {
            "what": [_label(change, words) for change in own],
            "before": pd.array([change.before for change in own], dtype="Float64"),
            "after": pd.array([change.after for change in own], dtype="Float64"),
        }
    )
    frame["difference"] = frame["after"] - frame["before"]
    kind = {SCORES: SCORE, RANKS: RANK}.get(area, INTEGER)
    decimals = _DECIMALS if area == SCORES else 0
    columns = [Column("what", words("upload.change.what"), TEXT)]
    columns += [Column(name, words(f"upload.change.{name}"), kind, decimals) for name in ("before", "after")]
    if area != RANKS:
        columns.append(Column("difference", words("upload.change.difference"), SIGNED, decimals))
    return Table(frame, tuple(columns))


def _label(change: Change, words: Words) -> str:
    labels = change.labels
    match change.area:
        case area if area == SCORES:
            node = labels["node"]
            name = words("upload.change.index") if node == INDEX else words(f"method.component.{node}")
            basis = words(f"method.basis.{labels['basis']}")
            return words("upload.change.score_row", node=name, year=labels["year"], basis=basis)
        case area if area == RANKS:
            among = words(f"standings.group.{labels['among']}", province=load_site().province)
            basis = words(f"method.basis.{labels['basis']}")
            return words("upload.change.rank_row", among=among, year=labels["year"], basis=basis)
        case area if area == RESPONDENTS:
            names = {dimension.code: dimension.name for dimension in load_dimensions()}
            values = {"dimension": names[labels["dimension"]], "year": labels["year"]}
            if labels["quota"] is None:
                return words("upload.change.respondent_row_plain", **values)
            return words("upload.change.respondent_row", quota=labels["quota"], **values)
        case area if area == INNOVATIONS:
            return words("upload.change.innovation_row", label=labels["label"], year=labels["year"])
        case _:
            return words(f"upload.table.{labels['table']}")
