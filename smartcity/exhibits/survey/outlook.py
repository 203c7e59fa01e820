"""How many more respondents: what more people would do to a spread, and how many a service with known users needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from smartcity import charts, gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import SCORE, Column, Exhibit
from smartcity.exhibits.kit.naming import leaders, print_alike
from smartcity.exhibits.kit.subject import joined_sources, subject_of
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.method.layout import normalise
from smartcity.method.sampling import load_sampling
from smartcity.survey import UNNAMED, Outlook, Spread, krejcie_morgan, outlooks
from smartcity.survey import outlook as outlook_of
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Prospect:
    """A dimension with its mean and the spread to expect now and with each number of further respondents."""

    label: str
    count: int
    mean: float
    outlooks: tuple[Outlook, ...]

    @property
    def reaches(self) -> list[tuple[float, float]]:
        """How far each spread reaches below and above the mean."""
        return [(self.mean - own.spread.low, own.spread.high - self.mean) for own in self.outlooks]

    def width(self, step: int) -> float:
        """Return the distance between the ends of one of the outlooks."""
        return self.outlooks[step].spread.high - self.outlooks[step].spread.low


@of_survey("tambahan-responden", Survey.has_answers)
def outlook(survey: Survey) -> Exhibit:
    """Show how much narrower the spread of each dimension would be with more respondents who answer alike."""
    words, prospects = survey.words, prospects_of(survey)
    further = [one.further for one in prospects[0].outlooks] if prospects else []
    rows = pd.DataFrame(
        [(one.label, one.count, one.mean, one.reaches, further) for one in prospects],
        columns=["label", "n", "mean", "spreads", "further"],
    ).assign(
        is_sample=survey.is_sample,
        **{f"width{step}": [one.width(step) for one in prospects] for step in range(len(further))},
    )
    widths = [
        Column(
            f"width{step}",
            words("survey.column.width_further", count=count) if count else words("survey.column.width_now"),
            SCORE,
        )
        for step, count in enumerate(further)
    ]
    texts = (
        words("survey.outlook.alt_value", label=one.label, now=one.width(0), then=one.width(-1)) for one in prospects
    )
    exhibit = survey.answering.exhibit(
        "tambahan-responden",
        outlook_message(prospects, words),
        "survey.outlook",
        figure=charts.outlook_bands(rows, words) if prospects else None,
        rows=rows,
        columns=(*of_page("survey", "label=dimension n=count mean"), *widths),
        note=(words("survey.outlook.note"), survey.few_note),
        year=survey.year,
        values="; ".join(texts),
    )
    return exhibit if prospects else replace(exhibit, table=None)


def prospects_of(survey: Survey) -> tuple[Prospect, ...]:
    """Give the outlooks of the chosen dimensions that have a spread and may be shown, in the method's order."""
    wholes = ((dimension.name, one.whole) for dimension, one in survey.own)
    return tuple(
        Prospect(name, whole.count, whole.mean, outlooks(whole.mean, whole.spread, whole.count))
        for name, whole in wholes
        if whole.code in survey.shown and whole.spread is not None
    )


def outlook_message(prospects: Sequence[Prospect], words: Words) -> str:
    """Say where the spread is widest, and what the largest number of further respondents would make of it."""
    if not prospects:
        return words("survey.outlook.none")
    widest = max(prospects, key=lambda one: one.width(0))
    now, then, further = widest.width(0), widest.width(-1), widest.outlooks[-1].further
    ordered = sorted(prospects, key=lambda one: -one.width(0))
    label = leaders([(one.label, one.width(0)) for one in ordered], words)
    values = {"label": label, "now": now, "then": then, "further": further}
    if print_alike(words, now, 0):
        return words("survey.outlook.no_spread")
    if print_alike(words, now, then):
        return words("survey.outlook.same", **values)
    return words("survey.outlook.single" if len(prospects) == 1 else "survey.outlook.message", **values)


