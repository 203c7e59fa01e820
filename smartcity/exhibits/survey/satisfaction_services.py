"""The satisfaction index service by service, and what other roundings of its weight would make of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, SHARE, SIGNED, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import joined_sources, stamp
from smartcity.exhibits.survey.satisfaction import Rated, caption_of, element_names, no_ratings, rated, too_few
from smartcity.exhibits.survey.services import UNNAMED, tellable
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.method.skm import Skm
from smartcity.survey import OfService, by_service
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@kept
def satisfaction_services(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List index, quality and performance of each service and of all, the lowest index first; elements are folded."""
    found = rated(warehouse, selection)
    if found is None:
        return no_ratings("ikm-layanan", warehouse, words)
    few = too_few("ikm-layanan", found, warehouse, words)
    if few is not None:
        return few
    smallest = load_site().smallest_group
    services = by_service(
        found.ratings, found.ratings["service"].to_list(), found.rule, load_sampling().generator(), smallest
    )
    known = sorted((one for one in services if _index(one) is not None), key=_index)
    rest = [one for one in services if _index(one) is None]
    rows = [_row(one, words) for one in (*known, *rest)]
    rows.append(_row(OfService(words("survey.skm.all"), found.result), words))
    columns = (
        Column("service", words("survey.column.service")),
        Column("n", words("survey.column.count"), INTEGER),
        Column("ikm", words("survey.column.ikm"), SCORE),
        Column("band", words("survey.column.band")),
        Column("performance", words("survey.column.performance")),
        Column("probability", words("survey.column.probability"), SHARE, 1),
        *([Column("remark", words("survey.column.remark"))] if rest else []),
    )
    frame = pd.DataFrame(rows, columns=["service", "n", "ikm", "band", "performance", "probability", "remark"])
    frame = frame.astype({"n": "Int64", "ikm": float, "probability": float})
    elements = _elements(services, found, warehouse, words)
    return Exhibit(
        key="ikm-layanan",
        message=satisfaction_message(services, found.rule, words),
        table=Table(frame[[column.code for column in columns]], columns),
        caption=caption_of(found, words),
        alt=words("survey.skm.services_alt"),
        note=words("survey.skm.services_note", smallest=smallest)
        if any(one.result is None for one in services)
        else "",
        source=joined_sources(found.files, words),
        stamp=stamp(warehouse),
        is_sample=found.is_sample,
        details=(elements,) if elements is not None else (),
    )


def _index(one: OfService) -> Decimal | None:
    return one.result.ikm if one.result is not None else None


def _named(one: OfService, words: Words) -> str:
    return one.service or words("respondents.services.blank")


def _row(one: OfService, words: Words) -> tuple:
    result = one.result
    if result is None:
        return _named(one, words), None, None, "", "", None, words("survey.skm.hidden")
    if result.ikm is None:
        return _named(one, words), result.count, None, "", "", None, words("survey.skm.no_index")
    performance = result.band.names[words.language]
    return _named(one, words), result.count, float(result.ikm), result.band.code, performance, result.probability, ""


def satisfaction_message(services: Sequence[OfService], rule: Skm, words: Words) -> str:
    """Name the services with the lowest and the highest index, or say that all shown have one quality."""
    known = sorted((one for one in services if _index(one) is not None), key=_index)
    if not known:
        return words("survey.skm.services_none")
    low, high = known[0], known[-1]
    values = {
        "low": _named(low, words),
        "low_ikm": low.result.ikm,
        "low_band": low.result.band.code,
        "high": _named(high, words),
        "high_ikm": high.result.ikm,
        "high_band": high.result.band.code,
    }
    if len(known) == 1:
        return words("survey.skm.services_single", **values)
    if low.result.ikm == high.result.ikm:
        return words("survey.skm.services_level", **values, n=len(known))
    key = "services_band" if low.result.band is high.result.band else "services_message"
    return words(f"survey.skm.{key}", **values, n=len(known))


