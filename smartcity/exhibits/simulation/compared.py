"""Scenarios side by side, with the official result where there is one."""

from collections.abc import Sequence

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Exhibit, Table
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.simulation.result import result_message
from smartcity.exhibits.simulation.view import View, notes_of
from smartcity.method import INDEX
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import PRECISION
from smartcity.wording import Words

OFFICIAL = "resmi"
"""The code of the official result among what a scenario can be set beside."""


def compared(views: Sequence[View], words: Words) -> Exhibit:
    """List the scenarios with index, rank in the province and components, the official result first."""
    first = views[0]
    codes = list(first.method.weights)
    rows = [*_official_rows(first, words)]
    for view in views:
        index, peers = view.found.index, view.province
        rows.append(
            {
                "name": view.name,
                "basis": words("method.basis.simulasi"),
                INDEX: index,
                "rank": None if index is None or peers is None else peers.rank(index),
                **{code: view.found.components.get(code) for code in codes},
            }
        )
    frame = pd.DataFrame(rows).astype(dict.fromkeys([INDEX, "rank", *codes], float))
    peers = first.province
    published = (card.basis for card in (first.official, first.parts) if card is not None)
    group = group_word(peers.among, None, words) if peers else ""
    columns = (
        Column("name", words("simulation.column.scenario")),
        Column("basis", words("shared.column.basis")),
        Column(INDEX, words("shared.column.index"), SCORE),
        *(
            (Column("rank", words("simulation.column.rank", count=peers.count, year=peers.year), RANK),)
            if peers
            else ()
        ),
        *(Column(code, words(f"method.component.{code}"), SCORE) for code in codes),
    )
    return Exhibit(
        key="banding-pengandaian",
        message=compared_message(views, words),
        table=Table(frame, columns),
        caption=words("simulation.compared.caption", year=first.year, group=group)
        if peers
        else words("simulation.compared.caption_alone", year=first.year),
        alt=words("simulation.compared.alt", n=len(views)),
        note=words("simulation.compared.note"),
        source=first.source,
        stamp=first.stamp,
        bases=tuple(dict.fromkeys((scores.SIMULASI, *published))),
        is_sample=any(view.found.is_sample for view in views),
    )


def compared_message(views: Sequence[View], words: Words) -> str:
    """Name the scenario with the highest index and how far it is from the published one; a single one speaks alone."""
    if len(views) == 1:
        return result_message(views[0], words)
    known = [view for view in views if view.found.index is not None]
    if not known:
        return words("simulation.compared.none", n=len(views))
    best = max(known, key=lambda view: round(view.found.index, PRECISION))
    said = {"name": best.name, "index": best.found.index, "n": len(known)}
    if best.official is None:
        return words("simulation.compared.best", **said)
    gap = round(best.found.index - best.official.published, PRECISION)
    kind = "level" if gap == 0 else "above" if gap > 0 else "below"
    values = {"gap": abs(gap), "published": best.official.published, "published_year": best.official.year}
    return words(f"simulation.compared.{kind}", **said, **values)


def beside(view: View, other: View | None, words: Words) -> Exhibit | None:
    """Draw a scenario's components beside another's, or beside the official ones; None where there are none."""
    if other is None and view.parts is None:
        return None
    theirs = other.found.components if other else view.parts.components
    name = other.name if other else words("simulation.published_of", year=view.parts.year)
    codes = [code for code in view.method.weights if code in view.found.components or code in theirs]
    rows = pd.DataFrame(
        {
            "label": [words(f"method.component.{code}") for code in codes],
            "home": [view.found.components.get(code) for code in codes],
            "other": [theirs.get(code) for code in codes],
            "home_name": view.name,
            "other_name": name,
            "basis": scores.SIMULASI,
            "other_basis": scores.SIMULASI if other else view.parts.basis,
        }
    ).astype({"home": float, "other": float})
    columns = (
        Column("label", words("shared.column.component")),
        Column("home", view.name, SCORE),
        Column("other", name, SCORE),
    )
    return Exhibit(
        key="dua-pengandaian",
        message=beside_message(rows, words),
        figure=charts.dumbbell(rows, view.scale, words),
        table=Table(rows, columns),
        caption=words("simulation.beside.caption", region=short(load_site().home), name=view.name, other=name),
        alt=words("simulation.beside.alt", name=view.name, other=name),
        note=notes_of(view, words),
        source=view.source,
        stamp=view.stamp,
        bases=tuple(dict.fromkeys((scores.SIMULASI, *(rows["other_basis"])))),
        is_sample=view.found.is_sample or bool(other and other.found.is_sample),
    )


def beside_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the component in which the two lie furthest apart, or say that they are alike."""
    known = rows.dropna(subset=["home", "other"])
    gaps = (known["home"] - known["other"]).round(PRECISION)
    first = rows.iloc[0]
    said = {"name": first["home_name"], "other": first["other_name"]}
    if known.empty:
        return words("simulation.beside.none", **said)
    if (gaps == 0).all():
        return words("simulation.beside.alike", **said)
    widest = gaps.abs().idxmax()
    kind = "above" if gaps[widest] > 0 else "below"
    return words(f"simulation.beside.{kind}", **said, component=known.loc[widest, "label"], gap=abs(gaps[widest]))


def _official_rows(view: View, words: Words) -> list[dict[str, object]]:
    """Give the newest published result, and apart from it the newest one with components."""
    cards = {card.year: card for card in (view.official, view.parts) if card is not None}
    peers = view.province
    return [
        {
            "name": words("simulation.published_of", year=year),
            "basis": words(f"method.basis.{card.basis}"),
            INDEX: card.published,
            "rank": peers.rank(card.published) if peers is not None and peers.year == year else None,
            **{code: card.components.get(code) for code in view.method.weights},
        }
        for year, card in cards.items()
    ]
