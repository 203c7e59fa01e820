"""Plan a survey: propose services from the lists, share the quota among them, and say all that is wrong at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz import fuzz, process

from smartcity.method import Dimension, Method, find_dimension, find_sub_dimension
from smartcity.method.layout import normalise
from smartcity.records.survey_plans import LONGEST_NAME, PlannedService, SurveyPlan

_NEAR = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service of a list that may be surveyed: where the list puts it, whose it is, and its users where known."""

    service: str
    dimension: str
    sub_dimension: str | None = None
    owner: str | None = None
    users: int | None = None


@dataclass(frozen=True)
class Asked:
    """What a person says of a survey, as it was typed: pairs of a sub-dimension and what is said of it.

    None leaves what stands, "" takes it back; *split* names dimensions, and an empty one says that no form is split.
    """

    services: Sequence[tuple[str, str]] = ()
    owners: Sequence[tuple[str, str]] = ()
    users: Sequence[tuple[str, object]] = ()
    targets: Sequence[tuple[str, object]] = ()
    split: Sequence[str] | None = None
    starts: str | None = None
    ends: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a plan cannot be taken, or what is to be known of it; the texts of *code* spell the *values*."""

    code: str
    values: Mapping[str, object]


def proposed(method: Method, dimensions: Iterable[Dimension], candidates: Iterable[Candidate]) -> SurveyPlan:
    """Propose for each sub-dimension the service that a list puts there; the one with most users where several are.

    A sub-dimension for which no list says a service gets none: which of its dimension's services it is, people decide.
    """
    found: dict[str, list[Candidate]] = {}
    for one in candidates:
        found.setdefault(one.sub_dimension or "", []).append(one)
    taken: set[str] = set()
    services = []
    for part in (part.code for dimension in dimensions for part in dimension.sub_dimensions):
        own = [one for one in found.get(part, ()) if normalise(one.service) not in taken]
        if own:
            best = max(own, key=lambda one: one.users or 0)
            taken.add(normalise(best.service))
            services.append(PlannedService(part, best.service, best.owner, best.users))
    return SurveyPlan(method.year, method.track, tuple(services))


def targets(plan: SurveyPlan, method: Method) -> dict[str, int]:
    """Say how many shall answer about the service of each sub-dimension.

    Who answers a whole form fills the quota of the dimension once, so its services share the quota; one of a split form
    has the quota of its own. A service is given no more people than it has users.
    """
    found: dict[str, int] = {}
    for dimension in dict.fromkeys(one.dimension for one in plan.services):
        own = plan.of(dimension)
        if dimension in plan.split:
            found |= {one.sub_dimension: one.target or _at_most(method.survey.quota, one.users) for one in own}
            continue
        found |= {one.sub_dimension: one.target for one in own if one.target is not None}
        left = max(method.survey.quota - sum(one.target or 0 for one in own), 0)
        free = sorted((one for one in own if one.target is None), key=lambda one: one.users or float("inf"))
        for place, one in enumerate(free):
            found[one.sub_dimension] = _at_most(-(-left // (len(free) - place)), one.users)
            left -= found[one.sub_dimension]
    return {one.sub_dimension: found[one.sub_dimension] for one in plan.services}


def _at_most(count: int, users: int | None) -> int:
    return count if users is None else min(count, users)


def quota_of(plan: SurveyPlan, dimension: str, method: Method) -> int:
    """Say how many people shall answer in a dimension."""
    return method.survey.quota * (len(plan.of(dimension)) if dimension in plan.split else 1)


@dataclass
class _Judge:
    """What is said of a survey while it is judged; *problems* grow."""

    dimensions: Sequence[Dimension]
    candidates: Sequence[Candidate]
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, **values: object) -> None:
        self.problems.append(Problem(code, values))

    def part(self, text: str) -> str | None:
        code = find_sub_dimension(text.strip())
        if code is None:
            known = [part.code for dimension in self.dimensions for part in dimension.sub_dimensions]
            self.note("no_part", found=text, known=known)
        return code

    def by_part(self, pairs: Iterable[tuple[str, object]]) -> dict[str, list[object]]:
        found: dict[str, list[object]] = {}
        for text, value in pairs:
            part = self.part(text)
            if part is not None:
                found.setdefault(part, []).append(value)
        return found

    def service(self, part: str, named: Sequence[str]) -> Candidate | None:
        distinct = {normalise(name): " ".join(name.split()) for name in named}
        if len(distinct) > 1:
            self.note("two_services", part=part, found=list(distinct.values()))
        known = {normalise(one.service) for one in self.candidates}
        unknown = [name for key, name in distinct.items() if key not in known]
        for name in unknown:
            spelled = list(dict.fromkeys(one.service for one in self.candidates))
            near = [match for match, *_ in process.extract(name[:200], spelled, scorer=fuzz.WRatio, limit=_NEAR)]
            self.note("unknown_service", part=part, found=name, near=near)
        if unknown or len(distinct) != 1:
            return None
        own = [one for one in self.candidates if normalise(one.service) in distinct]
        return max(own, key=lambda one: (one.sub_dimension == part, part.startswith(f"{one.dimension}.")))

    def counts(self, pairs: Iterable[tuple[str, object]], what: str) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        for part, values in self.by_part(pairs).items():
            text = str(values[-1]).strip()
            if not text or (text.isdecimal() and int(text) > 0):
                found[part] = int(text) if text else None
            else:
                self.note(what, part=part, found=text)
        return found


def planned(
    changes: Asked,
    standing: SurveyPlan,
    method: Method,
    dimensions: Sequence[Dimension],
    candidates: Sequence[Candidate],
    longest_title: int,
    title: str,
) -> tuple[SurveyPlan, tuple[Problem, ...]]:
    """Put what was said on top of the *standing* plan, and judge the whole; with a problem nothing of it is to be kept.

    Args:
        changes: What was said.

        standing: What was decided before, or what is proposed.

        method: The rules of the year.

        dimensions: All dimensions.

        candidates: The services that lists know.

        longest_title: So many signs a form's title may have.

        title: What the forms are called where nobody named them.
    """
    judge = _Judge(dimensions, candidates)
    services = {one.sub_dimension: one for one in standing.services}
    for part, named in judge.by_part(changes.services).items():
        if not any(map(normalise, named)):
            services.pop(part, None)
            continue
        chosen = judge.service(part, named)
        if chosen is not None:
            services[part] = PlannedService(part, chosen.service, chosen.owner, chosen.users)
    owners = judge.by_part(changes.owners)
    users, wanted = judge.counts(changes.users, "users"), judge.counts(changes.targets, "target")
    for part in dict.fromkeys((*owners, *users, *wanted)):
        if part not in services:
            judge.note("no_service", part=part)
            continue
        update: dict[str, object] = {"owner": str(owners[part][-1]).strip() or None} if part in owners else {}
        update |= {name: own[part] for name, own in (("users", users), ("target", wanted)) if part in own}
        services[part] = replace(services[part], **update)
    order = [part.code for dimension in dimensions for part in dimension.sub_dimensions]
    made = replace(
        standing,
        services=tuple(services[part] for part in order if part in services),
        split=standing.split if changes.split is None else _split(changes.split, judge),
        starts=standing.starts if changes.starts is None else changes.starts.strip(),
        ends=standing.ends if changes.ends is None else changes.ends.strip(),
        name=standing.name if changes.name is None else " ".join(changes.name.split()),
    )
    _judge_whole(made, method, judge, longest_title, title)
    return made, tuple(judge.problems)


def _split(named: Iterable[str], judge: _Judge) -> tuple[str, ...]:
    found = []
    for text in named:
        code = find_dimension(text)
        if code is None:
            judge.note("no_dimension", found=text, known=[one.name for one in judge.dimensions])
        else:
            found.append(code)
    return tuple(dict.fromkeys(found))


def _judge_whole(plan: SurveyPlan, method: Method, judge: _Judge, longest_title: int, title: str) -> None:
    if not plan.services:
        judge.note("nothing", year=plan.year)
    named = {problem.values["part"] for problem in judge.problems if "part" in problem.values}
    for dimension in judge.dimensions:
        own = {one.sub_dimension for one in plan.of(dimension.code)}
        lacking = [part.code for part in dimension.sub_dimensions if part.code not in own]
        if own and lacking and not named.intersection(lacking):
            judge.note("incomplete", dimension=dimension.name, parts=lacking)
    times = Counter(normalise(one.service) for one in plan.services)
    for key, count in times.items():
        if count > 1:
            same = [one for one in plan.services if normalise(one.service) == key]
            parts = [one.sub_dimension for one in same]
            judge.note("service_twice", found=same[0].service, parts=parts)
    for one in plan.services:
        if one.users is not None and one.target is not None and one.target > one.users:
            judge.note("too_many", service=one.service, target=one.target, users=one.users)
    days = {name: _day(getattr(plan, name)) for name in ("starts", "ends")}
    for name, day in days.items():
        if day is None and getattr(plan, name):
            judge.note("day", found=getattr(plan, name))
    if days["starts"] and days["ends"] and days["starts"] > days["ends"]:
        judge.note("dates", starts=days["starts"], ends=days["ends"])
    longest = max((len(titled(plan, dimension.name, title)) for dimension in judge.dimensions), default=0)
    if longest > longest_title or len(plan.name) > LONGEST_NAME:
        judge.note("name", found=plan.name or title, count=longest, most=longest_title)


def titled(plan: SurveyPlan, part: str, title: str) -> str:
    """Name the form of a dimension or service: the survey's own name, or *title*, with what it is about."""
    return f"{plan.name or title} – {part}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def remarks(plan: SurveyPlan, method: Method, candidates: Iterable[Candidate]) -> tuple[Problem, ...]:
    """Say what keeps a plan from being quite right although it can be taken."""
    if not plan.services:
        return (Problem("nothing", {"year": plan.year}),)
    found = [] if plan.is_decided else [Problem("undecided", {"year": plan.year})]
    wanted = targets(plan, method)
    for dimension in dict.fromkeys(one.dimension for one in plan.services):
        quota, count = quota_of(plan, dimension, method), sum(wanted[one.sub_dimension] for one in plan.of(dimension))
        if count < quota:
            found.append(Problem("below_quota", {"dimension": dimension, "count": count, "quota": quota}))
    listed: dict[str, set[str]] = {}
    for one in candidates:
        listed.setdefault(normalise(one.service), set()).add(one.sub_dimension or one.dimension)
    for one in plan.services:
        places = listed.get(normalise(one.service), set())
        if places and places.isdisjoint((one.sub_dimension, one.dimension)):
            values = {"service": one.service, "part": one.sub_dimension, "parts": sorted(places)}
            found.append(Problem("elsewhere", values))
    if not (plan.starts and plan.ends):
        found.append(Problem("undated", {}))
    return tuple(found)
