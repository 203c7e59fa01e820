"""The satisfaction index (IKM): of all services, element by element and service by service, and by other weights."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps

import pandas as pd

from smartcity import charts
from smartcity.answers import surveys
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, SHARE, SIGNED, Column, Empty, Exhibit, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.shared import joined_sources, kept, stamp
from smartcity.exhibits.kit.survey import PIECES
from smartcity.exhibits.survey.services import UNNAMED, beside, service_name, tellable
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.method.skm import Skm, load_skm
from smartcity.survey import LEVEL, Element, OfService, Satisfaction, beside_whole, by_service
from smartcity.survey import satisfaction as satisfaction_of
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

UNDATED = "tanpa-tanggal"
"""The code of the forms that bear no date, beside the years of the others."""


@dataclass(frozen=True)
class Ratings:
    """The satisfaction survey of one year (*year* is None without dates): its *rows* and what they give.

    *rows* has one row a respondent: `service` and a column an element.
    """

    warehouse: Warehouse
    words: Words
    year: int | None
    files: tuple[str, ...]
    is_sample: bool
    rule: Skm
    rows: pd.DataFrame
    result: Satisfaction

    @property
    def is_enough(self) -> bool:
        """Whether as many rated as may be shown."""
        return self.result.count >= load_site().smallest_group

    @property
    def caption(self) -> str:
        """Which survey and how many respondents; CONTOH first when it is invented."""
        key = "caption" if self.year is not None else "caption_undated"
        text = self.words(f"survey.skm.{key}", year=self.year, n=self.result.count)
        return " · ".join(filter(None, (self.words("respondents.sample") if self.is_sample else "", text)))

    def exhibit(
        self, key: str, message: str, *, sources: Iterable[str] = (), notes: Iterable[str] = (), **parts: object
    ) -> Exhibit:
        """Make an exhibit of these ratings; *sources* are named besides the files, empty *notes* are left out."""
        return Exhibit(
            key=key,
            message=message,
            source=joined_sources((*self.files, *sources), self.words),
            stamp=stamp(self.warehouse),
            caption=self.caption,
            note=" ".join(filter(None, notes)),
            is_sample=self.is_sample,
            **parts,
        )


def skm_years(warehouse: Warehouse) -> tuple[str, ...]:
    """List what satisfaction surveys there are: forms without a date first, then the years, the newest last."""
    years = surveys.satisfaction_years(warehouse)["year"]
    dated = sorted(int(year) for year in years.dropna())
    return (*([UNDATED] if years.isna().any() else []), *map(str, dated))


def load_ratings(warehouse: Warehouse, selection: Selection, words: Words) -> Ratings | None:
    """Load the chosen satisfaction survey, the newest without a choice; None where there is none."""
    known = skm_years(warehouse)
    if not known:
        return None
    code = selection.skm_year if selection.skm_year in known else known[-1]
    year = None if code == UNDATED else int(code)
    listed = surveys.satisfaction_years(warehouse)
    row = listed[listed["year"].isna() if year is None else listed["year"] == year].iloc[0]
    rows, result = warehouse.remember(("rated", code), lambda: _rated(warehouse, year, listed["year"].dropna()))
    return Ratings(warehouse, words, year, tuple(row["files"]), bool(row["is_sample"]), load_skm(), rows, result)


def _rated(warehouse: Warehouse, year: int | None, dated: Iterable[int]) -> tuple[pd.DataFrame, Satisfaction]:
    rows = surveys.ratings(warehouse, year)
    if year is None:
        others = [surveys.ratings(warehouse, int(other)).index for other in dated]
        rows = rows.drop(index=[respondent for index in others for respondent in index])
    return rows, satisfaction_of(rows, load_skm(), load_sampling().generator())


def has_ratings(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether as many rated in the chosen satisfaction survey as may be shown."""
    ratings = load_ratings(warehouse, selection, words)
    return ratings is not None and ratings.is_enough


