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
from smartcity.exhibits.simulation.view import View, unscored
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "peluang-simulasi"


def _drawn(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> DrawnRanks | None:
    """Draw what the selection asks for; None without an index or without anybody to be ranked among."""
    among = selection.peers or load_site().province_code
    sure = robustness.prospect(warehouse, view.found, among, codes=selection.doubts, points=selection.points)
    return None if sure is None else drawn_ranks(sure, Subject(words, view.subject.stamp, view.subject.source))


def chances(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> tuple[Exhibit, ...]:
    """Show the probability of every rank, whom we beat how often, and what was drawn; or why nothing was."""
    drawn = _drawn(warehouse, view, selection, words)
    if drawn is None:
        if view.found.index is None:
            return (unscored(KEY, "places", view, words),)
        return (view.nothing(KEY, "peers"),)
    if not drawn.is_shown:
        return (drawn.nothing(KEY, "shares"),)
    first = sureness.shares(drawn)
    said = words("simulation.chances.said", said=first.message)
    first = replace(first, message=said, note=f"{first.note} {undoubted_said(view.found, words)}".strip())
    return first, sureness.duels(drawn), sureness.manifest(drawn)


def chance_matters(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> Exhibit | None:
    """Show which doubt matters most for the simulated rank and index; None where nothing was drawn."""
    drawn = _drawn(warehouse, view, selection, words)
    if drawn is None or not drawn.is_shown:
        return None
    return sureness.influence(drawn, robustness.influence_kept(warehouse, drawn.sureness))


def chance_said(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> str:
    """Say in one sentence how sure the simulated rank in the province is; nothing where it cannot be drawn."""
    drawn = _drawn(warehouse, view, replace(selection, peers=None), words)
    if drawn is None or not drawn.is_shown:
        return ""
    return words("simulation.chances.sentence", said=sureness.shares_message(drawn))


def chance_controls(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> tuple[Control, ...]:
    """List the doubts to tick; none where there is nothing to doubt."""
    drawn = _drawn(warehouse, view, selection, words)
    return () if drawn is None else controls_of(drawn.sureness, words)


def chance_sizes(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> tuple[str, ...]:
    """Name the sizes that can be chosen for what is drawn."""
    drawn = _drawn(warehouse, view, selection, words)
    return () if drawn is None else sizes_of(drawn.sureness)


def undoubted_said(found: Supposition, words: Words) -> str:
    """Name the components taken over from an official year, of which only the rounding is doubted."""
    names = words.join(method_names("component", found.assumed, words))
    return words("simulation.chances.undoubted", components=names) if names else ""