@dataclass(frozen=True, slots=True)
class Size:
    """A service: its *users*, the respondents *needed*, and how many there are (*count*, None where it is hidden).

    *spread* is that of its answers, corrected for the finite number of users; None where it may not or cannot be given.
    """

    service: str
    dimension: str
    users: int
    needed: int
    count: int | None
    spread: Spread | None

    @property
    def remaining(self) -> int | None:
        """How many are still needed."""
        return None if self.count is None else max(self.needed - self.count, 0)

    @property
    def is_beyond(self) -> bool:
        """Whether more people answered than the service has users."""
        return self.count is not None and self.count > self.users

    @property
    def state(self) -> str:
        """Whether the number is hidden, beyond all users, short of what is needed, or enough."""
        if self.count is None:
            return "hidden"
        return "beyond" if self.is_beyond else "short" if self.remaining else "enough"


@of_survey("ukuran-sampel")
def sample_sizes(survey: Survey) -> Exhibit:
    """List the services whose users are counted with the size of Krejcie and Morgan and who answered so far."""
    words, known = survey.words, survey.warehouse.query("users_of_services")
    known = known[known["dimension"].isin([dimension.code for dimension, _ in survey.own])]
    if known.empty:
        nowhere, message = subject_of(survey.warehouse, words), words("survey.sizes.untold")
        return nowhere.nothing("ukuran-sampel", message=message, because="survey.sizes.")
    sizes = sizes_of(survey, known)
    rows = [
        (
            one.service,
            one.dimension,
            one.users,
            one.needed,
            one.count,
            one.remaining,
            one.spread.low if one.spread else None,
            one.spread.high if one.spread else None,
            words(f"survey.sizes.{one.state}"),
        )
        for one in sizes
    ]
    origins, rule = joined_sources(known["source"].fillna(known["file"]), words), load_sampling()
    sources = filter(None, (survey.source, origins))
    return survey.subject(survey.answered, known, sources=sources).exhibit(
        "ukuran-sampel",
        sizes_message(sizes, words),
        "survey.sizes",
        rows=rows,
        columns=of_page(
            "survey", "service dimension users needed n=count remaining low=low_finite high=high_finite remark"
        ),
        note=words("survey.sizes.note", source=rule.source, precision=rule.precision),
    )


def sizes_of(survey: Survey, known: pd.DataFrame) -> tuple[Size, ...]:
    """Size each service whose users are known, by its newest list; those that lack most come first, hidden ones last.

    *known* has `name, dimension, users`, the newest list last.
    """
    services = survey.services()
    groups = {(group.dimension, normalise(group.service)): group.count for group in services if group.service}
    unnamed = {group.dimension for group in services if group.state == UNNAMED}
    answered = {
        (one.dimension, normalise(service.name)): service
        for one in gate.by_service(survey.warehouse, survey, survey.codes)
        for service in one.shown
        if service.name
    }
    newest = known.assign(key=known["name"].map(normalise)).drop_duplicates(["key", "dimension"], keep="last")
    sizes = []
    for row in newest.itertuples(index=False):
        users, place = int(row.users), (row.dimension, row.key)
        count = None if row.dimension in unnamed else groups.get(place, 0)
        own = answered.get(place)
        spread = own.spread if own is not None else None
        if spread is not None:
            is_within = own.count <= users
            spread = outlook_of(own.mean, spread, own.count, 0, users).spread if is_within else None
        sizes.append(Size(str(row.name), dimension_name(row.dimension), users, krejcie_morgan(users), count, spread))
    return tuple(sorted(sizes, key=lambda one: (one.remaining is None, -(one.remaining or 0), one.service)))


def sizes_message(sizes: Sequence[Size], words: Words) -> str:
    """Count the services that have enough respondents, name the one that lacks most, and what cannot be right."""
    known = [one for one in sizes if one.remaining is not None]
    if not known:
        return words("survey.sizes.all_hidden", n=len(sizes))
    beyond = sum(one.is_beyond for one in known)
    doubt = words("survey.sizes.doubt", n=beyond) if beyond else ""
    enough = sum(not one.remaining and not one.is_beyond for one in known)
    most = known[0]
    if not most.remaining:
        return words("survey.sizes.all_enough" if enough else "survey.sizes.none_certain", n=enough or beyond) + doubt
    lacking = leaders([(one.service, one.remaining) for one in known], words, 0)
    values = {"service": lacking, "needed": most.needed, "users": most.users, "count": most.count}
    if len(known) == 1:
        return words("survey.sizes.single", **values)
    return words("survey.sizes.message", **values, enough=enough, n=len(known)) + doubt
