"""What the marks come to: the index and its components, beside the newest published ones."""

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.answers.simulations import ASSUMED
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import SCORE, Column, Exhibit
from smartcity.exhibits.kit.naming import method_names, spoken
from smartcity.exhibits.simulation.trial import Trial, kept_with_trial, lacking_said, notes_of
from smartcity.scoring.ranking import PRECISION
from smartcity.wording import Words

DECIMALS = 2
"""As published components are printed, with which ours are compared."""


@kept_with_trial
def result(trial: Trial, words: Words) -> Exhibit:
    """Show the simulated components against the official ones, with the index in the finding."""
    found, official = trial.found, trial.parts
    codes = list(found.method.weights)
    rows = pd.DataFrame(
        {
            "component": codes,
            "label": method_names("component", codes, words),
            "value": [found.components.get(code) for code in codes],
            "previous": [official and official.components.get(code) for code in codes],
            "basis": scores.SIMULASI,
            "previous_basis": official.basis if official else scores.SIMULASI,
            "worth": [part.gain_per_mark for part in found.method.components],
            "marked": [found.filled(code)[0] for code in codes],
            "items": [found.filled(code)[1] for code in codes],
            "origin": [_origin(trial, code, words) for code in codes],
        }
    ).astype({"value": float, "previous": float})
    previous = words("simulation.official_of", year=official.year) if official else None
    return trial.subject_beside((official.basis,) if official else ()).exhibit(
        "hasil-simulasi",
        result_message(trial, words),
        "simulation.result",
        figure=_figure(rows, trial, words),
        rows=rows,
        columns=(
            *of_page("simulation", "label=shared.component value=simulated"),
            *((Column("previous", previous, SCORE),) if previous else ()),
            *of_page("simulation", "worth marked items origin"),
        ),
        note=notes_of(trial, words),
        name=trial.name,
        year=trial.year,
        track=words(f"method.track.{trial.method.track}"),
        values=spoken(rows, words),
    )


def _figure(rows: pd.DataFrame, trial: Trial, words: Words) -> object:
    """Draw what changed from the published components; where none were, the levels alone."""
    if trial.parts is None:
        return charts.component_rows(rows.assign(reference=float("nan")), trial.scale, words)
    columns = {"previous": "before", "value": "after", "previous_basis": "before_basis", "basis": "after_basis"}
    changes = rows.rename(columns=columns).assign(is_home=True)
    return charts.moved_rows(changes, trial.scale, words, str(trial.parts.year), str(trial.year), DECIMALS)


def result_message(trial: Trial, words: Words) -> str:
    """Say the simulated index beside the published one, or which components keep it from being computed."""
    index, official = trial.found.index, trial.official
    values = {"name": trial.name, "year": trial.year, "index": index}
    if index is None:
        return words("simulation.result.none", **values, lacking=lacking_said(trial.found, words))
    if official is None:
        return words("simulation.result.alone", **values)
    kind, gap = beside_published(index, official)
    return words(f"simulation.result.{kind}", **values, **gap)


def beside_published(index: float, official: scores.ScoreCard) -> tuple[str, dict[str, object]]:
    """Say whether an index is `above`, `below` or `level` with the published one, and what a sentence says of it."""
    gap = round(index - official.published, PRECISION)
    values = {"gap": abs(gap), "published": official.published, "published_year": official.year}
    return "level" if gap == 0 else "above" if gap > 0 else "below", values


def _origin(trial: Trial, component: str, words: Words) -> str:
    """Say where a component's value comes from."""
    if component in trial.found.assumed:
        return words(f"simulation.origin.{ASSUMED}", year=trial.found.assumed[component])
    items = trial.found.method.component(component).items
    known = [trial.found.origins[item.code] for item in items if item.code in trial.found.origins]
    return words.join(words(f"simulation.origin.{origin}") for origin in dict.fromkeys(known)) if known else ""


def index_said(trial: Trial, words: Words) -> str:
    """Say the simulated index in a few words, for the line above every section; nothing where there is none."""
    if trial.found.index is None:
        return ""
    return words(
        "simulation.result.live_sample" if trial.found.is_sample else "simulation.result.live", value=trial.found.index
    )
