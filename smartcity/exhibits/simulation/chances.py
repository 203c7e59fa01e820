"""How sure the simulated rank is, under the doubts that can be drawn."""

from dataclasses import replace

from smartcity.answers import ranks
from smartcity.answers.simulations import Supposition
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks import robustness
from smartcity.exhibits.ranks.robustness import Control
from smartcity.exhibits.ranks.robustness import View as Drawn
from smartcity.exhibits.ranks.robustness.view import is_shown
from smartcity.exhibits.ranks.robustness.view import nothing as undrawn
from smartcity.exhibits.simulation.view import View, nothing, unscored
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "peluang-simulasi"


def _drawn(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> Drawn | None:
    """Draw what the selection asks for; None without an index or without anybody to be ranked among."""
    among = selection.peers or load_site().province_code
    sure = ranks.prospect(warehouse, view.found, among, codes=selection.doubts, points=selection.points)
    if sure is None:
        return None
    return Drawn(sure, group_word(among, None, words), view.source, view.stamp)


def chances(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> tuple[Exhibit, ...]:
    """Show the probability of every rank, whom we beat how often, and what was drawn; or why nothing was."""
    drawn = _drawn(warehouse, view, selection, words)
    if drawn is None:
        if view.found.index is None:
            return (unscored(KEY, "places", view, words),)
        return (nothing(KEY, "peers", view.stamp, words),)
    if not is_shown(drawn):
        return (undrawn(KEY, "shares", drawn, view.stamp, words),)
    first = robustness.shares(drawn, words)
    said = words("simulation.chances.said", said=first.message)
    first = replace(first, message=said, note=f"{first.note} {undoubted_said(view.found, words)}".strip())
    return first, robustness.duels_of(drawn, words), robustness.drawn_of(drawn, words)


def chance_matters(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> Exhibit | None:
    """Show which doubt matters most for the simulated rank and index; None where nothing was drawn."""
    drawn = _drawn(warehouse, view, selection, words)
    if not is_shown(drawn):
        return None
    return robustness.influence(drawn, ranks.influence_kept(warehouse, drawn.sure), words)


def chance_said(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> str:
    """Say in one sentence how sure the simulated rank in the province is; nothing where it cannot be drawn."""
    drawn = _drawn(warehouse, view, replace(selection, peers=None), words)
    return (
        ""
        if not is_shown(drawn)
        else words("simulation.chances.sentence", said=robustness.shares_message(drawn, words))
    )


def chance_controls(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> tuple[Control, ...]:
    """List the doubts to tick; none where there is nothing to doubt."""
    drawn = _drawn(warehouse, view, selection, words)
    return () if drawn is None else robustness.controls_of(drawn.sure, words)


def chance_sizes(warehouse: Warehouse, view: View, selection: Selection, words: Words) -> tuple[str, ...]:
    """Name the sizes that can be chosen for what is drawn."""
    drawn = _drawn(warehouse, view, selection, words)
    return () if drawn is None else robustness.sizes_of(drawn.sure)


def undoubted_said(found: Supposition, words: Words) -> str:
    """Name the components taken over from an official year, of which only the rounding is doubted."""
    names = words.join(words(f"method.component.{code}") for code in found.assumed)
    return words("simulation.chances.undoubted", components=names) if names else ""
