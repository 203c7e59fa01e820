"""How many more respondents: what more people would do to a spread, and how many a service with known users needs."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Empty, Exhibit, Table
from smartcity.exhibits.kit.shared import joined_sources, stamp
from smartcity.exhibits.kit.survey import PIECES, Survey, of_survey
from smartcity.exhibits.survey.services import split
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import Outlook, Spread, krejcie_morgan, outlooks
from smartcity.survey import outlook as outlook_of
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Prospect:
    """A dimension with its mean and the spread to expect now and with each number of further respondents."""

    label: str
    count: int
    mean: float
    outlooks: tuple[Outlook, ...]

    def width(self, step: int) -> float:
        """Return the distance between the ends of one of the outlooks."""
        return self.outlooks[step].spread.high - self.outlooks[step].spread.low


@of_survey("tambahan-responden", Survey.has_answers)
def outlook(survey: Survey) -> Exhibit:
    """Show how much narrower the spread of each dimension would be with more respondents who answer alike."""
    words, found = survey.words, prospects(survey)
    further = [one.further for one in found[0].outlooks] if found else []
    rows = pd.DataFrame(
        {
            "label": [one.label for one in found],
            "n": [one.count for one in found],
            "mean": [one.mean for one in found],
            "spreads": [
                [(one.mean - own.spread.low, own.spread.high - one.mean) for own in one.outlooks] for one in found
            ],
            "further": [further] * len(found),
            "is_sample": survey.is_sample,
        }
        | {f"width{step}": [one.width(step) for one in found] for step in range(len(further))}
    )
    headings = [
        words("survey.column.width_further", count=count) if count else words("survey.column.width_now")
        for count in further
    ]
    columns = (
        Column("label", words("survey.column.dimension")),
        Column("n", words("survey.column.count"), INTEGER),
        Column("mean", words("survey.column.mean"), SCORE),
        *(Column(f"width{step}", heading, SCORE) for step, heading in enumerate(headings)),
    )
    values = "; ".join(
        words("survey.outlook.alt_value", label=one.label, now=one.width(0), then=one.width(-1)) for one in found
    )
    return survey.exhibit(
        "tambahan-responden",
        outlook_message(found, words),
        survey.answered,
        figure=charts.outlook_bands(rows, words) if found else None,
        table=Table(rows[[column.code for column in columns]], columns) if found else None,
        alt=words("survey.outlook.alt", year=survey.year, values=values),
        notes=(words("survey.outlook.note"), survey.few_note),
    )


def prospects(survey: Survey) -> tuple[Prospect, ...]:
    """Give the outlooks of the chosen dimensions that have a spread and may be shown, in the method's order."""
    wholes = ((dimension.name, one.whole) for dimension, one in survey.own)
    return tuple(
        Prospect(name, whole.count, whole.mean, outlooks(whole.mean, whole.spread, whole.count))
        for name, whole in wholes
        if whole.code in survey.shown and whole.spread is not None
    )


def outlook_message(found: Sequence[Prospect], words: Words) -> str:
    """Say where the spread is widest, and what the largest number of further respondents would make of it."""
    if not found:
        return words("survey.outlook.none")
    widest = max(found, key=lambda one: one.width(0))
    values = {
        "label": widest.label,
        "now": widest.width(0),
        "then": widest.width(-1),
        "further": widest.outlooks[-1].further,
    }
    if words.number(values["now"], 2) == words.number(0, 2):
        return words("survey.outlook.no_spread")
    if words.number(values["now"], 2) == words.number(values["then"], 2):
        return words("survey.outlook.same", **values)
    return words("survey.outlook.single" if len(found) == 1 else "survey.outlook.message", **values)


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
        empty = Empty(*(words(f"survey.sizes.{piece}") for piece in PIECES))
        return Exhibit("ukuran-sampel", words("survey.sizes.untold"), "", stamp(survey.warehouse), empty=empty)
    found = sizes(survey, known)
    columns = (
        Column("service", words("survey.column.service")),
        Column("dimension", words("survey.column.dimension")),
        Column("users", words("survey.column.users"), INTEGER),
        Column("needed", words("survey.column.needed"), INTEGER),
        Column("n", words("survey.column.count"), INTEGER),
        Column("remaining", words("survey.column.remaining"), INTEGER),
        Column("low", words("survey.column.low_finite"), SCORE),
        Column("high", words("survey.column.high_finite"), SCORE),
        Column("remark", words("survey.column.remark")),
    )
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
        for one in found
    ]
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    frame = frame.astype({"n": "Int64", "remaining": "Int64", "low": float, "high": float})
    origins = joined_sources(known["source"].fillna(known["file"]), words)
    rule = load_sampling()
    return survey.exhibit(
        "ukuran-sampel",
        sizes_message(found, words),
        survey.answered,
        table=Table(frame, columns),
        alt=words("survey.sizes.alt"),
        notes=[words("survey.sizes.note", source=rule.source, precision=rule.precision)],
        source="; ".join(dict.fromkeys(filter(None, (survey.source, origins)))),
        is_sample=survey.is_sample or bool(known["is_sample"].any()),
    )


def sizes(survey: Survey, known: pd.DataFrame) -> tuple[Size, ...]:
    """Size each service whose users are known, by its newest list; those that lack most come first, hidden ones last.

    Args:
        survey: The survey that is looked at.

        known: `name, dimension, users`, the newest list last.
    """
    groups = {
        (group.dimension, normalise(group.service)): group.count
        for group in survey.services()
        if group.service is not None
    }
    answered = {
        (one.dimension.name, normalise(service.name)): service
        for one in split(survey, load_site().smallest_group)
        for service in one.shown
        if service.name
    }
    newest = known.assign(key=known["name"].map(normalise)).drop_duplicates(["key", "dimension"], keep="last")
    found = []
    for row in newest.itertuples(index=False):
        users, place = int(row.users), (dimension_name(row.dimension), row.key)
        count, own = groups.get(place, 0), answered.get(place)
        spread = own.spread if own is not None else None
        if spread is not None:
            is_within = own.count <= users
            spread = outlook_of(own.mean, spread, own.count, 0, users).spread if is_within else None
        found.append(Size(str(row.name), place[0], users, krejcie_morgan(users), count, spread))
    return tuple(sorted(found, key=lambda one: (one.remaining is None, -(one.remaining or 0), one.service)))


def sizes_message(found: Sequence[Size], words: Words) -> str:
    """Count the services that have enough respondents, name the one that lacks most, and what cannot be right."""
    known = [one for one in found if one.remaining is not None]
    if not known:
        return words("survey.sizes.all_hidden", n=len(found))
    beyond = sum(one.is_beyond for one in known)
    doubt = words("survey.sizes.doubt", n=beyond) if beyond else ""
    enough = sum(not one.remaining and not one.is_beyond for one in known)
    most = known[0]
    if not most.remaining:
        return words("survey.sizes.all_enough" if enough else "survey.sizes.none_certain", n=enough or beyond) + doubt
    values = {"service": most.service, "needed": most.needed, "users": most.users, "count": most.count}
    if len(known) == 1:
        return words("survey.sizes.single", **values)
    return words("survey.sizes.message", **values, enough=enough, n=len(known)) + doubt
