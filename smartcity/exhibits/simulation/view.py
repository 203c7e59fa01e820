"""What is shown of one scenario: what it comes to, whose its items are, the official figures and peers beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from smartcity.answers import scores, simulations
from smartcity.answers.scores import ScoreCard
from smartcity.answers.simulations import Holder, Peers, Supposition
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Empty, Exhibit, Stamp
from smartcity.exhibits.kit.results import sources_of
from smartcity.exhibits.kit.subject import stamp
from smartcity.method import Method, load_methods
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario, Terms
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True, eq=False)
class View:
    """A scenario to show.

    *name* is what it is called on screen. *official* is the newest published result up to its year, *parts* the newest
    with components; both None where nothing is published. *terms* name the printed owners, too. *rubrics* are the
    office's own texts by item.
    """

    scenario: Scenario
    name: str
    found: Supposition
    terms: Terms
    holders: Mapping[str, Holder]
    rubrics: Mapping[str, str]
    official: ScoreCard | None
    parts: ScoreCard | None
    province: Peers | None
    nation: Peers | None
    source: str
    stamp: Stamp

    @property
    def method(self) -> Method:
        """The rules that the scenario is scored by."""
        return self.found.method

    @property
    def year(self) -> int:
        """The year that is supposed."""
        return self.method.year

    @property
    def scale(self) -> tuple[float, float]:
        """The ends of the method's scale."""
        return self.method.scale_min, self.method.scale_max


def years() -> tuple[int, ...]:
    """List the years that can be supposed: those with a method for the home region's track."""
    methods, track = load_methods(), load_site().track
    return tuple(year for year in methods.years if methods.get(year, track) is not None)


def view_of(warehouse: Warehouse, scenario: Scenario, mapping: str | None, words: Words) -> View:
    """Gather what is shown of *scenario*, once for a build, its marks and terms.

    Raises:
        MethodMissing: If its year and track have no method.
    """
    marks = tuple(sorted(scenario.marks.items()))
    key = ("simulation view", *scenario.key, marks, repr(scenario.terms), mapping, words.language)
    return warehouse.remember(key, lambda: _gathered(warehouse, scenario, mapping, words))


def _gathered(warehouse: Warehouse, scenario: Scenario, mapping: str | None, words: Words) -> View:
    found = simulations.suppose(warehouse, scenario.year, scenario.track, scenario.marks, mapping)
    held = simulations.holders(warehouse, found.method)
    known = [year for year in available(warehouse).years if year <= scenario.year]
    cards = [scores.score_card(warehouse, year, load_site().home) for year in reversed(known)]
    official = next((card for card in cards if card is not None and card.published is not None), None)
    parts = next((card for card in cards if card is not None and card.components), None)
    site = load_site()
    province = simulations.peers(warehouse, scenario.year, site.province_code)
    nation = simulations.peers(warehouse, scenario.year, scores.NATIONAL)
    cited = {one.year for one in (official, parts, province, nation) if one is not None}
    return View(
        scenario=scenario,
        name=scenario.name or words("simulation.unnamed"),
        found=found,
        terms=simulations.with_owners(scenario.terms, held),
        holders=held,
        rubrics=simulations.rubrics(warehouse, scenario.year, scenario.track),
        official=official,
        parts=parts,
        province=province,
        nation=nation,
        source=sources_of(warehouse, sorted(cited), words),
        stamp=stamp(warehouse),
    )


def nothing(key: str, part: str, made: Stamp, words: Words, **values: object) -> Exhibit:
    """Say what is missing, why it matters and what helps."""
    said = (words(f"simulation.{part}.empty_{what}", **values) for what in ("missing", "why", "step"))
    return Exhibit(key, words(f"simulation.{part}.none"), "", made, empty=Empty(*said))


def unscored(key: str, part: str, view: View, words: Words) -> Exhibit:
    """Say what keeps the index from being computed and what helps: to go on typing, or to begin at all."""
    shown = nothing(key, part, view.stamp, words, lacking=lacking_said(view.found, words))
    return replace(shown, empty=replace(shown.empty, step=step_said(view.found, part, words)))


def step_said(found: Supposition, part: str, words: Words) -> str:
    """Say what helps where the index cannot be computed."""
    return words(f"simulation.{part}.empty_step" if found.marks else "simulation.start_step")


def lacking_said(found: Supposition, words: Words) -> str:
    """Name the components that keep the index from being computed, with how many of their items have a mark."""
    if len(found.missing) == len(found.method.weights) and not found.marks:
        return words("simulation.lacking_all")
    said = []
    for code in found.missing:
        filled, count = found.filled(code)
        key = "lacking" if filled else "lacking_none"
        said.append(words(f"simulation.{key}", component=words(f"method.component.{code}"), n=filled, count=count))
    return words.join(said)


def notes_of(view: View, words: Words) -> str:
    """Say what the figure rests on besides marks: components taken over from a year, survey means and their mapping."""
    notes = []
    taken = view.found.assumed
    for year in sorted(set(taken.values())):
        names = words.join(words(f"method.component.{code}") for code, of in taken.items() if of == year)
        notes.append(words("simulation.assumed", components=names, year=year))
    if simulations.SURVEYED in view.found.origins.values():
        notes.append(words("simulation.surveyed", mapping=words(f"method.mapping.{view.found.mapping}")))
    return " ".join(notes)
