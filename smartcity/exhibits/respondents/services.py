"""Which services the respondents used, without telling who: small groups stay hidden."""

from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.exhibit import INTEGER, SHARE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import Survey, caption_of, load_survey, no_survey, nobody, source_of
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.survey import COMPLEMENT, SHOWN, SMALL, shown_counts, split_dimensions
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Group:
    """The respondents of one service in one dimension; *count* is None where it may not be shown.

    *service* is None for respondents who named none; that is no group of people, so it is always counted.
    """

    dimension: str
    service: str | None
    count: int | None
    state: str


@kept
def by_service(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Count respondents per dimension and service; a group too small to be shown is not, nor can it be computed."""
    survey = load_survey(warehouse, selection)
    if survey is None:
        return no_survey("layanan", warehouse, selection, words)
    people = survey.respondents(warehouse)
    if people.empty:
        return nobody("layanan", survey, warehouse, words)
    smallest = load_site().smallest_group
    groups = service_groups(people, survey, smallest)
    said = {
        SHOWN: "",
        SMALL: words("respondents.services.small", smallest=smallest),
        COMPLEMENT: words("respondents.services.complement"),
    }
    quota = survey.method.survey.quota
    columns = (
        Column("dimension", words("respondents.column.dimension")),
        Column("service", words("respondents.column.service")),
        Column("count", words("respondents.column.count"), INTEGER),
        Column("quota", words("respondents.column.quota"), INTEGER),
        Column("share", words("respondents.column.quota_share"), SHARE, 0),
        Column("state", words("respondents.column.state")),
    )
    rows = pd.DataFrame(
        [
            (
                group.dimension,
                group.service or words("respondents.services.blank"),
                group.count,
                quota,
                None if group.count is None else group.count / quota,
                said[group.state],
            )
            for group in groups
        ],
        columns=[column.code for column in columns],
    )
    is_hidden = any(group.count is None for group in groups)
    notes = (
        _quota_said(survey, split_dimensions(survey.parts(warehouse), survey.decided_split(selection)), words),
        words("respondents.services.note", smallest=smallest) if is_hidden else "",
    )
    return Exhibit(
        key="layanan",
        message=services_message(groups, words),
        table=Table(rows.astype({"count": "Int64", "share": "Float64"}), columns),
        caption=caption_of(survey, len(people), words),
        note=" ".join(filter(None, notes)),
        source=source_of(survey, words),
        stamp=stamp(warehouse),
        is_sample=survey.is_sample,
    )


def _quota_said(survey: Survey, split: frozenset[str], words: Words) -> str:
    """Say whom the quota beside a service is for: all services of its dimension together, or each of them."""
    apart = [dimension.name for dimension in survey.dimensions if dimension.code in split]
    key = "whole" if not apart else "split" if len(apart) == len(survey.dimensions) else "mixed"
    quota = survey.method.survey.quota
    return words(f"respondents.services.quota_{key}", quota=quota, dimensions=words.join(apart))


def service_groups(people: pd.DataFrame, survey: Survey, smallest: int) -> tuple[Group, ...]:
    """Group respondents by dimension and service, the largest shown first, the hidden ones after them by name.

    A hidden group stands by its name, since its place among the counts would tell its size.
    """
    groups: list[Group] = []
    for dimension in survey.dimensions:
        own = people.loc[people["dimension"] == dimension.code, "service"]
        named = own.dropna()
        keys = named.map(normalise)
        sizes = keys.value_counts()
        labels = named.groupby(keys).max()
        states = shown_counts(list(sizes), smallest)
        found = [
            Group(dimension.name, str(labels[key]), int(size) if state == SHOWN else None, state)
            for (key, size), state in zip(sizes.items(), states)
        ]
        groups += sorted(found, key=lambda group: (-(group.count or 0), normalise(group.service)))
        blank = int(own.isna().sum())
        if blank:
            groups.append(Group(dimension.name, None, blank, SHOWN))
    return tuple(groups)


def services_message(groups: tuple[Group, ...], words: Words) -> str:
    """Count the services, name the one most answered about where it may be shown, and count the blanks."""
    named = [group for group in groups if group.service is not None]
    blank = sum(group.count for group in groups if group.service is None)
    doubt = words("respondents.services.blanks", n=blank) if blank else ""
    services = len({normalise(group.service) for group in named})
    if not named:
        return words("respondents.services.none_named")
    shown = [group for group in named if group.count is not None]
    if not shown:
        return words("respondents.services.all_hidden", n=services) + doubt
    most = max(group.count for group in shown)
    leading = [group for group in shown if group.count == most]
    values = {"n": services, "most": most}
    hides_large = any(group.state == COMPLEMENT for group in named)
    if len(leading) > 1 and not hides_large:
        return words("respondents.services.shared", **values, count=len(leading)) + doubt
    key = "message_shown" if hides_large else "message"
    first = leading[0]
    return words(f"respondents.services.{key}", **values, service=first.service, dimension=first.dimension) + doubt
