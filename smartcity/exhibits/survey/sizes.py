"""How many respondents a service with a known number of users needs, and its spread among so many users."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.dimensions.lists import dimension_name
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Empty, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import joined_sources, stamp
from smartcity.exhibits.respondents.loaded import caption_of, no_survey, source_of
from smartcity.exhibits.respondents.services import service_groups
from smartcity.exhibits.survey.asking import Asked, ask
from smartcity.exhibits.survey.services import split
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import Spread, krejcie_morgan
from smartcity.survey import outlook as outlook_of
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "ukuran-sampel"


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


@kept
def sample_sizes(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the services whose users are counted with the size of Krejcie and Morgan and who answered so far."""
    asked = ask(warehouse, selection)
    if asked is None:
        return no_survey(KEY, warehouse, selection, words)
    known = warehouse.query("users_of_services")
    codes = [dimension.code for dimension, _ in asked.own]
    known = known[known["dimension"].isin(codes)]
    if known.empty:
        empty = Empty(*(words(f"survey.sizes.{piece}") for piece in ("missing", "why", "step")))
        return Exhibit(KEY, words("survey.sizes.untold"), "", stamp(warehouse), empty=empty)
    found = sizes(warehouse, asked, known)
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
            _remark(one, words),
        )
        for one in found
    ]
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    frame = frame.astype({"n": "Int64", "remaining": "Int64", "low": float, "high": float})
    origins = joined_sources(known["source"].fillna(known["file"]), words)
    rule = load_sampling()
    return Exhibit(
        key=KEY,
        message=sizes_message(found, words),
        table=Table(frame, columns),
        caption=caption_of(asked.survey, asked.count, words),
        alt=words("survey.sizes.alt"),
        note=words("survey.sizes.note", source=rule.source, precision=rule.precision),
        source="; ".join(dict.fromkeys(filter(None, (source_of(asked.survey, words), origins)))),
        stamp=stamp(warehouse),
        is_sample=asked.survey.is_sample or bool(known["is_sample"].any()),
    )


def sizes(warehouse: Warehouse, asked: Asked, known: pd.DataFrame) -> tuple[Size, ...]:
    """Size each service whose users are known, by its newest list; those that lack most come first, hidden ones last.

    Args:
        warehouse: Where the answers are.

        asked: The survey that is looked at.

        known: `name, dimension, users`, the newest list last.
    """
    smallest = load_site().smallest_group
    people = warehouse.query("respondents_of_survey", year=asked.survey.year, track=asked.survey.track)
    groups = {
        (group.dimension, normalise(group.service)): group.count
        for group in service_groups(people, asked.survey, smallest)
        if group.service is not None
    }
    answered = {
        (one.dimension.name, normalise(service.name)): service
        for one in split(warehouse, asked, smallest)
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


def _remark(one: Size, words: Words) -> str:
    if one.count is None:
        return words("survey.sizes.hidden")
    if one.is_beyond:
        return words("survey.sizes.beyond")
    return words("survey.sizes.short" if one.remaining else "survey.sizes.enough")


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
