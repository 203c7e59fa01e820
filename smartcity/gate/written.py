"""What people wrote in their own words; who wrote it cannot be told from it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity.gate.groups import services_of
from smartcity.gate.loaded import LoadedSurvey
from smartcity.method.layout import normalise
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows

_FORM = ("snapshot", "sheet", "row")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, and the dimensions and services of its writer, as far as their groups are large enough."""

    text: str
    dimensions: tuple[str, ...]
    services: tuple[str, ...]


def comments(warehouse: Warehouse, survey: LoadedSurvey, named: Mapping[str, str]) -> tuple[Comment, ...]:
    """Load the comments of a survey, by their dimension and words, never in the order in which people were asked.

    A form that answers several dimensions has one comment. Personal data was masked when the file was read. A service
    is named when its number of respondents may be shown.

    Args:
        warehouse: Where the comments are.

        survey: The survey.

        named: What the dimensions are called that may be named, by code: those that enough people answered.
    """
    rows = people_rows(warehouse, "comments_of_survey", **survey.key)
    if rows.empty:
        return ()
    services = {
        (group.dimension, normalise(group.service)): group.service
        for group in services_of(warehouse, survey, named)
        if group.service is not None and group.count is not None
    }
    order = {name: place for place, name in enumerate(named.values())}
    written: dict[tuple, list[tuple]] = {}
    for *form, dimension, service, text in rows[[*_FORM, "dimension", "service", "comment"]].itertuples(index=False):
        written.setdefault(tuple(form), []).append((dimension, service, text))
    listed = []
    for own in written.values():
        dimensions = tuple(named[code] for code, *_ in own if code in named)
        keys = ((code, normalise(service)) for code, service, _ in own if not pd.isna(service))
        used = dict.fromkeys(services[key] for key in keys if key in services)
        listed.append(Comment(" ".join(str(own[0][2]).split()), dimensions, tuple(used)))
    last = len(order)
    return tuple(
        sorted(listed, key=lambda one: (order[one.dimensions[0]] if one.dimensions else last, normalise(one.text)))
    )
