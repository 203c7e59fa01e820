"""What is shown of one scenario: what it comes to, whose its items are, the official figures and peers beside it."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import ParamSpec, TypeVar

from smartcity.answers import plans, scores, simulations
from smartcity.answers.plans import Footing
from smartcity.answers.scores import ScoreCard
from smartcity.answers.simulations import Holder, Peers, Supposition
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.memory import kept, kept_with
from smartcity.exhibits.kit.naming import method_names
from smartcity.exhibits.kit.results import results, years_until
from smartcity.exhibits.kit.subject import Subject
from smartcity.method import Method
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario, Terms
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Trial:
    """A scenario that is tried out.

    *subject* is that of its own figures, all of them simulated. *name* is what it is called on screen. *official* is
    the newest published result up to its year, *parts* the newest with components; both None where nothing is
    published. *terms* name the printed owners, too. *rubrics* are the office's own texts by item. *footings* are the
    places where its plan may start, the usual one first.
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
    footings: Mapping[str, Footing]
    subject: Subject

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

    def subject_beside(self, bases: Iterable[str], is_sample: bool = False) -> Subject:
        """Return the subject of an exhibit that shows figures of other *bases* beside the simulated ones."""
        every = tuple(dict.fromkeys((*self.subject.bases, *bases)))
        return replace(self.subject, bases=every, is_sample=self.subject.is_sample or is_sample)

    def nothing(self, key: str, part: str, **values: object) -> Exhibit:
        """Say what is missing in a *part* of the page; it rests on no source."""
        return self.subject.bare.nothing(key, f"simulation.{part}", **values)


def kept_with_trial(make: Callable[Arguments, Made]) -> Callable[Arguments, Made]:
    """Let what *make* gives of a trial be made once for its other arguments; it is gone when the trial is.

    A trial is of one build, one language and one draft, so neither the warehouse nor the wording tell results apart.
    """

    @wraps(make)
    def remembered(*arguments: Arguments.args) -> Made:
        (trial,) = (one for one in arguments if isinstance(one, Trial))
        others = tuple(one for one in arguments if not isinstance(one, Trial | Warehouse | Words))
        return kept_with(trial, (make.__qualname__, others), lambda: make(*arguments))

    return remembered


def years(warehouse: Warehouse) -> tuple[int, ...]:
    """List the years that can be supposed: those with a method, known or provisional, for the home region's track."""
    methods, track = warehouse.methods, load_site().track
    return tuple(year for year in methods.years if methods.get(year, track) is not None)


def usual_year(warehouse: Warehouse) -> int:
    """Choose the year to open first: the newest of which anything is loaded or supposed, else the last known one."""
    known = {*scores.years_loaded(warehouse), *simulations.years(warehouse)}
    return max(known.intersection(years(warehouse)), default=warehouse.methods.all[-1].year)


def _rests_on(scenario: Scenario, mapping: str | None) -> Hashable:
    return scenario.key, tuple(sorted(scenario.marks.items())), repr(scenario.terms), mapping


@kept(by=_rests_on)
def trial_of(warehouse: Warehouse, scenario: Scenario, mapping: str | None, words: Words) -> Trial:
    """Gather what is shown of *scenario*, once for a build, its marks and terms.

    Raises:
        MethodMissing: If its year and track have no method.
    """
    found = simulations.suppose(warehouse, scenario.year, scenario.track, scenario.marks, mapping)
    held = simulations.holders(warehouse, found.method)
    site = load_site()
    cards = [scores.score_card(warehouse, year, site.home) for year in years_until(warehouse, scenario.year)]
    official = next((card for card in cards if card is not None and card.published is not None), None)
    parts = next((card for card in cards if card is not None and card.components), None)
    province, nation = (
        simulations.peers(warehouse, scenario.year, among) for among in (site.province_code, scores.NATIONAL)
    )
    is_surveyed = simulations.SURVEYED in found.origins.values()
    cited = {one.year for one in (official, parts, province, nation) if one is not None}
    return Trial(
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
        footings=plans.footings(warehouse, found, scenario.marks),
        subject=results(warehouse, words, sorted(cited), found, bases=(scores.SIMULASI,), of_people=is_surveyed),
    )


def unscored(key: str, part: str, trial: Trial, words: Words) -> Exhibit:
    """Say what keeps the index from being computed and what helps: to go on typing, or to begin at all."""
    shown = trial.nothing(key, part, lacking=lacking_said(trial.found, words))
    return replace(shown, empty=replace(shown.empty, step=step_said(trial.found, part, words)))


def step_said(found: Supposition, part: str, words: Words) -> str:
    """Say what helps where the index cannot be computed."""
    if found.few:
        return words("simulation.few_step", smallest=load_site().smallest_group)
    return words(f"simulation.{part}.empty_step" if found.marks else "simulation.start_step")


def lacking_said(found: Supposition, words: Words) -> str:
    """Name the components that keep the index from being computed, with how many of their items have a mark."""
    if len(found.missing) == len(found.method.weights) and not found.marks:
        return words("simulation.lacking_all")
    lacking = []
    for code in found.missing:
        filled, count = found.filled(code)
        values = {"component": words(f"method.component.{code}"), "n": filled, "count": count}
        key = "lacking" if filled else "lacking_none"
        if found.few and code == found.method.survey_items[0].component:
            key, values = "lacking_few", values | _few_values(found, words)
        lacking.append(words(f"simulation.{key}", **values))
    return words.join(lacking)


def _few_values(found: Supposition, words: Words) -> dict[str, object]:
    """Name the dimensions whose answers are kept back for the few who gave them."""
    return {"dimensions": words.join(map(dimension_name, found.few)), "smallest": load_site().smallest_group}


def notes_of(trial: Trial, words: Words) -> str:
    """Say what the figure rests on besides marks: figures of another year, survey means, and what is kept back."""
    notes = []
    taken = trial.found.assumed
    for year in sorted(set(taken.values())):
        names = method_names("component", (code for code, of in taken.items() if of == year), words)
        notes.append(words("simulation.assumed", components=words.join(names), year=year))
    if simulations.SURVEYED in trial.found.origins.values():
        notes.append(words("simulation.surveyed", mapping=words(f"method.mapping.{trial.found.mapping}")))
    if trial.found.few:
        notes.append(words("simulation.few", **_few_values(trial.found, words)))
    return " ".join(notes)
