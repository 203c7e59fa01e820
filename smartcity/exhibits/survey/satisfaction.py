"""The satisfaction index (IKM): of all services, element by element and service by service, and by other weights."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import wraps

import pandas as pd

from smartcity import charts, gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import TEXT, Exhibit
from smartcity.exhibits.kit.impact import ways_note
from smartcity.exhibits.kit.naming import leaders, print_alike
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject, exhibit_of, subject_of
from smartcity.exhibits.kit.survey import SPREAD, spread_rows
from smartcity.exhibits.survey.services import beside, service_name
from smartcity.gate import Rated
from smartcity.method.regions import load_site
from smartcity.method.skm import Skm, load_skm
from smartcity.survey import LEVEL, Element, OfService, Satisfaction, is_few
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

UNDATED = "tanpa-tanggal"
"""The code of the forms that bear no date, beside the years of the others."""


@dataclass(frozen=True)
class Ratings:
    """The satisfaction survey of one year (*year* is None without dates), as it is *rated*."""

    warehouse: Warehouse
    words: Words
    year: int | None
    rule: Skm
    rated: Rated

    @property
    def files(self) -> tuple[str, ...]:
        """Its files."""
        return self.rated.files

    @property
    def is_sample(self) -> bool:
        """Whether it is invented."""
        return self.rated.is_sample

    @property
    def result(self) -> Satisfaction:
        """The index of all."""
        return self.rated.result

    @property
    def is_enough(self) -> bool:
        """Whether as many rated as may be shown."""
        return self.result.count >= load_site().smallest_group

    @property
    def names(self) -> dict[str, str]:
        """What the elements are called by their codes, as their columns are headed."""
        return {element.code: element.header[self.words.language] for element in self.rule.elements}

    @property
    def caption(self) -> str:
        """Which survey and how many respondents; CONTOH first when it is invented."""
        key = "caption" if self.year is not None else "caption_undated"
        text = self.words(f"survey.skm.{key}", year=self.year, n=self.result.count)
        return " · ".join(filter(None, (self.words("respondents.sample") if self.is_sample else "", text)))

    def titled(self, exhibit: Exhibit) -> Exhibit:
        """Let a finding say of which year it is; forms without a date are of none."""
        if self.year is None or exhibit.empty is not None:
            return exhibit
        message = self.words("survey.skm.of_year", year=self.year, message=exhibit.message)
        return replace(exhibit, message=message, details=tuple(map(self.titled, exhibit.details)))

    def subject(self, *sources: str) -> Subject:
        """Return what exhibits of these ratings speak of; *sources* are named besides the files."""
        known = {"sources": (*self.files, *sources), "bases": (), "caption": self.caption, "of_people": True}
        return subject_of(self.warehouse, self.words, self, **known)


def skm_years(warehouse: Warehouse) -> tuple[str, ...]:
    """List what satisfaction surveys there are: forms without a date first, then the years, the newest last."""
    return tuple(UNDATED if year is None else str(year) for year in gate.rated_years(warehouse))


def load_ratings(warehouse: Warehouse, selection: Selection, words: Words) -> Ratings | None:
    """Load the chosen satisfaction survey, the newest without a choice; None where there is none."""
    known = skm_years(warehouse)
    if not known:
        return None
    code = selection.skm_year if selection.skm_year in known else known[-1]
    year = None if code == UNDATED else int(code)
    return Ratings(warehouse, words, year, load_skm(), gate.rated(warehouse, year))


def has_ratings(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether as many rated in the chosen satisfaction survey as may be shown."""
    ratings = load_ratings(warehouse, selection, words)
    return ratings is not None and ratings.is_enough