def _elements(services: Sequence[OfService], found: Rated, warehouse: Warehouse, words: Words) -> Exhibit | None:
    """Lay out each element's mean for each service, as far as no few ratings can be told from it; None without any."""
    codes = list(found.rule.codes)
    given = found.ratings[codes].dropna(how="all")
    keys = found.ratings.loc[given.index, "service"].map(normalise, na_action="ignore").fillna(UNNAMED)
    hidden = frozenset(normalise(one.service or UNNAMED) for one in services if one.result is None)
    told = tellable(given, keys, hidden, load_site().smallest_group)
    shown = [one for one in services if one.result is not None and normalise(one.service or UNNAMED) in told]
    if not shown:
        return None
    names: Mapping[str, str] = element_names(found.rule, words)
    means = {
        f"service{place}": [None if element.mean is None else float(element.mean) for element in one.result.elements]
        for place, one in enumerate(shown)
    }
    rows = pd.DataFrame({"label": [names[code] for code in codes], **means})
    columns = (
        Column("label", words("survey.column.element")),
        *(
            Column(
                f"service{place}",
                words("survey.services.column", service=_named(one, words), n=one.result.count),
                SCORE,
            )
            for place, one in enumerate(shown)
        ),
    )
    return Exhibit(
        key="ikm-unsur",
        message=words("survey.skm.elements", n=len(shown)),
        table=Table(rows, columns),
        caption=caption_of(found, words),
        alt=words("survey.skm.elements_alt"),
        source=joined_sources(found.files, words),
        stamp=stamp(warehouse),
        is_sample=found.is_sample,
    )


@kept
def satisfaction_weights(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Compare the index under the exact weight with those under the two roundings of it that reports use."""
    found = rated(warehouse, selection)
    if found is None:
        return no_ratings("ikm-bobot", warehouse, words)
    few = too_few("ikm-bobot", found, warehouse, words)
    if few is not None:
        return few
    exact = found.result.ikm
    rows = [
        (
            words(f"survey.skm.weight.{name}"),
            None if ikm is None else float(ikm),
            None if ikm is None or name == _counting(found.rule) else float(ikm - exact),
            "" if ikm is None else found.rule.band_of(ikm).code,
        )
        for name, ikm in found.result.by_weight.items()
    ]
    columns = (
        Column("weight", words("survey.column.weight")),
        Column("ikm", words("survey.column.ikm"), SCORE),
        Column("difference", words("survey.column.difference_ikm"), SIGNED),
        Column("band", words("survey.column.band")),
    )
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    return Exhibit(
        key="ikm-bobot",
        message=weights_message(found.result.by_weight, found.rule, words),
        table=Table(frame.astype({"ikm": float, "difference": float}), columns),
        caption=caption_of(found, words),
        alt=words("survey.skm.weights_alt"),
        note=words("survey.skm.weights_note"),
        source=joined_sources((*found.files, found.rule.source), words),
        stamp=stamp(warehouse),
        is_sample=found.is_sample,
    )


def _counting(rule: Skm) -> str:
    return next(iter(rule.weights))


def weights_message(by_weight: Mapping[str, Decimal | None], rule: Skm, words: Words) -> str:
    """Say whether another rounding of the weight would give another quality, and how far it moves the index."""
    counting = _counting(rule)
    exact = by_weight[counting]
    if exact is None:
        return words("survey.skm.weights_none")
    band = rule.band_of(exact).code
    others = {name: ikm for name, ikm in by_weight.items() if name != counting}
    name, furthest = max(others.items(), key=lambda pair: abs(pair[1] - exact))
    changed = [name for name, ikm in others.items() if rule.band_of(ikm).code != band]
    values = {"weight": words(f"survey.skm.weight_short.{name}"), "ikm": furthest, "exact": exact, "band": band}
    if not changed:
        return words("survey.skm.weights_same", **values)
    return words("survey.skm.weights_changed", **values, other=rule.band_of(others[changed[-1]]).code)
