"""Scenarios side by side, with the official result where there is one."""

from collections.abc import Sequence

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Exhibit
from smartcity.exhibits.kit.naming import method_names, short
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.simulation.result import beside_published, result_message
from smartcity.exhibits.simulation.trial import Trial, notes_of
from smartcity.method import INDEX
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import PRECISION
from smartcity.wording import Words


def compared(views: Sequence[Trial], words: Words) -> Exhibit:
    """List the scenarios with index, rank in the province and components, the official result first."""
    first, codes = views[0], list(views[0].method.weights)
    peers = first.province
    # The newest published result and, apart from it, the newest one with components.
    cards = {card.year: card for card in (first.official, first.parts) if card is not None}
    rows = [
        (
            words("simulation.published_of", year=year),
            card.basis,
            card.published,
            peers.rank(card.published) if peers is not None and peers.year == year else None,
            *map(card.components.get, codes),
        )
        for year, card in cards.items()
    ]
    for trial in views:
        index, others = trial.found.index, trial.province
        rank = None if index is None or others is None else others.rank(index)
        rows.append((trial.name, scores.SIMULASI, index, rank, *map(trial.found.components.get, codes)))
    frame = pd.DataFrame(rows, columns=["name", "basis", INDEX, "rank", *codes])
    frame = frame.assign(basis=method_names("basis", frame["basis"], words))
    ranked = ()
    if peers:
        ranked = (Column("rank", words("simulation.column.rank", count=peers.count, year=peers.year), RANK),)
    bases = [card.basis for card in cards.values()]
    return first.subject_beside(bases, any(trial.found.is_sample for trial in views)).exhibit(
        "banding-pengandaian",
        compared_message(views, words),
        "simulation.compared",
        rows=frame.astype(dict.fromkeys([INDEX, "rank", *codes], float)),
        columns=(
            ("name", "simulation.scenario"),
            "basis",
            INDEX,
            *ranked,
            *(Column(code, name, SCORE) for code, name in zip(codes, method_names("component", codes, words))),
        ),
        caption=None if peers else words("simulation.compared.caption_alone", year=first.year),
        note=words("simulation.compared.note"),
        year=first.year,
        group=group_word(peers.among, None, words) if peers else "",
        n=len(views),
    )


def compared_message(views: Sequence[Trial], words: Words) -> str:
    """Name the scenario with the highest index and how far it is from the published one; a single one speaks alone."""
    if len(views) == 1:
        return result_message(views[0], words)
    known = [trial for trial in views if trial.found.index is not None]
    if not known:
        return words("simulation.compared.none", n=len(views))
    best = max(known, key=lambda trial: round(trial.found.index, PRECISION))
    values = {"name": best.name, "index": best.found.index, "n": len(known)}
    kind, gap = ("best", {}) if best.official is None else beside_published(best.found.index, best.official)
    return words(f"simulation.compared.{kind}", **values, **gap)


def beside(trial: Trial, other: Trial | None, words: Words) -> Exhibit | None:
    """Draw a scenario's components beside another's, or beside the official ones; None where there are none."""
    if other is None and trial.parts is None:
        return None
    theirs = other.found.components if other else trial.parts.components
    name = other.name if other else words("simulation.published_of", year=trial.parts.year)
    codes = [code for code in trial.method.weights if code in trial.found.components or code in theirs]
    rows = pd.DataFrame(
        {
            "label": method_names("component", codes, words),
            "home": [trial.found.components.get(code) for code in codes],
            "other": [theirs.get(code) for code in codes],
            "home_name": trial.name,
            "other_name": name,
            "basis": scores.SIMULASI,
            "other_basis": scores.SIMULASI if other else trial.parts.basis,
        }
    ).astype({"home": float, "other": float})
    return trial.subject_beside(rows["other_basis"], bool(other and other.found.is_sample)).exhibit(
        "dua-pengandaian",
        beside_message(rows, words),
        "simulation.beside",
        figure=charts.dumbbell(rows, trial.scale, words),
        rows=rows,
        columns=(("label", "shared.component"), Column("home", trial.name, SCORE), Column("other", name, SCORE)),
        note=notes_of(trial, words),
        region=short(load_site().home),
        name=trial.name,
        other=name,
    )


def beside_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the component in which the two lie furthest apart, or say that they are alike."""
    known = rows.dropna(subset=["home", "other"])
    gaps = (known["home"] - known["other"]).round(PRECISION)
    names = {"name": rows["home_name"].iloc[0], "other": rows["other_name"].iloc[0]}
    if known.empty:
        return words("simulation.beside.none", **names)
    if (gaps == 0).all():
        return words("simulation.beside.alike", **names)
    widest = gaps.abs().idxmax()
    kind = "above" if gaps[widest] > 0 else "below"
    return words(f"simulation.beside.{kind}", **names, component=known.loc[widest, "label"], gap=abs(gaps[widest]))