def of_ratings(key: str) -> Callable:
    """Let the exhibit *key* be made of the satisfaction survey looked at.

    Without any it says how to make a template and load one; of fewer respondents than may be shown it shows nothing.
    """

    def looked_at(warehouse: Warehouse, selection: Selection, words: Words) -> Ratings | Exhibit:
        ratings = load_ratings(warehouse, selection, words)
        if ratings is not None and ratings.is_enough:
            return ratings
        reason, files = ("none", ()) if ratings is None else ("few", ratings.files)
        smallest, message = load_site().smallest_group, words("survey.skm.untold")
        subject = subject_of(warehouse, words, sources=files)
        return subject.nothing(key, message=message, because=f"survey.skm.{reason}_", smallest=smallest)

    def decorated(make: Callable[[Ratings], Exhibit]) -> Callable[[Warehouse, Selection, Words], Exhibit]:
        @wraps(make)
        def titled(ratings: Ratings) -> Exhibit:
            return ratings.titled(make(ratings))

        return exhibit_of(looked_at)(titled)

    return decorated


def _float(value: object) -> float | None:
    return None if value is None else float(value)


@of_ratings("ikm")
def satisfaction(ratings: Ratings) -> Exhibit:
    """Show the index with its quality and how sure it is, and the mean of each element, the lowest first."""
    words, names, rule, smallest = ratings.words, ratings.names, ratings.rule, load_site().smallest_group
    elements = sorted(
        (one for one in ratings.result.elements if not is_few(one.count, smallest)),
        key=lambda one: (one.mean is None, one.mean or 0),
    )
    rows = spread_rows(
        [(names[one.code], one.count, _float(one.mean), one.spread) for one in elements],
        words,
        is_sample=ratings.is_sample,
    )
    scale = (min(one.minimum for one in rule.elements), max(one.maximum for one in rule.elements))
    hidden = len(ratings.result.elements) - len(elements)
    texts = (words("survey.skm.alt_value", element=names[one.code], mean=_float(one.mean)) for one in elements)
    return ratings.subject().exhibit(
        "ikm",
        index_message(ratings, elements),
        figure=charts.spread_rows(rows, scale, words) if len(rows) else None,
        rows=rows,
        columns=of_page("survey", f"label=element n=raters {SPREAD}"),
        alt=words("survey.skm.alt", values="; ".join(texts)),
        note=(
            words("survey.skm.note", source=rule.source, level=LEVEL),
            ways_note(((names[one.code], one.spread) for one in elements), words),
            words("survey.skm.hidden_elements", n=hidden, smallest=smallest) if hidden else "",
        ),
    )


def index_message(ratings: Ratings, elements: Sequence[Element]) -> str:
    """Give index, quality and performance, how sure the quality is, and the element that is rated lowest.

    *elements* are those that may be shown, the lowest mean first.
    """
    words, names, rule, result = ratings.words, ratings.names, ratings.rule, ratings.result
    if result.ikm is None:
        unrated = [names[one.code] for one in result.elements if not one.count]
        few = [names[one.code] for one in result.elements if one.count and one.mean is None]
        key = "unrated" if unrated else "few_raters"
        smallest = load_site().smallest_group
        return words(f"survey.skm.{key}", elements=words.join(unrated or few), smallest=smallest)
    values = {"ikm": result.ikm, "band": result.band.code, "performance": result.band.names[words.language].lower()}
    message = words("survey.skm.index", **values)
    if result.band is rule.bands[-1]:
        message += words("survey.skm.lowest_band")
    elif result.probability is not None:
        is_whole = words.percent(result.probability) == words.percent(1)
        key = "surest" if is_whole else "sure" if result.probability >= LEVEL else "unsure"
        message += words(f"survey.skm.{key}", band=result.band.code, probability=result.probability)
    known = [one for one in elements if one.mean is not None]
    if len(known) < 2 or print_alike(words, float(known[0].mean), float(known[-1].mean)):
        return message
    lowest = leaders([(names[one.code], float(one.mean)) for one in known], words)
    return message + words("survey.skm.lowest", element=lowest, mean=float(known[0].mean))