def of_ratings(
    key: str,
) -> Callable[[Callable[[Ratings], Exhibit]], Callable[[Warehouse, Selection, Words], Exhibit]]:
    """Let the exhibit *key* be made of the satisfaction survey looked at, once for a build, selection and language.

    Without any it says how to make a template and load one; of fewer respondents than may be shown it shows nothing.
    """

    def decorated(make: Callable[[Ratings], Exhibit]) -> Callable[[Warehouse, Selection, Words], Exhibit]:
        @wraps(make)
        def made(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
            ratings = load_ratings(warehouse, selection, words)
            if ratings is not None and ratings.is_enough:
                return make(ratings)
            reason, source = ("none", "") if ratings is None else ("few", joined_sources(ratings.files, words))
            smallest = load_site().smallest_group
            empty = Empty(*(words(f"survey.skm.{reason}_{piece}", smallest=smallest) for piece in PIECES))
            return Exhibit(key, words("survey.skm.untold"), source, stamp(warehouse), empty=empty)

        return kept(made)

    return decorated


def element_names(rule: Skm, words: Words) -> dict[str, str]:
    """Name the elements by their codes, as their columns are headed."""
    return {element.code: element.header[words.language] for element in rule.elements}


def _float(value: object) -> float | None:
    return None if value is None else float(value)


@of_ratings("ikm")
def satisfaction(ratings: Ratings) -> Exhibit:
    """Show the index with its quality and how sure it is, and the mean of each element, the lowest first."""
    words, rule, smallest = ratings.words, ratings.rule, load_site().smallest_group
    shown = beside_whole(ratings.result.elements, smallest)
    elements = sorted(
        (one for one in ratings.result.elements if one.code in shown), key=lambda one: (one.mean is None, one.mean or 0)
    )
    names = element_names(rule, words)
    rows = pd.DataFrame(
        {
            "label": [names[one.code] for one in elements],
            "n": [one.count for one in elements],
            "mean": [_float(one.mean) for one in elements],
            "low": [one.spread.low if one.spread else None for one in elements],
            "high": [one.spread.high if one.spread else None for one in elements],
            "remark": [words("charts.respondents_n", count=one.count) for one in elements],
            "is_sample": ratings.is_sample,
        }
    ).astype(dict.fromkeys(("mean", "low", "high"), float))
    scale = (min(one.minimum for one in rule.elements), max(one.maximum for one in rule.elements))
    columns = (
        Column("label", words("survey.column.element")),
        Column("n", words("survey.column.raters"), INTEGER),
        Column("mean", words("survey.column.mean"), SCORE),
        Column("low", words("respondents.column.low"), SCORE),
        Column("high", words("respondents.column.high"), SCORE),
    )
    hidden = len(ratings.result.elements) - len(elements)
    values = "; ".join(
        words("survey.skm.alt_value", element=names[one.code], mean=_float(one.mean)) for one in elements
    )
    return ratings.exhibit(
        "ikm",
        index_message(ratings.result, rule, elements, words),
        figure=charts.spread_rows(rows, scale, words) if len(rows) else None,
        table=Table(rows[[column.code for column in columns]], columns),
        alt=words("survey.skm.alt", values=values),
        notes=(
            words("survey.skm.note", source=rule.source, level=LEVEL),
            words("survey.skm.hidden_elements", n=hidden, smallest=smallest) if hidden else "",
        ),
    )


def index_message(result: Satisfaction, rule: Skm, elements: Sequence[Element], words: Words) -> str:
    """Give index, quality and performance, how sure the quality is, and the element that is rated lowest.

    Args:
        result: The index of those who answered.

        rule: The rules, for the names of the elements.

        elements: Those that may be shown, the lowest mean first.

        words: The wording.
    """
    names = element_names(rule, words)
    if result.ikm is None:
        unrated = words.join(names[one.code] for one in result.elements if not one.count)
        return words("survey.skm.unrated", elements=unrated)
    values = {"ikm": result.ikm, "band": result.band.code, "performance": result.band.names[words.language].lower()}
    said = words("survey.skm.index", **values)
    if result.band is rule.bands[-1]:
        said += words("survey.skm.lowest_band")
    elif result.probability is not None:
        is_whole = words.percent(result.probability) == words.percent(1)
        key = "surest" if is_whole else "sure" if result.probability >= LEVEL else "unsure"
        said += words(f"survey.skm.{key}", band=result.band.code, probability=result.probability)
    known = [one for one in elements if one.mean is not None]
    if len(known) < 2 or words.number(float(known[0].mean), 2) == words.number(float(known[-1].mean), 2):
        return said
    return said + words("survey.skm.lowest", element=names[known[0].code], mean=float(known[0].mean))


@of_ratings("ikm-layanan")
def satisfaction_services(ratings: Ratings) -> Exhibit:
    """List index, quality and performance of each service and of all, the lowest index first; elements are folded."""
    words, rows, smallest = ratings.words, ratings.rows, load_site().smallest_group
    services = by_service(rows, rows["service"].to_list(), ratings.rule, load_sampling().generator(), smallest)
    rest = [one for one in services if _index(one) is None]
    whole = OfService(words("survey.skm.all"), ratings.result)
    columns = (
        Column("service", words("survey.column.service")),
        Column("n", words("survey.column.count"), INTEGER),
        Column("ikm", words("survey.column.ikm"), SCORE),
        Column("band", words("survey.column.band")),
        Column("performance", words("survey.column.performance")),
        Column("probability", words("survey.column.probability"), SHARE, 1),
        *([Column("remark", words("survey.column.remark"))] if rest else []),
    )
    frame = pd.DataFrame(
        [_row(one, words) for one in (*_by_index(services), *rest, whole)],
        columns=["service", "n", "ikm", "band", "performance", "probability", "remark"],
    ).astype({"n": "Int64", "ikm": float, "probability": float})
    is_hidden = any(one.result is None for one in services)
    return ratings.exhibit(
        "ikm-layanan",
        satisfaction_message(services, words),
        table=Table(frame[[column.code for column in columns]], columns),
        alt=words("survey.skm.services_alt"),
        notes=[words("survey.skm.services_note", smallest=smallest)] if is_hidden else (),
        details=_elements(services, ratings),
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
    values = {
        "low": service_name(low.service, words),
        "low_ikm": low.result.ikm,
        "low_band": low.result.band.code,
        "high": service_name(high.service, words),
        "high_ikm": high.result.ikm,
        "high_band": high.result.band.code,
    }
    if len(known) == 1:
        return words("survey.skm.services_single", **values)
    if low.result.ikm == high.result.ikm:
        return words("survey.skm.services_level", **values, n=len(known))
    key = "services_band" if low.result.band is high.result.band else "services_message"
    return words(f"survey.skm.{key}", **values, n=len(known))


def _elements(services: Sequence[OfService], ratings: Ratings) -> tuple[Exhibit, ...]:
    """Lay out each element's mean for each service, as far as no few ratings can be told from it."""
    words, rows, names = ratings.words, ratings.rows, element_names(ratings.rule, ratings.words)
    given = rows[list(names)].dropna(how="all")
    keys = rows.loc[given.index, "service"].map(normalise, na_action="ignore").fillna(UNNAMED)
    hidden = frozenset(normalise(one.service or UNNAMED) for one in services if one.result is None)
    told = tellable(given, keys, hidden, load_site().smallest_group)
    shown = [
        (service_name(one.service, words), one.result.count, [_float(element.mean) for element in one.result.elements])
        for one in services
        if one.result is not None and normalise(one.service or UNNAMED) in told
    ]
    if not shown:
        return ()
    detail = ratings.exhibit(
        "ikm-unsur",
        words("survey.skm.elements", n=len(shown)),
        table=beside(names, shown, words("survey.column.element"), words),
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
    columns = (
        Column("weight", words("survey.column.weight")),
        Column("ikm", words("survey.column.ikm"), SCORE),
        Column("difference", words("survey.column.difference_ikm"), SIGNED),
        Column("band", words("survey.column.band")),
    )
    frame = pd.DataFrame(rows, columns=[column.code for column in columns])
    return ratings.exhibit(
        "ikm-bobot",
        weights_message(result.by_weight, rule, words),
        table=Table(frame.astype({"ikm": float, "difference": float}), columns),
        alt=words("survey.skm.weights_alt"),
        notes=[words("survey.skm.weights_note")],
        sources=(rule.source,),
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
