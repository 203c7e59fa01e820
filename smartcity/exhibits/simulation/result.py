"""What the marks come to: the index and its components, beside the newest published ones."""

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.answers.simulations import ASSUMED
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Exhibit, Table
from smartcity.exhibits.simulation.view import View, lacking_said, notes_of
from smartcity.scoring.ranking import PRECISION
from smartcity.wording import Words

DECIMALS = 2


def result(view: View, words: Words) -> Exhibit:
    """Show the simulated components against the official ones, with the index in the finding."""
    found, before = view.found, view.parts.components if view.parts else {}
    rows = pd.DataFrame(
        {
            "component": list(found.method.weights),
            "label": [words(f"method.component.{code}") for code in found.method.weights],
            "value": [found.components.get(code) for code in found.method.weights],
            "previous": [before.get(code) for code in found.method.weights],
            "reference": float("nan"),
            "basis": scores.SIMULASI,
            "previous_basis": view.parts.basis if view.parts else scores.SIMULASI,
            "worth": [part.gain_per_mark for part in found.method.components],
            "marked": [found.filled(code)[0] for code in found.method.weights],
            "items": [found.filled(code)[1] for code in found.method.weights],
            "origin": [_origin(view, code, words) for code in found.method.weights],
        }
    ).astype({"value": float, "previous": float})
    official = words("simulation.official_of", year=view.parts.year) if view.parts else None
    columns = (
        Column("label", words("shared.column.component")),
        Column("value", words("simulation.column.simulated"), SCORE),
        *((Column("previous", official, SCORE),) if official else ()),
        Column("worth", words("simulation.column.worth"), SCORE, 4),
        Column("marked", words("simulation.column.marked"), INTEGER),
        Column("items", words("simulation.column.items"), INTEGER),
        Column("origin", words("simulation.column.origin")),
    )
    spoken = words.join(f"{row.label} {words.number(row.value, DECIMALS)}" for row in rows.itertuples())
    bases = (scores.SIMULASI, *((view.parts.basis,) if view.parts else ()))
    return Exhibit(
        key="hasil-simulasi",
        message=result_message(view, words),
        figure=charts.component_rows(rows, view.scale, words, official),
        table=Table(rows, columns),
        caption=words(
            "simulation.result.caption",
            name=view.name,
            year=view.year,
            track=words(f"method.track.{view.method.track}"),
        ),
        alt=words("simulation.result.alt", name=view.name, values=spoken),
        note=notes_of(view, words),
        source=view.source,
        stamp=view.stamp,
        bases=tuple(dict.fromkeys(bases)),
        is_sample=found.is_sample,
    )


def result_message(view: View, words: Words) -> str:
    """Say the simulated index beside the published one, or which components keep it from being computed."""
    index, official = view.found.index, view.official
    said = {"name": view.name, "year": view.year, "index": index}
    if index is None:
        return words("simulation.result.none", **said, lacking=lacking_said(view.found, words))
    if official is None:
        return words("simulation.result.alone", **said)
    gap = round(index - official.published, PRECISION)
    kind = "level" if gap == 0 else "above" if gap > 0 else "below"
    values = {"gap": abs(gap), "published": official.published, "published_year": official.year}
    return words(f"simulation.result.{kind}", **said, **values)


def _origin(view: View, component: str, words: Words) -> str:
    """Say where a component's value comes from."""
    if component in view.found.assumed:
        return words(f"simulation.origin.{ASSUMED}", year=view.found.assumed[component])
    items = view.found.method.component(component).items
    known = [view.found.origins[item.code] for item in items if item.code in view.found.origins]
    return words.join(words(f"simulation.origin.{origin}") for origin in dict.fromkeys(known)) if known else ""


def index_said(view: View, words: Words) -> str:
    """Say the simulated index in a few words, for the line above every section; nothing where there is none."""
    if view.found.index is None:
        return ""
    return words(
        "simulation.result.live_sample" if view.found.is_sample else "simulation.result.live", value=view.found.index
    )
