"""How sure the simulated rank is, under the doubts that can be drawn."""

from dataclasses import replace

from smartcity.answers import robustness
from smartcity.answers.simulations import Supposition
from smartcity.exhibits.kit import sureness
from smartcity.exhibits.kit.drawn_ranks import Control, DrawnRanks, controls_of, drawn_ranks, sizes_of
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import method_names
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject
from smartcity.exhibits.simulation.trial import Trial, kept_with_trial, unscored
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "peluang-simulasi"


def _drawn(warehouse: Warehouse, trial: Trial, selection: Selection, words: Words) -> DrawnRanks | None:
    """Draw what the selection asks for; None without an index or without anybody to be ranked among."""
    among = selection.peers or load_site().province_code
    sizes = {"points": selection.points, "chance": selection.chance}
    sure = robustness.prospect(warehouse, trial.found, among, codes=selection.doubts, **sizes)
    return None if sure is None else drawn_ranks(sure, Subject(words, trial.subject.stamp, trial.subject.source))


@kept_with_trial
def chances(warehouse: Warehouse, trial: Trial, selection: Selection, words: Words) -> tuple[Exhibit, ...]:
    """Show the probability of every rank, whom we beat how often, and what was drawn; or why nothing was."""
    drawn = _drawn(warehouse, trial, selection, words)
    if drawn is None:
        if trial.found.index is None:
            return (unscored(KEY, "places", trial, words),)
        return (trial.nothing(KEY, "peers"),)
    if not drawn.is_shown:
        return (drawn.nothing(KEY, "shares"),)
    first = sureness.shares(drawn)
    message = words("simulation.chances.said", said=first.message)
    first = replace(first, message=message, note=f"{first.note} {undoubted_said(trial.found, words)}".strip())
    return first, sureness.duels(drawn), sureness.manifest(drawn)


@kept_with_trial
def chance_matters(warehouse: Warehouse, trial: Trial, selection: Selection, words: Words) -> Exhibit | None:
    """Show which doubt matters most for the simulated rank and index; None where nothing was drawn."""
    drawn = _drawn(warehouse, trial, selection, words)
    if drawn is None or not drawn.is_shown:
        return None
    return sureness.influence(drawn, robustness.influence_kept(warehouse, drawn.sureness))


@kept_with_trial
def chance_said(warehouse: Warehouse, trial: Trial, selection: Selection, words: Words) -> str:
    """Say in one sentence how sure the simulated rank in the province is; nothing where it cannot be drawn."""
    drawn = _drawn(warehouse, trial, replace(selection, peers=None), words)
    if drawn is None or not drawn.is_shown:
        return ""
    return words("simulation.chances.sentence", said=sureness.shares_message(drawn))


@kept_with_trial
def chance_controls(warehouse: Warehouse, trial: Trial, selection: Selection, words: Words) -> tuple[Control, ...]:
    """List the doubts to tick; none where there is nothing to doubt."""
    drawn = _drawn(warehouse, trial, selection, words)
    return () if drawn is None else controls_of(drawn.sureness, words)


@kept_with_trial
def chance_sizes(warehouse: Warehouse, trial: Trial, selection: Selection, words: Words) -> tuple[str, ...]:
    """Name the sizes that can be chosen for what is drawn."""
    drawn = _drawn(warehouse, trial, selection, words)
    return () if drawn is None else sizes_of(drawn.sureness)


def undoubted_said(found: Supposition, words: Words) -> str:
    """Name the components taken over from an official year, of which only the rounding is doubted."""
    names = words.join(method_names("component", found.assumed, words))
    return words("simulation.chances.undoubted", components=names) if names else ""
