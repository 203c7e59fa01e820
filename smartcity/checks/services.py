"""Doubt what a survey says of services: none named, one that no list has, one of elsewhere, more people than users."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from smartcity.checks.doubted import Doubt, Doubted, in_languages, languages_of, part_names
from smartcity.checks.reference import Listing, Reference
from smartcity.method.layout import normalise
from smartcity.records.decisions import IGNORED, SERVICE


def service_blank(survey: Doubted) -> Iterator[Doubt]:
    """Count the forms without a service once for each sheet that has a column for it; nobody has to fill it in."""
    of_sheet: dict[str, list[int]] = {}
    for form in _forms_where(survey, lambda service: not service):
        of_sheet.setdefault(survey.sheets[survey.firsts[form]], []).append(form)
    for forms in of_sheet.values():
        told = survey.doubt_service("quality.service_blank", forms, forms[0], "")
        yield replace(told, finding=replace(told.finding, count=len(forms)))


def unknown_service(survey: Doubted) -> Iterator[Doubt]:
    """Name the services that no innovation list has, unless a person said that this is so."""
    if not survey.reference.services:
        return
    for form in _forms_where(survey, lambda service: service and service not in survey.reference.services):
        spelled = survey.spelled(form)
        if survey.reference.aliases.get((SERVICE, normalise(spelled))) != IGNORED:
            yield survey.doubt_service("value.unknown_service", [form], form, str(spelled))


def service_elsewhere(survey: Doubted) -> Iterator[Doubt]:
    """Name the forms about a service that every list puts under another dimension, or another part than was answered.

    Somebody who answers a whole dimension is asked about all its parts, so the part only counts where one alone was
    answered or named.
    """
    known = survey.reference.known_services
    if not known:
        return
    answered = pd.MultiIndex.from_arrays([survey.services, survey.dimensions, _answered_parts(survey)])
    places, distinct = answered.factorize()
    covers = np.array([_is_covered(known.get(service, ()), *where) for service, *where in distinct], bool)
    is_covered = np.bincount(survey.forms, weights=covers[places]) > 0
    listed: dict[str, dict[str, list[str]]] = {}
    for form in survey.with_service_column[~is_covered[survey.with_service_column]].tolist():
        service = survey.services[survey.firsts[form]]
        if service not in listed:
            names = dict.fromkeys(_listed_names(survey.reference, listing) for listing in known[service])
            listed[service] = in_languages(names)
        found, values = str(survey.spelled(form)), {"listed": listed[service]}
        yield survey.doubt_service("quality.service_elsewhere", [form], form, found, **values)


def more_than_users(survey: Doubted) -> Iterator[Doubt]:
    """Name the services with more respondents than users, where a list states how many there are."""
    users = {
        service: max(listing.users for listing in listings if listing.users is not None)
        for service, listings in survey.reference.known_services.items()
        if any(listing.users is not None for listing in listings)
    }
    forms: dict[str, list[int]] = {}
    for form in _forms_where(survey, lambda service: service in users):
        forms.setdefault(survey.services[survey.firsts[form]], []).append(form)
    for service, own in forms.items():
        if len(own) > users[service]:
            at, values = own[users[service]], {"n": len(own), "users": users[service]}
            yield survey.doubt_service("quality.more_than_users", own, at, str(survey.spelled(at)), **values)


def _forms_where(survey: Doubted, is_meant: Callable[[str], bool]) -> Sequence[int]:
    """List the forms whose service is meant, on the sheets that have a column for it."""
    places, distinct = pd.factorize(survey.services[survey.firsts[survey.with_service_column]])
    are_meant = np.array([bool(is_meant(service)) for service in distinct], bool)
    return survey.with_service_column[are_meant[places]].tolist() if are_meant.any() else []


def _answered_parts(survey: Doubted) -> Sequence[str]:
    """Say of each row which part of its dimension it is about: the one named, else the only one answered, else ""."""
    answered = survey.answers.respondents["sub_dimension"].fillna("").tolist()
    for dimension in dict.fromkeys(survey.dimensions.tolist()):
        parts = survey.columns_of(dimension)
        own = np.flatnonzero(survey.dimensions == dimension)
        given = np.stack([~np.isnan(survey.matrix[np.ix_(own, columns)]).all(axis=1) for columns in parts.values()])
        names = list(parts)
        for place in np.flatnonzero((given.sum(axis=0) == 1) & (len(parts) > 1)).tolist():
            answered[own[place]] = answered[own[place]] or names[int(given[:, place].argmax())]
    return answered


def _is_covered(listings: Sequence[Listing], dimension: str, part: str) -> bool:
    """Whether one of the listings puts a service where it was answered about; a service that is on no list may be."""
    return not listings or any(
        listing.dimension == dimension and (not part or not listing.sub_dimension or listing.sub_dimension == part)
        for listing in listings
    )


def _listed_names(reference: Reference, listing: Listing) -> tuple[tuple[str, str], ...]:
    """Say in each language where a list puts a service: its dimension, and the part of it if stated."""
    name = next((known.name for known in reference.dimensions if known.code == listing.dimension), listing.dimension)
    parts = dict(part_names(reference, listing.sub_dimension)) if listing.sub_dimension else {}
    return tuple((language, f"{name} – {parts[language]}" if parts else name) for language in languages_of(reference))