@of_ratings("ikm-layanan")
def satisfaction_services(ratings: Ratings) -> Exhibit:
    """List index, quality and performance of each service and of all, the lowest index first; elements are folded."""
    words, services, smallest = ratings.words, ratings.rated.services, load_site().smallest_group
    rest = [one for one in services if _index(one) is None]
    whole = OfService(words("survey.skm.all"), ratings.result)
    frame = pd.DataFrame(
        [_row(one, words) for one in (*_by_index(services), *rest, whole)],
        columns=["service", "n", "ikm", "band", "performance", "probability", "remark"],
    ).astype({"n": "Int64", "ikm": float, "probability": float})
    is_hidden = any(one.result is None for one in services)
    return ratings.subject().exhibit(
        "ikm-layanan",
        satisfaction_message(services, words),
        rows=frame,
        columns=of_page("survey", f"service n=count ikm band performance probability {'remark' if rest else ''}"),
        alt=words("survey.skm.services_alt"),
        note=words("survey.skm.services_note", smallest=smallest) if is_hidden else "",
        details=_elements(ratings),
    )


def _index(one: OfService) -> Decimal | None:
    return one.result.ikm if one.result is not None else None


def _by_index(services: Sequence[OfService]) -> list[OfService]:
    return sorted((one for one in services if _index(one) is not None), key=_index)


def _row(one: OfService, words: Words) -> tuple:
    name, result = service_name(one.service, words), one.result
    if result is None:
        return name, None, None, "", "", None, words("survey.skm.hidden")
    if result.ikm is None:
        return name, result.count, None, "", "", None, words("survey.skm.no_index")
    performance = result.band.names[words.language]
    return name, result.count, float(result.ikm), result.band.code, performance, result.probability, ""


def satisfaction_message(services: Sequence[OfService], words: Words) -> str:
    """Name the services with the lowest and the highest index, or say that all shown have one quality."""
    known = _by_index(services)
    if not known:
        return words("survey.skm.services_none")
    low, high = known[0], known[-1]
    values = {}
    for end, ordered in (("low", known), ("high", known[::-1])):
        name = leaders([(service_name(one.service, words), one.result.ikm) for one in ordered], words)
        values |= {end: name, f"{end}_ikm": ordered[0].result.ikm, f"{end}_band": ordered[0].result.band.code}
    if len(known) == 1:
        return words("survey.skm.services_single", **values)
    if low.result.ikm == high.result.ikm:
        return words("survey.skm.services_level", **values, n=len(known))
    key = "services_band" if low.result.band is high.result.band else "services_message"
    return words(f"survey.skm.{key}", **values, n=len(known))


def _elements(ratings: Ratings) -> tuple[Exhibit, ...]:
    """Lay out each element's mean for each service, as far as no few ratings can be told from it."""
    words, names, elements = ratings.words, ratings.names, ratings.rated.elements
    shown = [
        (service_name(one.service, words), one.result.count, elements[one.service])
        for one in ratings.rated.services
        if one.service in elements
    ]
    if not shown:
        return ()
    rows, columns = beside(names, shown, words)
    detail = ratings.subject().exhibit(
        "ikm-unsur",
        words("survey.skm.elements", n=len(shown)),
        rows=rows,
        columns=(("label", "survey.element"), *columns),
        alt=words("survey.skm.elements_alt"),
    )
    return (detail,)


@of_ratings("ikm-bobot")
def satisfaction_weights(ratings: Ratings) -> Exhibit:
    """Compare the index under the exact weight with those under the two roundings of it that reports use."""
    words, rule, result = ratings.words, ratings.rule, ratings.result
    rows = [
        (
            words(f"survey.skm.weight.{name}"),
            _float(ikm),
            None if ikm is None or name == _counting(rule) else float(ikm - result.ikm),
            "" if ikm is None else rule.band_of(ikm).code,
        )
        for name, ikm in result.by_weight.items()
    ]
    return ratings.subject(rule.source).exhibit(
        "ikm-bobot",
        weights_message(result.by_weight, rule, words),
        rows=rows,
        columns=(("weight", "survey.weight", TEXT), *of_page("survey", "ikm difference=difference_ikm band")),
        alt=words("survey.skm.weights_alt"),
        note=words("survey.skm.weights_note"),
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
